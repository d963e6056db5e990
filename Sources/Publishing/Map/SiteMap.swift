import Course
import Documents
import Foundation
import Symbols

/// What the pages are made from, and where each is in the site.
struct SiteMap: Sendable {
  let workbook: Workbook
  /// The sections that have a lesson, in the order of the course.
  let entries: [LessonText]
  /// The chapters of those sections.
  let chapters: [ChapterText]
  let glossary: Glossary
  /// What the lessons' calls are called elsewhere.
  let names: Rosetta
  /// The libraries' public declarations.
  let reference: APIReference
  /// What grading found; the pages show it beside the lessons.
  let results: Results

  /// Finds the lessons of a workbook. One that cannot be read yet still has its place.
  init(_ workbook: Workbook, results: Results = .none, cache: URL? = nil) {
    self.workbook = workbook
    self.results = results
    reference = APIReference(workbook, cache: cache)
    glossary = Glossary(workbook)
    let entries = workbook.course.sections.compactMap { LessonText($0, in: workbook) }
    self.entries = entries
    names = Rosetta(entries)
    chapters = workbook.course.chapters
      .filter { chapter in entries.contains { $0.section.chapterNumber == chapter.number } }
      .map { ChapterText($0, in: workbook) }
  }

  /// Where the reference explains a declaration.
  var symbols: SymbolTable { reference.table }

  /// Every text with a page of its own, lessons first.
  var texts: [LinkedText] {
    entries.map(\.text) + chapters.map(\.text) + (glossary.terms.isEmpty ? [] : [glossary.text])
  }

  /// Changes with any text.
  var textDigest: String { texts.map(\.digest).joined(separator: " ") }

  /// The lesson of a section, as it was when the map was made.
  ///
  /// - Throws: `LessonFaults`, as `Lesson.init(_:in:)` does.
  func lesson(of section: Section) throws -> Lesson {
    let entry = entries.first { $0.section.id == section.id }
    return try entry?.lesson(in: workbook) ?? Lesson(section, in: workbook)
  }

  /// The sections of a chapter that have a lesson.
  func entries(of chapter: Chapter) -> [LessonText] {
    entries.filter { $0.section.chapterNumber == chapter.number }
  }
}
