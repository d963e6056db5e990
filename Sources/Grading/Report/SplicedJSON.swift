import Foundation

/// JSON with a long list, put together from elements that were encoded before.
///
/// It is what `sortedJSON` writes of the whole. An encoder takes milliseconds for the results of
/// one student; in those of a class most elements are alike.
package enum SplicedJSON {
  /// A value as an element of a list that is a member of the outermost object.
  package static func element(_ value: some Encodable) throws -> String {
    // Within strings, line ends are escaped.
    try sortedJSON(value).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }

  /// A value in whose list `key`, which is empty, are some elements.
  package static func text(
    _ value: some Encodable, _ key: String, of elements: [String]
  ) throws -> String {
    let text = try sortedJSON(value)
    guard !elements.isEmpty else { return text }
    let start = "\n  \"\(key)\" : ["
    guard let start = text.range(of: start),
      let end = text.range(of: "]", range: start.upperBound..<text.endIndex)
    else { preconditionFailure("the value has no list \(key)") }
    // Pieces that are added with `+` are copied each time, and these are long.
    var whole = String(text[..<start.upperBound])
    whole.reserveCapacity(
      text.utf8.count + elements.reduce(0) { $0 + $1.utf8.count + 2 } + 4)
    for (place, element) in elements.enumerated() {
      whole += place == 0 ? "\n" : ",\n"
      whole += element
    }
    whole += "\n  "
    whole += text[end.lowerBound...]
    return whole
  }
}
