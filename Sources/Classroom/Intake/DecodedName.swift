import Foundation

/// Names of files, which are bytes, as text.
enum DecodedName {
  /// The text of a name in UTF-8, or else in the encoding that Western systems used before it;
  /// composed, so that a name reads alike whichever system packed it.
  static func text(_ bytes: [UInt8]) -> String {
    decoded(bytes).precomposedStringWithCanonicalMapping
  }

  /// The same, with its letters as they are.
  static func decoded(_ bytes: [UInt8]) -> String {
    String(validating: bytes, as: UTF8.self) ?? western(bytes)
  }

  private static func western(_ bytes: [UInt8]) -> String {
    String(data: Data(bytes), encoding: .windowsCP1252)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
