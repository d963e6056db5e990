import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Where the runner starts: the linker is told so, for a Swift library has no `main`.
///
/// Loads the image that the command line names first and calls the function of it that is named
/// second. Exit status 65 says that there is no such image or function, or that the image refers
/// to what the runner does not have.
@_cdecl("kindlingRunner")
public func loadSuite(
  _ count: CInt, _ arguments: UnsafePointer<UnsafePointer<CChar>?>
) -> CInt {
  guard count == 3, let file = arguments[1], let name = arguments[2],
    let image = dlopen(file, RTLD_NOW), let function = dlsym(image, name)
  else {
    let reason = dlerror().map { String(cString: $0) } ?? "an image and a function are needed"
    FileHandle.standardError.write(Data("\(reason)\n".utf8))
    return 65
  }
  unsafeBitCast(function, to: (@convention(c) () -> Void).self)()
  return 65
}
