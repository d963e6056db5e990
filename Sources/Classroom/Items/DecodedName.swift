import Foundation

/// File names, which are bytes, as text.
enum DecodedName {
  /// The text of a name in UTF-8, or else in the older encoding of Western systems; composed, so
  /// that a name is the same whichever system packed it.
  static func text(_ bytes: [UInt8]) -> String {
    decoded(bytes).precomposedStringWithCanonicalMapping
  }

  /// The same, without composing its letters.
  static func decoded(_ bytes: [UInt8]) -> String {
    String(validating: bytes, as: UTF8.self) ?? western(bytes)
  }

  private static func western(_ bytes: [UInt8]) -> String {
    String(data: Data(bytes), encoding: .windowsCP1252)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
