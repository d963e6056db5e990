import CLibXML2

/// HTML's character references, which Markdown allows in running text.
package enum Entity {
  /// The character that `reference` stands for, such as `—` for `&mdash;`; itself when unknown.
  package static func decode(_ reference: String) -> String {
    let name = reference.dropFirst().dropLast()
    guard name.first == "#" else {
      guard let entity = htmlEntityLookup(String(name)) else { return reference }
      return Unicode.Scalar(entity.pointee.value).map { String($0) } ?? reference
    }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String($0) } ?? reference
  }
}
