import Figures
import Foundation
import Markup

/// What one block of a lesson did when it ran.
package struct CellOutput: Codable, Equatable, Sendable {
  /// What it printed; for a block that must fail, the compiler's message or the fatal error too.
  package var text = ""
  package var figures: [Figure] = []

  package init(text: String = "", figures: [Figure] = []) {
    self.text = text
    self.figures = figures
  }

  /// The text's lines, without white space at their ends or empty lines at the end; control
  /// characters are pictures, so that they act neither on a page nor in a lesson they are written
  /// to.
  package var lines: [String] {
    let text = text.replacing("\r\n", with: "\n").visible.replacing("\r", with: "\u{240D}")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

// A figure may hold numbers that JSON has no word for.

extension JSONDecoder {
  /// Reads figures as lessons' programs report them.
  package static var figures: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}

extension JSONEncoder {
  /// Writes figures as `JSONDecoder.figures` reads them.
  package static var figures: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}
