import Course
import Foundation

/// All lessons, and where their pages are in the site.
struct SiteMap: Sendable {
  struct Entry: Sendable {
    let section: Section
    let text: LinkedText
    /// What the lesson's file holds; nil where it cannot be read as a lesson.
    fileprivate let source: String?
    /// The page's path in the site: `2-building-blocks/1-affine-maps.html`.
    var page: String { section.pagePath }
  }

  let workbook: Workbook
  /// The sections that have a lesson, in the order of the course.
  let entries: [Entry]
  /// The chapters of those sections.
  let chapters: [ChapterText]
  let glossary: Glossary
  /// What the lessons' calls are called elsewhere.
  let names: Rosetta
  /// The libraries' public declarations.
  let reference: APIReference
  /// What grading found; the pages show it beside the lessons.
  let results: Results
  /// The library's times beside others', if they are shown.
  let benchmark: BenchmarkTimes?

  /// Finds the lessons of a workbook. One that cannot be read yet still has its place.
  init(
    _ workbook: Workbook, results: Results = .none, benchmark: BenchmarkTimes? = nil,
    cache: URL? = nil
  ) {
    self.workbook = workbook
    self.results = results
    self.benchmark = benchmark
    reference = APIReference(workbook, cache: cache)
    glossary = Glossary(workbook)
    let entries: [Entry] = workbook.course.sections.compactMap { section in
      let url = workbook.lesson(section)
      guard FileManager.default.fileExists(atPath: url.path) else { return nil }
      let source = try? Lesson.source(at: url)
      let file = workbook.displayPath(url)
      let blocks = source.flatMap { try? MarkdownReader.read($0, file: file) }
      let text = LinkedText(
        file: file, folder: url.deletingLastPathComponent(), page: section.pagePath,
        blocks: blocks ?? [], source: source.orEmpty)
      return Entry(section: section, text: text, source: blocks == nil ? nil : source)
    }
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

  /// The pages beside the lessons, by what the list of contents calls them.
  var places: [(title: String, path: String)] {
    ResultsPages.places(for: results)
      + (glossary.terms.isEmpty ? [] : [(title: "Glossary", path: Glossary.page)])
      + (names.rows.isEmpty ? [] : [(Rosetta.title, Rosetta.page)])
      + (symbols.addresses.isEmpty ? [] : [("API reference", APIPages.index)])
      + (benchmark == nil ? [] : [(BenchmarkPage.title, BenchmarkPage.path)])
  }

  /// The lesson of a section, as it was when the map was made.
  ///
  /// - Throws: `LessonFaults`, as `Lesson.init(_:in:)` does.
  func lesson(of section: Section) throws -> Lesson {
    guard let entry = entries.first(where: { $0.section.id == section.id }),
      let source = entry.source
    else { return try Lesson(section, in: workbook) }
    return try Lesson(
      source, blocks: entry.text.blocks, section: section, course: workbook.course,
      file: entry.text.file, folder: entry.text.folder)
  }

  /// The sections of a chapter that have a lesson.
  func entries(of chapter: Chapter) -> [Entry] {
    entries.filter { $0.section.chapterNumber == chapter.number }
  }
}

extension Section {
  /// The lesson's page in the site: `2-building-blocks/1-affine-maps.html`.
  var pagePath: String { lessonPath.dropLast(2) + "html" }

  /// The lesson's program in the site: `2-building-blocks/1-affine-maps.swift`.
  var programPath: String { lessonPath.dropLast(2) + "swift" }
}

extension Chapter {
  /// The chapter's page in the site: `2-building-blocks/index.html`.
  var pagePath: String { "\(slug)/index.html" }
}
