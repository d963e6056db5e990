/// The kernels for elements of one dtype, on one device.
///
/// Drivers cache compiled programs on disk, so only the first program on a machine waits for
/// compilation: PoCL in `~/.cache/pocl`, NVIDIA's in `~/.nv/ComputeCache`. An additional cache file
/// of Kindling's own made it wait longer, because PoCL compiles every kernel before it hands out a
/// program.
final class DeviceProgram {
  private let home: OpenCLDevice
  private let program: OpaquePointer
  private var kernels: [String: OpaquePointer] = [:]

  init(_ home: OpenCLDevice, _ dtype: DType) {
    self.home = home
    let source = DeviceSource(dtype: dtype, hasDouble: home.hasDouble, fuses: home.fuses)
    program = Self.build(home, source)
  }

  private static func build(_ home: OpenCLDevice, _ source: DeviceSource) -> OpaquePointer {
    let library = home.library
    var code: Int32 = 0
    let program = source.text.withCString { text in
      var texts: [UnsafePointer<CChar>?] = [text]
      return library.createProgram(home.context, 1, &texts, nil, &code)
    }
    guard let program, code == 0 else { home.refuse("clCreateProgramWithSource", code) }
    var handles: [OpaquePointer?] = [home.handle]
    code = library.buildProgram(program, 1, &handles, source.options, nil, nil)
    if code != 0 { home.refuse("clBuildProgram(\(source.dtype))", code, log(home, program)) }
    return program
  }

  private static func log(_ home: OpenCLDevice, _ program: OpaquePointer) -> String {
    var size = 0
    guard home.library.getBuildInfo(program, home.handle, 0x1183, 0, nil, &size) == 0 else {
      return "no reason given"
    }
    var text = [UInt8](repeating: 0, count: size)
    _ = home.library.getBuildInfo(program, home.handle, 0x1183, size, &text, nil)
    return String(decoding: text.prefix { $0 != 0 }.prefix(2000), as: UTF8.self)
  }

  subscript(name: String) -> OpaquePointer {
    if let kernel = kernels[name] { return kernel }
    var code: Int32 = 0
    guard let kernel = home.library.createKernel(program, name, &code), code == 0 else {
      home.refuse("clCreateKernel(\(name))", code)
    }
    kernels[name] = kernel
    return kernel
  }
}
