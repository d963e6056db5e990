import Course
import Foundation
import Markup
import Toolchain

/// Runs lessons and publishes what they did: as a site, or recorded in the lessons themselves.
public struct Publisher: Sendable {
  /// How many lessons are compiled and run at the same time.
  private static let width = 2

  private let workbook: Workbook
  private let site: SiteMap
  private let runner: LessonRunner

  /// What became of a lesson, as it is reported while others are still being worked on.
  public struct Progress: Sendable {
    public let section: Section
    public let duration: Duration
    /// What its author must mend; empty when all is well.
    public let faults: [LessonFault]
    /// How many lessons are done, this one included, and how many there are.
    public let done: Int
    public let total: Int
  }

  /// Finds the compiler and the built library.
  ///
  /// - Throws: `ToolMissing` or `LibraryNotBuilt`, each saying what to do, or `LinkError`.
  public init(_ workbook: Workbook) async throws {
    try await self.init(workbook, library: BuiltLibrary(root: workbook.root))
  }

  /// Publishes with a library that stands elsewhere, as in tests.
  init(_ workbook: Workbook, library: BuiltLibrary) async throws {
    self.workbook = workbook
    site = SiteMap(workbook)
    runner = try await LessonRunner(root: workbook.root, library: library)
  }

  /// The sections among `sections` that have a lesson.
  public static func written(_ sections: [Section], in workbook: Workbook) -> [Section] {
    sections.filter { FileManager.default.fileExists(atPath: workbook.lesson($0).path) }
  }

  /// Builds the pages of some lessons, the index and what the pages need.
  ///
  /// A lesson at fault keeps the page it had; the others get theirs.
  /// - Throws: `LessonFaults` with the faults of all lessons, `KaTeXMissing`, or the error of a
  ///   file that cannot be written.
  public func build(
    _ sections: [Section], to folder: URL, progress: @Sendable (Progress) -> Void
  ) async throws {
    let theme = workbook.root.appending(path: "docs/theme")
    let template = try Template(theme.appending(path: "page.html"), file: "docs/theme/page.html")
    let front = try Template(theme.appending(path: "index.html"), file: "docs/theme/index.html")
    let writer = FileWriter(folder: folder)
    try Assets(theme: theme).write(with: writer)
    let index = try IndexPage(site: site).page(in: template, front: front)
    try writer.write(HTMLWriter.page(index), to: "index.html")
    try await forEach(sections, progress: progress) { section in
      try await publish(section, in: template, with: writer)
    }
  }

  /// Runs some lessons and writes what they print into their output blocks.
  ///
  /// - Throws: `LessonFaults` with the faults of all lessons; a lesson at fault is left as it is.
  /// - Returns: the lessons that changed, as paths from the workbook's root.
  public func record(
    _ sections: [Section], progress: @Sendable (Progress) -> Void
  ) async throws -> [String] {
    var before: [URL: Data] = [:]
    for section in sections { before[workbook.lesson(section)] = contents(section) }
    try await forEach(sections, progress: progress) { section in
      let lesson = try Lesson(section, in: workbook)
      let text = Recorder.record(try await runner.run(lesson), in: lesson)
      guard text != lesson.source else { return }
      try Data(text.utf8).write(to: workbook.lesson(section), options: .atomic)
    }
    return sections.filter { before[workbook.lesson($0)] != contents($0) }
      .map { workbook.displayPath(workbook.lesson($0)) }
  }

  /// Runs a lesson's program and hands over what it prints, figures by their titles.
  ///
  /// - Throws: `LessonFaults` when the lesson cannot be read or does not compile, and when the
  ///   program stops early, after what it printed until then.
  public func run(_ section: Section, print: @Sendable (String) -> Void) async throws {
    let (outputs, fault) = try await runner.attempt(Lesson(section, in: workbook))
    for output in outputs {
      print(output.text)
      for figure in output.figures { print("[figure: \(figure.title)]\n") }
    }
    if let fault { throw LessonFaults([fault]) }
  }

  private func contents(_ section: Section) -> Data? {
    try? Data(contentsOf: workbook.lesson(section))
  }

  // MARK: One lesson

  private func publish(
    _ section: Section, in template: Template, with writer: FileWriter
  ) async throws {
    let lesson = try Lesson(section, in: workbook)
    let links = LinkResolver(lesson, site: site)
    let outputs = try await runner.run(lesson)
    let broken = zip(lesson.cells, outputs).compactMap { cell, output in
      cell.held.flatMap { HeldOutput($0, file: lesson.file).fault(printed: output) }
    }
    let faults = links.faults + broken
    guard faults.isEmpty else { throw LessonFaults(faults) }

    let page = try LessonPage(
      lesson: lesson, outputs: outputs, site: site, links: links,
      answerAddress: answerAddress(of: section, from: writer.folder)
    ).page(in: template)
    if lesson.hasProgram {
      try writer.write(LessonProgram(lesson).download, to: section.programPath)
    }
    for image in links.images { try writer.copy(image.file, to: image.path) }
    try writer.write(HTMLWriter.page(page), to: section.pagePath)
  }

  /// The way from a page to the answer file, where the site stands inside the workbook.
  private func answerAddress(of section: Section, from folder: URL) -> String? {
    let root = workbook.root.standardizedFileURL.pathComponents
    let site = folder.standardizedFileURL.pathComponents
    guard site.starts(with: root) else { return nil }
    let depth = site.count - root.count + section.pagePath.split(separator: "/").count - 1
    return String(repeating: "../", count: depth) + workbook.displayPath(workbook.answer(section))
  }

  // MARK: All lessons

  private func forEach(
    _ sections: [Section], progress: @Sendable (Progress) -> Void,
    _ body: @escaping @Sendable (Section) async throws -> Void
  ) async throws {
    var waiting = sections[...]
    var faults: [LessonFault] = []
    var done = 0
    try await withThrowingTaskGroup(of: (Section, Duration, [LessonFault]).self) { group in
      func start() {
        guard let section = waiting.popFirst() else { return }
        group.addTask {
          let began = ContinuousClock.now
          var faults: [LessonFault] = []
          do {
            try await body(section)
          } catch let error as LessonFaults {
            faults = error.faults
          }
          return (section, began.duration(to: .now), faults)
        }
      }
      for _ in 0..<Self.width { start() }
      while let (section, duration, found) = try await group.next() {
        done += 1
        faults += found
        progress(
          Progress(
            section: section, duration: duration, faults: found, done: done,
            total: sections.count))
        start()
      }
    }
    guard faults.isEmpty else { throw LessonFaults(faults) }
  }
}
