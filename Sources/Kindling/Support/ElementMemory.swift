/// Memory of a tensor's elements that is not part of its storage.
class ElementMemory {
  final let byteCount: Int
  init(byteCount: Int) { self.byteCount = byteCount }
}

/// Gives memory that was lent to a tensor back to its owner.
final class ForeignMemory: ElementMemory {
  private let release: () -> Void
  init(byteCount: Int, release: @escaping () -> Void) {
    self.release = release
    super.init(byteCount: byteCount)
  }
  deinit { release() }
}
