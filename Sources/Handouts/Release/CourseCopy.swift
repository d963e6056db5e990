import Course
import Foundation

/// The files of a course for some of its sections: what is handed out, or what a grader elsewhere
/// needs.
struct CourseCopy {
  /// Whom it is for.
  enum Reader {
    /// A student: no hidden suite, and nothing that is for authors and instructors.
    case student
    /// A machine that grades: hidden suites as well, but no solution, mutant or alternative.
    case grader
  }

  let workbook: Workbook
  let sections: [Section]
  let reader: Reader

  private var root: URL { workbook.root }

  /// The files, in the order of their paths.
  func files() throws -> [CourseFile] {
    let manifest = try manifest()
    var files = try HandedOutCourse(
      workbook: workbook, sections: sections, hasHiddenTests: reader == .grader
    ).files()
    files.append(CourseFile("Package.swift", manifest))
    for path in try sources(for: manifest) + scripts { files.append(try copy(path)) }
    for section in sections { files += try self.files(of: section) }
    return files.sorted { $0.path < $1.path }
  }

  /// A file as this reader gets it.
  private func copy(_ path: String) throws -> CourseFile {
    let file = try CourseFile(at: path, in: root)
    guard reader == .student, let text = file.text else { return file }
    return CourseFile(
      path, try HandedOutText.text(of: text, file: path), isExecutable: file.isExecutable)
  }

  /// `Package.swift` with the rows of these sections.
  private func manifest() throws -> String {
    let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let rows = try PackageChapters(manifest: text).text(keeping: Set(sections.map(\.folder)))
    return reader == .student ? try HandedOutText.text(of: rows, file: "Package.swift") : rows
  }

  // MARK: Sources

  /// Folders and files of the sources that are for authors and instructors.
  private static let authors = [
    "Sources/Course/PackageChapters.swift", "Sources/Handouts/Packages/",
    "Sources/Handouts/Release/", "Sources/grade/Check.swift", "Sources/grade/Class/",
    "Sources/grade/CompileSuites.swift", "Sources/grade/MakePackage.swift",
    "Sources/grade/MakeRelease.swift", "Sources/grade/New.swift",
  ]

  /// The sources of the targets that a manifest names.
  private func sources(for manifest: String) throws -> [String] {
    let names = Set(manifest.matches(of: #/"(\w+)"/#).map { String($0.1) })
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: sourcesFolder.path)) ?? []
    let paths = try folders.filter(names.contains).sorted()
      .flatMap { try CourseFile.paths(below: "Sources/\($0)", in: root) }
    guard reader == .student else { return paths }
    return paths.filter { path in !Self.authors.contains(where: path.hasPrefix) }
  }

  private var sourcesFolder: URL { root.appending(path: "Sources") }

  /// What builds and describes a package, where the course has it.
  private var scripts: [String] {
    let common = [
      ".ci/build", ".ci/install", ".ci/set-up", ".ci/swift", ".gitignore", "LICENSE", "Makefile",
    ]
    let students = [
      ".devcontainer/devcontainer.json", ".devcontainer/prepare", ".vscode/tasks.json",
      "docs/glossary.md",
    ]
    return (reader == .student ? common + students : common).filter {
      FileManager.default.fileExists(atPath: root.appending(path: $0).path)
    }
  }

  // MARK: Sections

  private func files(of section: Section) throws -> [CourseFile] {
    let exercise = "\(Workbook.exercises)/\(section.answerPath)"
    let tests = "\(Workbook.sectionTests)/\(section.folder)"
    let suites = reader == .student ? ["Public"] : ["Public", "Hidden"]
    let paths =
      try [exercise, "\(Workbook.lessons)/\(section.lessonPath)"] + chapterFiles(of: section)
      + suites.flatMap { try CourseFile.paths(below: "\(tests)/\($0)", in: root) }
    return try paths.map { try CourseFile(at: $0, in: root) }
  }

  /// The page of a section's chapter and the pictures beside the lessons; taken with the chapter's
  /// first section.
  private func chapterFiles(of section: Section) throws -> [String] {
    guard sections.first(where: { $0.chapterNumber == section.chapterNumber }) == section else {
      return []
    }
    let folder = (section.row as NSString).deletingLastPathComponent
    return try CourseFile.paths(below: folder, in: root).filter {
      !$0.hasSuffix(".yml") && (!$0.hasSuffix(".md") || $0.hasSuffix("/chapter.md"))
    }
  }
}
