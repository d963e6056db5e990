#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The elements of a storage on a device, and their copy in the machine's own memory while there is
/// one.
///
/// Either is made when somebody asks for it, and each knows whether it is up to date. So code that
/// reads or writes elements by a pointer is right for a tensor on a device, at the price of a copy.
final class DeviceMemory: ElementMemory {
  let home: OpenCLDevice
  private var buffer: OpaquePointer?
  private var host: UnsafeMutableRawPointer?
  private let ownsHost: Bool
  /// Whose `host` is, if it is somebody else's.
  private let hostOwner: ElementMemory?
  /// Neither is up to date as long as nobody has written anything.
  private var hostIsCurrent = false, bufferIsCurrent = false

  /// Memory whose bytes are yet to be written.
  init(_ home: OpenCLDevice, byteCount: Int) {
    self.home = home
    ownsHost = true
    hostOwner = nil
    super.init(byteCount: byteCount)
  }

  /// Memory that begins as bytes which stay where they are: the storage's own, or those of `owner`.
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

  /// The copy in the machine's own memory, which may be written to: the device's is out of date then.
  func bytesToChange() -> UnsafeMutableRawPointer {
    let bytes = UnsafeMutableRawPointer(mutating: bytesToRead())
    hostIsCurrent = true
    bufferIsCurrent = false
    return bytes
  }

  /// The copy in the machine's own memory.
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

  /// Copies some of the bytes, without a copy of all of them.
  func read(at offset: Int, _ target: UnsafeMutableRawPointer, _ count: Int) {
    if !hostIsCurrent, bufferIsCurrent, let buffer {
      home.read(buffer, at: offset, target, count)
    } else {
      target.copyMemory(from: bytesToRead() + offset, byteCount: count)
    }
  }

  /// The buffer for a kernel that reads it.
  func bufferToRead() -> OpaquePointer {
    let buffer = buffer ?? home.allocate(byteCount)
    self.buffer = buffer
    if !bufferIsCurrent, hostIsCurrent, let host {
      home.write(buffer, at: 0, host, byteCount)
      bufferIsCurrent = true
    }
    return buffer
  }

  /// The buffer for a kernel that writes to it; all of it, or only some.
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

  /// Fills all of it with bytes from elsewhere.
  func fill(from bytes: UnsafeRawPointer) {
    home.write(bufferToChange(all: true), at: 0, bytes, byteCount)
  }
}
