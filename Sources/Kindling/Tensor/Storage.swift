import CVectorMath

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory that a tensor and its views share, and how often it was written to.
///
/// Elements are allocated in the same block as the object itself, unless there are many or they
/// belong to somebody else.
final class Storage: ManagedBuffer<StorageHeader, SIMD2<UInt64>> {
  /// From this many bytes on memory begins at a cache line, which vectors of 64 bytes then do not
  /// straddle.
  private static let largeByteCount = 1 << 14

  static func allocate(byteCount: Int) -> Storage {
    if byteCount >= largeByteCount { return allocateLarge(byteCount) }
    let buffer = Storage.create(minimumCapacity: (byteCount + 15) / 16) { buffer in
      StorageHeader(
        version: 0,
        bytes: buffer.withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) },
        owner: nil)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  private static func allocateLarge(_ byteCount: Int) -> Storage {
    guard let bytes = vm_allocate(byteCount) else {
      fail("Tensor", "there is no memory for \(byteCount) bytes")
    }
    return wrapping(bytes, owner: ForeignMemory { vm_free(bytes, byteCount) })
  }

  /// Uses memory that stays where it is until `owner` goes.
  static func wrapping(_ bytes: UnsafeMutableRawPointer, owner: ForeignMemory) -> Storage {
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(version: 0, bytes: bytes, owner: owner)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  @inline(__always)
  var bytes: UnsafeMutableRawPointer { header.bytes }

  /// Tells that the elements were changed in place.
  func noteChange() { header.version += 1 }
}

struct StorageHeader {
  /// Raised by every in-place change, so that a value saved for a derivative is known to be stale.
  var version: Int
  let bytes: UnsafeMutableRawPointer
  let owner: ForeignMemory?
}

/// Gives memory that was lent to a tensor back to its owner.
final class ForeignMemory {
  private let release: () -> Void
  init(release: @escaping () -> Void) { self.release = release }
  deinit { release() }
}
