/// An OpenCL device: its name, and access to its memory and processors.
///
/// A context and a queue are created when the first tensor is moved there. The queue runs
/// everything in order, so no two kernels of a program overlap. The lock keeps threads from setting
/// the arguments of one kernel at the same time.
final class OpenCLDevice: @unchecked Sendable {
  let library: OpenCLLibrary
  let handle: OpaquePointer
  /// The number that ``Device/opencl(_:)`` identifies it by.
  let number: Int
  /// The device that tensors on it report: NVIDIA devices have a case of their own.
  let device: Device
  let name: String
  /// The size of its memory in bytes.
  let memory: Int
  /// Whether it runs on the machine's own processor, as PoCL does, and is no faster than without
  /// it.
  let isProcessor: Bool
  let isNVIDIA: Bool
  let hasDouble: Bool
  /// Whether the device multiplies and adds in one step, rounding once.
  let fuses: Bool
  let lock = Lock()
  /// The programs built so far, by dtype.
  var programs: [DType: DeviceProgram] = [:]
  private var session: (context: OpaquePointer, queue: OpaquePointer)?
  /// Buffers that no tensor needs any more, by size: creating one can cost more than a kernel.
  private var spare: [Int: [OpaquePointer]] = [:]
  private var spareBytes = 0

  init?(
    _ library: OpenCLLibrary, platform: OpaquePointer?, handle: OpaquePointer?, number: Int,
    nvidiaNumber: Int
  ) {
    guard let handle else { return nil }
    func number32(_ what: UInt32) -> UInt32 {
      library.numbers(library.getDeviceInfo, handle, what, as: UInt32.self)?.first ?? 0
    }
    func number64(_ what: UInt32) -> UInt64 {
      library.numbers(library.getDeviceInfo, handle, what, as: UInt64.self)?.first ?? 0
    }
    // CL_DEVICE_AVAILABLE and CL_DEVICE_COMPILER_AVAILABLE.
    guard number32(0x1027) != 0, number32(0x1028) != 0 else { return nil }
    self.library = library
    self.handle = handle
    self.number = number
    name = library.text(library.getDeviceInfo, handle, 0x102B)
    memory = Int(clamping: number64(0x101F))
    isNVIDIA = number32(0x1001) == 0x10DE
    device = isNVIDIA ? .cuda(nvidiaNumber) : .opencl(number)
    let platformName = library.text(library.getPlatformInfo, platform, 0x0902)
    let isGPU = number64(0x1000) & (1 << 2) != 0
    isProcessor = !isGPU || platformName == "Portable Computing Language"
    // CL_DEVICE_DOUBLE_FP_CONFIG is 0 if there is no double precision.
    hasDouble = number64(0x1032) != 0
    // CL_FP_FMA of CL_DEVICE_SINGLE_FP_CONFIG.
    fuses = number64(0x101B) & (1 << 5) != 0
  }

  var context: OpaquePointer { opened.context }
  var queue: OpaquePointer { opened.queue }

  private var opened: (context: OpaquePointer, queue: OpaquePointer) {
    if let session { return session }
    return lock.locked {
      if let session { return session }
      var code: Int32 = 0
      var handles: [OpaquePointer?] = [handle]
      let context = library.createContext(nil, 1, &handles, nil, nil, &code)
      guard let context, code == 0 else { refuse("clCreateContext", code) }
      guard let queue = library.createQueue(context, handle, 0, &code), code == 0 else {
        refuse("clCreateCommandQueue", code)
      }
      let opened = (context, queue)
      session = opened
      return opened
    }
  }

  /// Waits until everything in the queue is done.
  func finish() { check(library.finish(queue), "clFinish") }

  func check(_ code: Int32, _ function: String) {
    if code != 0 { refuse(function, code) }
  }

  /// Stops the program because of an OpenCL error, with the driver's explanation, if there is one.
  func refuse(_ function: String, _ code: Int32, _ reason: String? = nil) -> Never {
    let meaning: String? =
      switch code {
      // CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY,
      // CL_INVALID_BUFFER_SIZE.
      case -4: "the memory of the device is full"
      case -5: "a kernel failed, or the memory of the device is full"
      case -6: "the machine's own memory is full"
      case -61: "a tensor is larger than the device allows"
      default: reason
      }
    fail("\(device)", "\(name): \(function) gave error \(code)\(meaning.map { ", \($0)" } ?? "")")
  }
}

/// Memory.
extension OpenCLDevice {
  /// Returns the size of a buffer for `byteCount` bytes: one of a few sizes, so that a buffer fits
  /// many tensors.
  static func roundedSize(_ byteCount: Int) -> Int {
    if byteCount <= 256 { return 256 }
    let step = (1 << (Int.bitWidth - 1 - (byteCount - 1).leadingZeroBitCount)) / 4
    return (byteCount + step - 1) / step * step
  }

  /// Returns a buffer with at least `byteCount` bytes, which are uninitialized.
  func allocate(_ byteCount: Int) -> OpaquePointer {
    let size = Self.roundedSize(byteCount)
    let context = context
    return lock.locked {
      if let buffer = spare[size]?.popLast() {
        spareBytes -= size
        return buffer
      }
      var code: Int32 = 0
      if let buffer = library.createBuffer(context, 1, size, nil, &code), code == 0 {
        return buffer
      }
      releaseSpare()
      guard let buffer = library.createBuffer(context, 1, size, nil, &code), code == 0 else {
        fail("Tensor", "there is no memory for \(byteCount) bytes on \(device) (\(name))")
      }
      return buffer
    }
  }

  /// Takes a buffer back. Work still queued for it runs before its next owner's work.
  func release(_ buffer: OpaquePointer, _ byteCount: Int) {
    let size = Self.roundedSize(byteCount)
    lock.locked {
      if spareBytes + size > memory / 4 { releaseSpare() }
      spare[size, default: []].append(buffer)
      spareBytes += size
    }
  }

  private func releaseSpare() {
    for buffer in spare.values.joined() { _ = library.releaseBuffer(buffer) }
    spare = [:]
    spareBytes = 0
  }

  /// Copies bytes to the device, and returns once the source may change.
  func write(_ buffer: OpaquePointer, at offset: Int, _ source: UnsafeRawPointer, _ count: Int) {
    if count == 0 { return }
    lock.locked {
      DeviceCounters.shared.moved(toDevice: count)
      check(
        library.writeBuffer(queue, buffer, 1, offset, count, source, 0, nil, nil),
        "clEnqueueWriteBuffer")
    }
  }

  /// Waits for everything in the queue, then copies bytes from the device.
  func read(
    _ buffer: OpaquePointer, at offset: Int, _ target: UnsafeMutableRawPointer, _ count: Int
  ) {
    if count == 0 { return }
    lock.locked {
      DeviceCounters.shared.moved(fromDevice: count)
      check(
        library.readBuffer(queue, buffer, 1, offset, count, target, 0, nil, nil),
        "clEnqueueReadBuffer")
    }
  }
}
