#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The elements of a storage on a device, and their copy in host memory, if there is one.
///
/// Each is created when first needed, and tracks whether it is up to date. Code that reads or
/// writes elements through a pointer therefore also works for a tensor on a device, at the cost of
/// a copy.
final class DeviceMemory: ElementMemory {
  let home: OpenCLDevice
  private var buffer: OpaquePointer?
  private var host: UnsafeMutableRawPointer?
  private let ownsHost: Bool
  /// The owner of `host`, if it is another object.
  private let hostOwner: ElementMemory?
  /// Neither is up to date until something is written.
  private var hostIsCurrent = false, bufferIsCurrent = false

  /// Creates uninitialized memory.
  init(_ home: OpenCLDevice, byteCount: Int) {
    self.home = home
    ownsHost = true
    hostOwner = nil
    super.init(byteCount: byteCount)
  }

  /// Creates memory whose initial contents are bytes that stay in place: the storage's own, or
  /// those of `owner`.
  init(
    _ home: OpenCLDevice, copyOf bytes: UnsafeMutableRawPointer, of owner: ElementMemory?,
    byteCount: Int
  ) {
    self.home = home
    host = bytes
    ownsHost = false
    hostOwner = owner
    hostIsCurrent = true
    super.init(byteCount: byteCount)
  }

  deinit {
    if let buffer { home.release(buffer, byteCount) }
    if ownsHost { free(host) }
  }

  /// Returns the copy in host memory for writing, which makes the copy on the device out of date.
  func bytesToChange() -> UnsafeMutableRawPointer {
    let bytes = UnsafeMutableRawPointer(mutating: bytesToRead())
    hostIsCurrent = true
    bufferIsCurrent = false
    return bytes
  }

  /// Returns the copy in host memory for reading.
  func bytesToRead() -> UnsafeRawPointer {
    let bytes = host ?? malloc(max(byteCount, 1))
    guard let bytes else { fail("Tensor", "there is no memory for \(byteCount) bytes") }
    host = bytes
    if !hostIsCurrent, bufferIsCurrent, let buffer {
      home.read(buffer, at: 0, bytes, byteCount)
      hostIsCurrent = true
    }
    return UnsafeRawPointer(bytes)
  }

  /// Copies some of the bytes without copying all of them.
  func read(at offset: Int, _ target: UnsafeMutableRawPointer, _ count: Int) {
    if !hostIsCurrent, bufferIsCurrent, let buffer {
      home.read(buffer, at: offset, target, count)
    } else {
      target.copyMemory(from: bytesToRead() + offset, byteCount: count)
    }
  }

  /// Returns the buffer for a kernel that reads it.
  func bufferToRead() -> OpaquePointer {
    let buffer = buffer ?? home.allocate(byteCount)
    self.buffer = buffer
    if !bufferIsCurrent, hostIsCurrent, let host {
      home.write(buffer, at: 0, host, byteCount)
      bufferIsCurrent = true
    }
    return buffer
  }

  /// Returns the buffer for a kernel that writes to all of it, or only to some of it.
  func bufferToChange(all: Bool) -> OpaquePointer {
    let buffer = all ? buffer ?? home.allocate(byteCount) : bufferToRead()
    self.buffer = buffer
    bufferIsCurrent = true
    hostIsCurrent = false
    if ownsHost {
      free(host)
      host = nil
    }
    return buffer
  }

  /// Fills all of the memory with bytes from elsewhere.
  func fill(from bytes: UnsafeRawPointer) {
    home.write(bufferToChange(all: true), at: 0, bytes, byteCount)
  }
}
