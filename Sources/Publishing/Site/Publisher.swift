import Course
import Documents
import Figures
import Foundation
import Markup
import Rendering
import Toolchain

/// Runs lessons and publishes what they did: as a site, or recorded in the lessons themselves.
public struct Publisher: Sendable {
  private let workbook: Workbook
  private let results: Results
  private let benchmark: BenchmarkTimes?
  private let runner: LessonRunner
  private let jobs: Int

  /// Finds the compiler and the built library; `jobs` lessons are worked on at the same time.
  ///
  /// - Throws: `ToolMissing` or `LibraryNotBuilt`, each saying what to do, or `LinkError`.
  public init(
    _ workbook: Workbook, results: Results = .none, benchmark: BenchmarkTimes? = nil,
    jobs: Int = Processors.count
  ) async throws {
    try await self.init(
      workbook, results: results, benchmark: benchmark,
      library: BuiltLibrary(root: workbook.root), jobs: jobs)
  }

  /// Publishes with a library that is elsewhere, as in tests.
  init(
    _ workbook: Workbook, results: Results = .none, benchmark: BenchmarkTimes? = nil,
    library: BuiltLibrary, jobs: Int = 2
  ) async throws {
    self.workbook = workbook
    self.jobs = jobs
    self.benchmark = benchmark
    self.results = results
    runner = try await LessonRunner(
      root: workbook.root, library: library, cache: Self.cache(of: workbook))
  }

  /// Where to keep what is worth keeping between two builds.
  static func cache(of workbook: Workbook) -> URL {
    workbook.root.appending(path: ".build/lessons")
  }

  /// The sections among `sections` that have a lesson.
  public static func written(_ sections: [Section], in workbook: Workbook) -> [Section] {
    sections.filter { FileManager.default.fileExists(atPath: workbook.lesson($0).path) }
  }

  /// Builds the pages of some lessons, the index and what the pages need.
  ///
  /// Only what changed since the last build is compiled, run and written; `isForced` does all of it
  /// again. A lesson at fault keeps the page it had; the others get theirs.
  /// - Throws: `LessonFaults` with the faults of all lessons, `KaTeXMissing`, `NodeMissing`, or the
  ///   error of a file that cannot be written.
  public func build(
    _ sections: [Section], to folder: URL, isForced: Bool = false,
    progress: @Sendable (Progress) -> Void
  ) async throws {
    if isForced { try? FileManager.default.removeItem(at: Self.cache(of: workbook)) }
    let site = SiteMap(workbook, results: results, cache: Self.cache(of: workbook))
    let build = try SiteBuild(
      site, benchmark: benchmark, in: folder, with: runner, cache: Self.cache(of: workbook))
    let own = try await build.publishCommonPages()
    for section in sections { build.record.keep(section.pagePath) }
    let faults = try await forEach(sections, progress: progress) { section in
      try await build.publish(section)
    }
    if sections.count == site.entries.count { build.record.removeOthers() }
    try build.record.save()
    try await build.formulas.save()
    guard own.isEmpty, faults.isEmpty else { throw LessonFaults(own + faults) }
  }

  /// What some lessons lack of a lesson's form, drafts among them, without running anything.
  ///
  /// - Throws: `LessonFaults` of lessons that cannot be read.
  public static func formGaps(
    of sections: [Section], in workbook: Workbook
  ) throws -> [LessonFault] {
    let site = SiteMap(workbook, cache: cache(of: workbook))
    let check = FormCheck(site)
    return try sections.flatMap { check.gaps(of: try site.lesson(of: $0)) }
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
    let faults = try await forEach(sections, progress: progress) { section in
      let lesson = try Lesson(section, in: workbook)
      let text = Recorder.record(try await runner.run(lesson), in: lesson)
      guard text != lesson.source else { return .unchanged }
      try Data(text.utf8).write(to: workbook.lesson(section), options: .atomic)
      return .built
    }
    guard faults.isEmpty else { throw LessonFaults(faults) }
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
      for figure in output.figures { print(LessonRun.mark(figure.title) + "\n") }
    }
    if let fault { throw LessonFaults([fault]) }
  }

  private func contents(_ section: Section) -> Data? {
    try? Data(contentsOf: workbook.lesson(section))
  }

  /// Works on lessons side by side, and returns all that their authors must fix.
  private func forEach(
    _ sections: [Section], progress: @Sendable (Progress) -> Void,
    _ body: @escaping @Sendable (Section) async throws -> Progress.State
  ) async throws -> [LessonFault] {
    var waiting = sections[...]
    var faults: [LessonFault] = []
    try await withThrowingTaskGroup(of: (Section, Duration, Progress.State).self) { group in
      func start() {
        guard let section = waiting.popFirst() else { return }
        group.addTask {
          let began = ContinuousClock.now
          var state: Progress.State
          do {
            state = try await body(section)
          } catch let error as LessonFaults {
            state = .atFault(error.faults)
          }
          return (section, began.duration(to: .now), state)
        }
      }
      for _ in 0..<max(jobs, 1) { start() }
      while let (section, duration, state) = try await group.next() {
        faults += state.faults
        progress(Progress(section: section, duration: duration, state: state))
        start()
      }
    }
    return faults
  }
}
