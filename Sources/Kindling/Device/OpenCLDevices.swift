#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The OpenCL devices on this machine, queried once, when a program first needs them.
enum OpenCLDevices {
  /// The result of the query.
  enum Finding {
    case turnedOff
    case noLibrary
    case devices([OpenCLDevice])
  }

  /// The environment variable that, set to `none`, leaves only the processor: no other device is
  /// looked for. Grading sets it.
  static let variable = "KINDLING_DEVICES"

  static let found: Finding = look()

  /// All devices, in the order of their ``Device/opencl(_:)`` numbers.
  static var all: [OpenCLDevice] {
    if case .devices(let devices) = found { devices } else { [] }
  }

  /// The NVIDIA devices, in the order of their ``Device/cuda(_:)`` numbers.
  static var nvidia: [OpenCLDevice] { all.filter(\.isNVIDIA) }

  /// Returns the reason tensors cannot be on OpenCL device `number`; nil if they can.
  static func obstacle(toDevice number: Int) -> String? { obstacle(toDevice: number, found) }

  /// Returns the reason tensors cannot be on device `number`, given the result of the query; nil if
  /// they can.
  static func obstacle(toDevice number: Int, _ found: Finding) -> String? {
    switch found {
    case .turnedOff: "devices are turned off (\(variable) is none)"
    case .noLibrary:
      "no OpenCL found on this machine (\(OpenCLLibrary.name)); Debian's packages for a machine "
        + "without a GPU are ocl-icd-libopencl1 and pocl-opencl-icd"
    case .devices(let devices) where devices.isEmpty:
      "OpenCL is on this machine, but no driver has a device for it"
    case .devices(let devices) where !devices.indices.contains(number):
      "there is no such OpenCL device: this machine has \(devices.count), counted from 0"
    case .devices: nil
    }
  }

  private static func look() -> Finding {
    if let value = getenv(variable), String(cString: value) == "none" { return .turnedOff }
    guard let library = OpenCLLibrary() else { return .noLibrary }
    var count: UInt32 = 0
    guard library.getPlatforms(0, nil, &count) == 0, count > 0 else { return .devices([]) }
    var platforms = [OpaquePointer?](repeating: nil, count: Int(count))
    guard library.getPlatforms(count, &platforms, nil) == 0 else { return .devices([]) }
    var devices: [OpenCLDevice] = []
    var nvidia = 0
    for platform in platforms {
      let anything: UInt64 = 0xFFFF_FFFF
      guard library.getDevices(platform, anything, 0, nil, &count) == 0, count > 0 else { continue }
      var handles = [OpaquePointer?](repeating: nil, count: Int(count))
      guard library.getDevices(platform, anything, count, &handles, nil) == 0 else { continue }
      for handle in handles {
        guard
          let device = OpenCLDevice(
            library, platform: platform, handle: handle, number: devices.count,
            nvidiaNumber: nvidia)
        else { continue }
        devices.append(device)
        if device.isNVIDIA { nvidia += 1 }
      }
    }
    return .devices(devices)
  }
}
