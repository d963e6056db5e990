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
    return text[..<start.upperBound] + "\n" + elements.joined(separator: ",\n") + "\n  "
      + text[end.lowerBound...]
  }
}
