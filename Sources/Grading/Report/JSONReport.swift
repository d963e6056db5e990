import Foundation

extension Report {
  /// The report as JSON.
  public func json() throws -> String { try sortedJSON(self) }
}

/// JSON with sorted keys, so that equal values are equal texts; it ends in a line end.
package func sortedJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
}
