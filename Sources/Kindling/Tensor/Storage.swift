import CVectorMath

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory that a tensor and its views share, and how often it was written to.
///
/// Elements are allocated in the same block as the object itself, unless there are many, they belong
/// to somebody else or they are on a device.
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
    return wrapping(
      bytes, owner: ForeignMemory(byteCount: byteCount) { vm_free(bytes, byteCount) })
  }

  /// Uses memory that stays where it is until `owner` goes.
  static func wrapping(_ bytes: UnsafeMutableRawPointer, owner: ForeignMemory) -> Storage {
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(version: 0, bytes: bytes, owner: owner)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// Memory on a device, whose bytes are yet to be written.
  static func allocate(byteCount: Int, on home: OpenCLDevice) -> Storage {
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(version: 0, bytes: nil, owner: DeviceMemory(home, byteCount: byteCount))
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// The elements, to be read or written. Those on a device are copied: see ``DeviceMemory``.
  @inline(__always)
  var bytes: UnsafeMutableRawPointer { header.bytes ?? copiedBytes() }

  /// The elements of a storage that is known not to be on a device: it was asked already.
  @inline(__always)
  var localBytes: UnsafeMutableRawPointer { header.bytes.unsafelyUnwrapped }

  @inline(never)
  private func copiedBytes() -> UnsafeMutableRawPointer { memory!.bytesToChange() }

  /// Whether the elements are on another device than the processor.
  @inline(__always)
  var isAway: Bool { header.bytes == nil }

  /// The elements' memory on a device; nil while they are on the processor.
  @inline(__always)
  var memory: DeviceMemory? {
    isAway ? unsafeDowncast(header.owner.unsafelyUnwrapped, to: DeviceMemory.self) : nil
  }

  /// Moves the elements to a device, or with nil to the processor. Whoever shares them finds them
  /// there.
  func move(to home: OpenCLDevice?) {
    if memory?.home === home { return }
    if let memory {
      // The storage's own memory is too small where the elements were made on a device.
      let count = memory.byteCount
      guard let bytes = malloc(max(count, 1)) else {
        fail("Tensor", "there is no memory for \(count) bytes")
      }
      memory.read(at: 0, bytes, count)
      header.bytes = bytes
      header.owner = ForeignMemory(byteCount: count) { free(bytes) }
    }
    guard let home else { return }
    let count = header.owner?.byteCount ?? capacity * MemoryLayout<SIMD2<UInt64>>.stride
    header.owner = DeviceMemory(home, copyOf: bytes, of: header.owner, byteCount: count)
    header.bytes = nil
  }

  /// Tells that the elements were changed in place.
  func noteChange() { header.version += 1 }
}

struct StorageHeader {
  /// Raised by every in-place change, so that a value saved for a derivative is known to be stale.
  var version: Int
  /// Nil for elements on a device. So what is on the processor is found as if there were no other
  /// place, and the one comparison with nil tells what is not.
  fileprivate(set) var bytes: UnsafeMutableRawPointer?
  /// Whose the elements are if they are not part of the storage itself: a ``DeviceMemory`` where
  /// there are no `bytes`.
  fileprivate(set) var owner: ElementMemory?
}
