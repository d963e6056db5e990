import Course
import Foundation
import TestSupport
import XCTest

@testable import Documents
@testable import Publishing

/// docs/guide/coverage.md says where each statement of the four tutorials is in the course, and in
/// which words.
final class CoverageTests: XCTestCase {
  private struct Row {
    let line: Int
    let file: String
    let heading: String?
    let words: String
  }

  private let page = Repository.root.appending(path: "docs/guide/coverage.md")

  /// The rows of the tables, without their heads.
  private func rows() throws -> [Row] {
    var rows: [Row] = []
    for (index, line) in try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "\n").enumerated()
    where line.hasPrefix("|") && !line.hasPrefix("|---") && !line.hasPrefix("| The tutorial |") {
      let match = try XCTUnwrap(
        line.wholeMatch(of: /\| .+ \| \[[^\]]+\]\(\.\.\/lessons\/([^)#]+)(#[^)]+)?\) \| (.+) \|/),
        "line \(index + 1): | statement | [heading](../lessons/FILE.md#heading) | words |")
      rows.append(
        Row(
          line: index + 1, file: String(match.1), heading: match.2.map { String($0.dropFirst()) },
          words: String(match.3)))
    }
    return rows
  }

  /// A lesson's text, in parts: what comes before its first heading of level 2 under "", and what
  /// is under each heading, as far as the next of its own level or above.
  private func parts(of lesson: String, file: String) throws -> [String: String] {
    let blocks = try MarkdownReader.read(lesson, file: file)
    let lines = lesson.components(separatedBy: "\n")
    let places = blocks.compactMap { block -> (level: Int, line: Int)? in
      guard case .heading(let level, _, let line) = block else { return nil }
      return (level, line)
    }
    func text(from start: Int, to next: (level: Int, line: Int)?) -> String {
      lines[(start - 1)..<((next?.line ?? lines.count + 1) - 1)].joined(separator: "\n")
    }
    var parts = ["": text(from: 1, to: places.first { $0.level > 1 })]
    for (index, (anchor, place)) in zip(Anchors.all(in: blocks), places).enumerated()
    where place.level > 1 {
      let next = places[(index + 1)...].first { $0.level <= place.level }
      parts[anchor] = text(from: place.line, to: next)
    }
    return parts
  }

  /// Words as they are looked for: white space counts as one space, a quotation's marks as none.
  private func plain(_ text: String) -> String {
    text.components(separatedBy: "\n")
      .map { $0.trimmingPrefix(/\s*>\s?/) }.joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func testEachStatementIsWhereThePageSaysItIs() throws {
    var lessons: [String: [String: String]] = [:]
    for row in try rows() {
      if lessons[row.file] == nil {
        let file = Repository.root.appending(path: "docs/lessons/\(row.file)")
        let text = try? String(contentsOf: file, encoding: .utf8)
        lessons[row.file] = try text.map { try parts(of: $0, file: row.file) } ?? [:]
        XCTAssertNotNil(text, "line \(row.line): there is no docs/lessons/\(row.file)")
      }
      guard let part = lessons[row.file]?[row.heading ?? ""] else {
        XCTFail("line \(row.line): \(row.file) has no heading #\(row.heading ?? "")")
        continue
      }
      XCTAssertTrue(
        plain(part).contains(plain(row.words)),
        "line \(row.line): \(row.file)#\(row.heading ?? "") does not say: \(row.words)")
    }
  }

  func testEverySectionIsThere() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let files = Set(try rows().map(\.file))
    for section in try Workbook(root: Repository.root).course.sections {
      XCTAssertTrue(text.contains("\n### \(section.id) \(section.title)\n"), section.id)
      let file = section.lessonPath
      XCTAssertTrue(files.contains(file), "no statement leads to \(file)")
    }
  }
}
