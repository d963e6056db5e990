#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of the system's OpenCL library, looked up when a program first asks for a device.
///
/// OpenCL is a standard with its own loader, which each vendor's driver registers with. Nothing is
/// needed to build, and on a machine without OpenCL everything runs on the processor. The types are
/// those of the standard's `cl.h`, written out.
struct OpenCLLibrary: @unchecked Sendable {
  typealias Object = OpaquePointer
  typealias Query =
    @convention(c) (
      Object?, UInt32, Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?
    ) -> Int32

  #if canImport(Glibc)
    static let name = "libOpenCL.so.1"
  #else
    static let name = "/System/Library/Frameworks/OpenCL.framework/OpenCL"
  #endif

  let getPlatforms:
    @convention(c) (UInt32, UnsafeMutablePointer<Object?>?, UnsafeMutablePointer<UInt32>?) -> Int32
  let getPlatformInfo: Query
  let getDevices:
    @convention(c) (
      Object?, UInt64, UInt32, UnsafeMutablePointer<Object?>?, UnsafeMutablePointer<UInt32>?
    ) -> Int32
  let getDeviceInfo: Query
  let createContext:
    @convention(c) (
      UnsafePointer<Int>?, UInt32, UnsafePointer<Object?>?, UnsafeRawPointer?,
      UnsafeMutableRawPointer?, UnsafeMutablePointer<Int32>?
    ) -> Object?
  let createQueue:
    @convention(c) (Object?, Object?, UInt64, UnsafeMutablePointer<Int32>?) -> Object?
  let createBuffer:
    @convention(c) (
      Object?, UInt64, Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int32>?
    ) -> Object?
  let releaseBuffer: @convention(c) (Object?) -> Int32
  let readBuffer:
    @convention(c) (
      Object?, Object?, UInt32, Int, Int, UnsafeMutableRawPointer?, UInt32, UnsafeRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Int32
  let writeBuffer:
    @convention(c) (
      Object?, Object?, UInt32, Int, Int, UnsafeRawPointer?, UInt32, UnsafeRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Int32
  let createProgram:
    @convention(c) (
      Object?, UInt32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int>?,
      UnsafeMutablePointer<Int32>?
    ) -> Object?
  let buildProgram:
    @convention(c) (
      Object?, UInt32, UnsafePointer<Object?>?, UnsafePointer<CChar>?, UnsafeRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Int32
  let getBuildInfo:
    @convention(c) (
      Object?, Object?, UInt32, Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?
    ) -> Int32
  let createKernel:
    @convention(c) (Object?, UnsafePointer<CChar>?, UnsafeMutablePointer<Int32>?) -> Object?
  let setArgument: @convention(c) (Object?, UInt32, Int, UnsafeRawPointer?) -> Int32
  let enqueueKernel:
    @convention(c) (
      Object?, Object?, UInt32, UnsafePointer<Int>?, UnsafePointer<Int>?, UnsafePointer<Int>?,
      UInt32, UnsafeRawPointer?, UnsafeMutableRawPointer?
    ) -> Int32
  let finish: @convention(c) (Object?) -> Int32

  /// Loads the library; nil if it, or one of its functions, is missing.
  init?() {
    guard let library = dlopen(Self.name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    do {
      getPlatforms = try Self.find("clGetPlatformIDs", library)
      getPlatformInfo = try Self.find("clGetPlatformInfo", library)
      getDevices = try Self.find("clGetDeviceIDs", library)
      getDeviceInfo = try Self.find("clGetDeviceInfo", library)
      createContext = try Self.find("clCreateContext", library)
      createQueue = try Self.find("clCreateCommandQueue", library)
      createBuffer = try Self.find("clCreateBuffer", library)
      releaseBuffer = try Self.find("clReleaseMemObject", library)
      readBuffer = try Self.find("clEnqueueReadBuffer", library)
      writeBuffer = try Self.find("clEnqueueWriteBuffer", library)
      createProgram = try Self.find("clCreateProgramWithSource", library)
      buildProgram = try Self.find("clBuildProgram", library)
      getBuildInfo = try Self.find("clGetProgramBuildInfo", library)
      createKernel = try Self.find("clCreateKernel", library)
      setArgument = try Self.find("clSetKernelArg", library)
      enqueueKernel = try Self.find("clEnqueueNDRangeKernel", library)
      finish = try Self.find("clFinish", library)
    } catch {
      return nil
    }
  }

  private struct Missing: Error {}

  private static func find<Function>(
    _ name: String, _ library: UnsafeMutableRawPointer
  ) throws(Missing) -> Function {
    guard let address = dlsym(library, name) else { throw Missing() }
    return unsafeBitCast(address, to: Function.self)
  }
}

extension OpenCLLibrary {
  /// Returns the result of a query as numbers of type `Value`; nil if it fails.
  func numbers<Value: BitwiseCopyable>(
    _ query: Query, _ object: Object?, _ what: UInt32, as type: Value.Type = Value.self
  ) -> [Value]? {
    var size = 0
    guard query(object, what, 0, nil, &size) == 0 else { return nil }
    let count = size / MemoryLayout<Value>.stride
    var failed = false
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      failed = query(object, what, size, buffer.baseAddress, nil) != 0
      filled = failed ? 0 : count
    }
    return failed ? nil : values
  }

  /// Returns the result of a query as text; empty if it fails.
  func text(_ query: Query, _ object: Object?, _ what: UInt32) -> String {
    let bytes = numbers(query, object, what, as: UInt8.self) ?? []
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      .split(separator: " ").joined(separator: " ")
  }
}
