/// Memory for a tensor's elements that is not part of its storage.
class ElementMemory {
  final let byteCount: Int
  init(byteCount: Int) { self.byteCount = byteCount }
}

/// Memory lent to a tensor, given back to its owner when it is released.
final class ForeignMemory: ElementMemory {
  private let release: () -> Void
  init(byteCount: Int, release: @escaping () -> Void) {
    self.release = release
    super.init(byteCount: byteCount)
  }
  deinit { release() }
}
