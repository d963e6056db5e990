import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Where the runner starts: the linker is told so, for a Swift library has no `main`.
///
/// Loads the image that the command line names first and calls the function of it that is named
/// second. Answers find no arguments. Exit status 65 says that there is no such image or function, or that the image refers
/// to what the runner does not have.
@_cdecl("kindlingRunner")
public func loadSuite(
  _ count: CInt, _ arguments: UnsafePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  let words = (0..<Int(count)).map { index in arguments[index].map { String(cString: $0) } ?? "" }
  // They tell where the course stands on this machine, and nobody else shall know.
  for index in 0..<Int(count) {
    guard let word = arguments[index] else { continue }
    memset(word, 0, strlen(word))
  }
  guard count == 3, let image = dlopen(words[1], RTLD_NOW), let function = dlsym(image, words[2])
  else {
    let reason = dlerror().map { String(cString: $0) } ?? "an image and a function are needed"
    FileHandle.standardError.write(Data("\(reason)\n".utf8))
    return 65
  }
  unsafeBitCast(function, to: (@convention(c) () -> Void).self)()
  return 65
}
