import CConfinement
import Foundation
import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

/// Where the runner starts: the linker is given it, for a Swift library has no `main`.
///
/// Loads the image that the command line names first and calls the function of it that is named
/// second. Answers find no arguments. Exit status 65 says that there is no such image or function,
/// or that the image refers to what the runner does not have, 66 that the sandbox could not be set
/// up.
@_cdecl("kindlingRunner")
public func loadSuite(
  _ count: CInt, _ arguments: UnsafePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  let words = (0..<Int(count)).map { index in
    unsafe arguments[index].map { unsafe String(cString: $0) } ?? ""
  }
  // They reveal where the course is on this machine, which answers must not learn.
  for index in 0..<Int(count) {
    guard let word = unsafe arguments[index] else { continue }
    unsafe memset(word, 0, strlen(word))
  }
  if let reason = confine() {
    FileHandle.standardError.write(Data("the sandbox cannot be set up: \(reason)\n".utf8))
    return 66
  }
  guard count == 3, let image = unsafe dlopen(words[1], RTLD_NOW),
    let function = unsafe dlsym(image, words[2])
  else {
    let reason =
      unsafe dlerror().map { unsafe String(cString: $0) } ?? "an image and a function are needed"
    FileHandle.standardError.write(Data("\(reason)\n".utf8))
    return 65
  }
  unsafe unsafeBitCast(function, to: (@convention(c) () -> Void).self)()
  return 65
}

/// Takes from this process what the environment says it shall do without; why that fails, or nil.
private func confine() -> String? {
  guard let text = ProcessInfo.processInfo.environment[Confined.variable] else { return nil }
  unsafe unsetenv(Confined.variable)
  guard let confined = try? JSONDecoder().decode(Confined.self, from: Data(text.utf8)) else {
    return "its description cannot be read"
  }
  func withPointers(
    _ paths: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> CInt
  ) -> CInt {
    let copies = unsafe paths.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe (copies.map { unsafe UnsafePointer($0) } + [nil]).withUnsafeBufferPointer {
      unsafe $0.baseAddress.map(body) ?? EINVAL
    }
  }
  let failure = unsafe withPointers(confined.readable) { readable in
    unsafe withPointers(confined.writable) { unsafe kindling_confine(readable, $0) }
  }
  return failure == 0 ? nil : unsafe String(cString: strerror(failure))
}
