import Course
import Documents
import Foundation
import Symbols

/// What an exercise's solution and hints call, compared with what its lesson shows.
struct ShownCalls {
  let site: SiteMap

  /// The calls of the library that the exercise needs and no visible block of the lesson makes.
  func gaps(of lesson: Lesson) -> [LessonFault] {
    let section = lesson.section
    let solution = site.workbook.solution(section)
    guard let source = try? String(contentsOf: solution, encoding: .utf8) else { return [] }
    let hints = section.parts.flatMap(\.hints).flatMap(Self.code)
    let needed = CalledNames([source] + hints)
    let own = section.parts.flatMap(\.declarations) + section.provided
    let names = Set(
      own.flatMap { $0.split(separator: ".").map { String($0.prefix { $0 != "(" }) } })
    let shown = CalledNames(lesson.blocks.flatMap(\.shownCode)).names
    return needed.library(site.symbols)
      .filter { name in !names.contains(name.base) && !shown.contains { $0.shows(name) } }
      .map { name in
        LessonFault(
          file: lesson.file, line: 1,
          message: "the exercise needs `\(name)`, which no block of the lesson shows")
      }
  }

  /// What is between backticks.
  private static func code(in hint: String) -> [String] {
    hint.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension Block {
  /// The Swift of a block, or of the blocks in it, that a reader sees.
  fileprivate var shownCode: [String] {
    switch self {
    case .code(let code):
      [.runs, .display, .fails].contains(code.role) && code.language == "swift" ? [code.code] : []
    case .quote(let blocks): blocks.flatMap(\.shownCode)
    case .list(_, let items, _): items.joined().flatMap(\.shownCode)
    default: []
    }
  }
}
