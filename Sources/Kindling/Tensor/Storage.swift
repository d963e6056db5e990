/// The memory that a tensor and its views share, and how often it was written to.
///
/// Elements are allocated in the same block as the object itself.
final class Storage: ManagedBuffer<StorageHeader, SIMD2<UInt64>> {
  static func allocate(byteCount: Int) -> Storage {
    let buffer = Storage.create(minimumCapacity: (byteCount + 15) / 16) { _ in
      StorageHeader(version: 0)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  @inline(__always)
  var bytes: UnsafeMutableRawPointer {
    withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) }
  }

  /// Tells that the elements were changed in place.
  func noteChange() { header.version += 1 }
}

struct StorageHeader {
  /// Raised by every in-place change, so that a value saved for a derivative is known to be stale.
  var version: Int
}
