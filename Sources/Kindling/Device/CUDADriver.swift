#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// NVIDIA's driver, looked up at run time, so that it is not needed to build.
enum CUDADriver {
  /// The result of querying the driver.
  enum Finding: Sendable {
    case noDriver
    case noAnswer(function: String, code: Int32)
    case devices(count: Int)
  }

  private static let library = "libcuda.so.1"

  /// Queried once: starting the driver takes a good part of a second.
  private static let finding: Finding = ask()

  /// Returns the reason tensors cannot be on NVIDIA device `number`, whose kernels run through
  /// OpenCL; nil if they can.
  static func obstacle(toDevice number: Int) -> String? {
    if case .turnedOff = OpenCLDevices.found { return OpenCLDevices.obstacle(toDevice: 0) }
    return OpenCLDevices.nvidia.indices.contains(number) ? nil : obstacle(toDevice: number, finding)
  }

  /// Returns the reason tensors cannot be on device `number`, which OpenCL does not know, given
  /// what the driver reported.
  static func obstacle(toDevice number: Int, _ finding: Finding) -> String {
    switch finding {
    case .noDriver: "no CUDA driver found on this machine (\(library))"
    case .noAnswer(let function, let code):
      "the CUDA driver found on this machine cannot be used (\(function) gave error \(code))"
    case .devices(0): "the CUDA driver found on this machine knows no device"
    case .devices(let count) where number < 0 || number >= count:
      "there is no such CUDA device: this machine has \(count), counted from 0"
    case .devices:
      "the device is there, but OpenCL, through which it would be used, does not know it: "
        + "ocl-icd-libopencl1 has to be installed, and /etc/OpenCL/vendors/nvidia.icd to hold the "
        + "line libnvidia-opencl.so.1"
    }
  }

  private static func ask() -> Finding {
    guard let driver = dlopen(library, RTLD_NOW | RTLD_LOCAL) else { return .noDriver }
    typealias Start = @convention(c) (UInt32) -> Int32
    typealias Count = @convention(c) (UnsafeMutablePointer<Int32>) -> Int32
    guard let start = dlsym(driver, "cuInit"), let count = dlsym(driver, "cuDeviceGetCount") else {
      return .noDriver
    }
    var code = unsafeBitCast(start, to: Start.self)(0)
    // 100 is the driver's code for a machine without a device.
    if code == 100 { return .devices(count: 0) }
    guard code == 0 else { return .noAnswer(function: "cuInit", code: code) }
    var devices: Int32 = 0
    code = unsafeBitCast(count, to: Count.self)(&devices)
    guard code == 0 else { return .noAnswer(function: "cuDeviceGetCount", code: code) }
    return .devices(count: Int(devices))
  }
}
