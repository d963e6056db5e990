import Foundation

extension Verdict {
  /// What happened, where and for which input, a line each; the same in every format.
  func lines(file: String) -> [String] {
    var lines = messages.flatMap { $0.split(separator: "\n").map(String.init) }
    if let place { lines.append("at \(file):\(place.line):\(place.column)    \(place.source)") }
    if let inputs { lines += inputs.split(separator: "\n").map(String.init) }
    return lines
  }
}

extension SectionReport.Problem {
  /// Where it is and what it says, a line each; the same in every format.
  func lines(file: String) -> [String] {
    let said = message.split(separator: "\n").map(String.init)
    guard let line else { return said }
    // The compiler gives column 0 to code that it made itself.
    let place = "\(file):\(line)" + (column.map { $0 > 0 ? ":\($0)" : "" } ?? "")
    return [[place, source].compactMap(\.self).joined(separator: "    ")] + said
  }
}

extension SectionReport {
  /// The answer file's name.
  var fileName: String { URL(filePath: file).lastPathComponent }

  /// The seed of the section's inputs.
  func seed(of report: Report) -> UInt64 { unchanged?.seed ?? report.seed }
}
