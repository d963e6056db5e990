import CKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The device that tensors are created on if none is specified: the processor, unless a program or
/// part of it sets another.
extension Device {
  /// The device that factory functions, and `Tensor(...)` of numbers, use on this thread.
  /// `torch.get_default_device()`.
  ///
  /// If the program sets none, it comes from `KINDLING_DEVICE`, which is PyTorch's name for a
  /// device, such as `cpu`, `opencl:0` or `cuda:0`.
  public static var `default`: Device {
    let code = ck_thread().pointee.default_device
    return code == 1 ? .cpu : Device(code: code)
  }

  /// The device as stored in a thread's `default_device`.
  private var code: Int32 {
    switch self {
    case .cpu: 1
    case .opencl(let number): Int32(clamping: 2 + 2 * number)
    case .cuda(let number): Int32(clamping: 3 + 2 * number)
    }
  }

  /// The code, if the device is available.
  fileprivate var checkedCode: Int32 {
    _ = home("setDefaultDevice")
    return code
  }

  @inline(never)
  private init(code: Int32) {
    if code == 0 {
      self = Self.ofProcess
      ck_thread().pointee.default_device = self.code
    } else {
      let number = Int(code / 2 - 1)
      self = code == 1 ? .cpu : code % 2 == 0 ? .opencl(number) : .cuda(number)
    }
  }

  private static let ofProcess: Device = {
    let variable = "KINDLING_DEVICE"
    guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else {
      return .cpu
    }
    guard let device = Device(label: value) else {
      fail(variable, "\(value) is no device; cpu, opencl:0 and cuda:0 are some")
    }
    if let obstacle = device.obstacle { fail(variable, "\(value): \(obstacle)") }
    return device
  }()

  /// Creates the device with that name in PyTorch; nil if there is none.
  private init?(label: String) {
    let parts = label.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let number = parts.count == 1 ? 0 : Int(parts[1]), number >= 0 else {
      return nil
    }
    switch parts[0] {
    case "cpu" where parts.count == 1: self = .cpu
    case "opencl": self = .opencl(number)
    case "cuda": self = .cuda(number)
    default: return nil
    }
  }
}

/// Sets the default device for tensors created on this thread. `torch.set_default_device`.
///
/// Traps with `setDefaultDevice: ` and the reason if the device is not available.
public func setDefaultDevice(_ device: Device) {
  ck_thread().pointee.default_device = device.checkedCode
}

/// Runs `body` with `device` as the default, then restores the previous default, even after an
/// error.
///
/// ```swift
/// withDefaultDevice(.opencl(0)) { Linear(4, 2) }  // a layer whose parameters are there
/// ```
@discardableResult
public func withDefaultDevice<Result, Failure: Error>(
  _ device: Device, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withThreadState(\.default_device, device.checkedCode, body)
}
