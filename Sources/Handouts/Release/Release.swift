import Answers
import Course
import Foundation
import Toolchain

/// A handout: a package of its own, with the library, `grade`, and the exercises, lessons and
/// public suites of some sections.
///
/// The same course gives the same bytes. What is handed out is checked first to hold no solution,
/// hidden suite, mutant, alternative or attack: see `LeakCheck`.
public struct Release: Sendable {
  private let workbook: Workbook
  private let sections: [Section]
  private let pages: URL?

  /// The handout of some sections of a course, with the pages of a built site if one is given.
  public init(of workbook: Workbook, sections: [Section], pages: URL? = nil) {
    self.workbook = workbook
    self.sections = sections
    self.pages = pages
  }

  /// Writes the handout, and returns how many files it has.
  ///
  /// Throws a `HandoutError` when there is something at the place already, when an exercise is
  /// answered, or when something hidden would be handed out. Then nothing is written.
  @discardableResult public func write(to place: URL) throws -> Int {
    let folder = try NewFolder(at: place)
    let files = try files()
    try folder.write(files)
    return files.count
  }

  /// Every file of the handout, in the order of their paths.
  func files() throws -> [CourseFile] {
    try checkExercises()
    var files = try CourseCopy(workbook: workbook, sections: sections, reader: .student).files()
    files.append(CourseFile("README.md", HandoutReadme(workbook.course, sections).text))
    if let pages { files += try BuiltPages(at: pages, of: sections).files() }
    for section in sections {
      let exercise = try CourseFile(
        at: "\(Workbook.exercises)/\(section.answerPath)", in: workbook.root)
      files.append(CourseFile(Workbook.handedOutSkeleton(section), exercise.contents))
    }
    try LeakCheck(of: workbook).check(files)
    let manifest = HandoutManifest(
      course: workbook.course.title, term: workbook.course.term, sections: sections.map(\.id),
      files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, "\(Digest($0.contents))") }))
    files.append(CourseFile(HandoutManifest.path, try manifest.json))
    return files.sorted { $0.path < $1.path }
  }

  /// What is handed out is what nobody has answered yet.
  private func checkExercises() throws {
    for section in sections {
      let url = workbook.answer(section)
      let path = workbook.displayPath(url)
      let file: AnswerFile
      do {
        file = try AnswerFile(url)
      } catch {
        throw HandoutError("\(path): the exercise cannot be handed out: \(errorText(error))")
      }
      let answered = Submission(section: section, file: file).answeredParts.map(\.name)
      guard answered.isEmpty else {
        throw HandoutError(
          "\(path) is answered (\(answered.joined(separator: ", "))): an exercise is handed out "
            + "unanswered; `grade reset \(section.id)` puts it back and keeps the answer")
      }
    }
  }
}
