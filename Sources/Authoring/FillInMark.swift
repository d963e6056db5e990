import Course
import Foundation

/// A place that an author has still to fill in.
struct FillInMark: Sendable {
  static let text = "FILL IN:"

  let url: URL
  let line: Int
  /// The mark and the words after it, as they are in the file.
  let words: String

  /// The marks in a file; none in one that is not there or is not text.
  static func all(in url: URL) -> [FillInMark] {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        line.range(of: Self.text).map {
          FillInMark(
            url: url, line: index + 1,
            words: line[$0.lowerBound...].trimmingCharacters(
              in: CharacterSet(charactersIn: " \t\r\"")))
        }
      }
  }
}

extension Workbook {
  /// Every file of a section, by path: what its author writes, for the section alone.
  func authoredFiles(of section: Section) -> [URL] {
    let suites = [publicSuite(section), hiddenSuite(section)].map { $0.deletingLastPathComponent() }
    let folders = suites + [mutants(section), alternatives(section)]
    let single = [
      answer(section), solution(section), lesson(section), root.appending(path: section.row),
    ]
    return single.filter { FileManager.default.fileExists(atPath: $0.path) }
      + folders.flatMap { swiftFiles(in: $0) }
  }
}
