import CKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory that a tensor and its views share, with a counter of in-place changes.
///
/// Elements are allocated in the same block as the object itself, unless there are many of them,
/// they belong to another owner or they are on a device.
final class Storage: ManagedBuffer<StorageHeader, SIMD2<UInt64>> {
  /// From this size in bytes, memory starts at a cache line, so that 64-byte vectors do not
  /// straddle two lines.
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
    guard let bytes = ck_allocate(byteCount) else {
      fail("Tensor", "there is no memory for \(byteCount) bytes")
    }
    return wrapping(
      bytes, owner: ForeignMemory(byteCount: byteCount) { ck_free(bytes, byteCount) })
  }

  /// Wraps memory that stays in place until `owner` is released.
  static func wrapping(_ bytes: UnsafeMutableRawPointer, owner: ForeignMemory) -> Storage {
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(version: 0, bytes: bytes, owner: owner)
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// Allocates uninitialized memory on a device.
  static func allocate(byteCount: Int, on home: OpenCLDevice) -> Storage {
    let buffer = Storage.create(minimumCapacity: 0) { _ in
      StorageHeader(version: 0, bytes: nil, owner: DeviceMemory(home, byteCount: byteCount))
    }
    return unsafeDowncast(buffer, to: Storage.self)
  }

  /// The elements, for reading or writing. Elements on a device are copied; see ``DeviceMemory``.
  @inline(__always)
  var bytes: UnsafeMutableRawPointer { header.bytes ?? copiedBytes() }

  /// The elements of a storage that has already been found not to be on a device.
  @inline(__always)
  var localBytes: UnsafeMutableRawPointer { header.bytes.unsafelyUnwrapped }

  @inline(never)
  private func copiedBytes() -> UnsafeMutableRawPointer { memory!.bytesToChange() }

  /// Whether the elements are on a device other than the processor.
  @inline(__always)
  var isOnDevice: Bool { header.bytes == nil }

  /// The elements' memory on a device; nil if they are on the processor.
  @inline(__always)
  var memory: DeviceMemory? {
    isOnDevice ? unsafeDowncast(header.owner.unsafelyUnwrapped, to: DeviceMemory.self) : nil
  }

  /// Moves the elements to a device, or to the processor if `home` is nil. All tensors that share
  /// them move too.
  func move(to home: OpenCLDevice?) {
    if memory?.home === home { return }
    if let memory {
      // The storage's own memory is too small if the elements were created on a device.
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

  /// Records that the elements were changed in place.
  func noteChange() { header.version += 1 }
}

struct StorageHeader {
  /// The version counter, incremented by every in-place change so that stale saved tensors are
  /// detected.
  var version: Int
  /// The elements, or nil if they are on a device. Access to elements on the processor thus costs
  /// no more than if there were no devices, and one comparison with nil identifies the rest.
  fileprivate(set) var bytes: UnsafeMutableRawPointer?
  /// The owner of the elements if they are not part of the storage itself: a ``DeviceMemory`` if
  /// `bytes` is nil.
  fileprivate(set) var owner: ElementMemory?
}
