import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Swift's own demangler, which the runtime holds for its messages.
enum Demangler {
  private typealias Function =
    @convention(c) (
      UnsafePointer<CChar>, Int, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?, UInt32
    ) -> UnsafeMutablePointer<CChar>?

  private static let function: Function? = unsafe dlsym(nil, "swift_demangle").map {
    unsafe unsafeBitCast($0, to: Function.self)
  }

  /// A symbol in words, as `Kindling.Tensor.relu() -> Kindling.Tensor`; nil for one that is not
  /// Swift's.
  static func text(of symbol: String) -> String? {
    guard symbol.hasPrefix("$s"),
      let words = unsafe function?(symbol, symbol.utf8.count, nil, nil, 0)
    else { return nil }
    defer { unsafe free(words) }
    let text = unsafe String(cString: words)
    return text == symbol ? nil : text
  }
}
