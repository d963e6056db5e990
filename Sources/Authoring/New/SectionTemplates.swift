import Course
import Foundation

/// The skeletons of a section's files, under `docs/templates`, whose paths and texts hold names to
/// be replaced.
struct SectionTemplates {
  /// A file to be written, by its path relative to the root.
  struct File: Equatable {
    let path: String
    let text: String
  }

  private static let folder = "docs/templates"
  private static let courseEntry = "course-entry.yml"
  private let root: URL

  /// Throws a `NewSectionError` when the workbook has none.
  init(of workbook: Workbook) throws {
    root = workbook.root.appending(path: Self.folder)
    guard FileManager.default.fileExists(atPath: root.path) else {
      throw NewSectionError("there are no templates here: \(Self.folder) is missing")
    }
  }

  /// The files of a section, and those of its chapter where it is the first of it.
  func files(for section: NewSection) throws -> [File] {
    try (["section"] + (section.startsChapter ? ["chapter"] : [])).flatMap { set in
      try paths(in: root.appending(path: set)).filter { $0 != Self.courseEntry }.map { path in
        let text = try String(contentsOf: root.appending(path: "\(set)/\(path)"), encoding: .utf8)
        let whole = Self.filled(text, for: section)
        return File(
          path: Self.filled(path, for: section),
          text: path.hasSuffix(".swift") ? Self.withOrderedImports(whole) : whole)
      }
    }.sorted { $0.path < $1.path }
  }

  /// What the course file gets for a section's chapter.
  func courseEntry(for section: NewSection) throws -> String {
    let url = root.appending(path: "chapter/\(Self.courseEntry)")
    return Self.filled(try String(contentsOf: url, encoding: .utf8), for: section)
  }

  private func paths(in folder: URL) throws -> [String] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: folder.path).filter { path in
      var isFolder: ObjCBool = false
      let exists = unsafe manager.fileExists(
        atPath: folder.appending(path: path).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !path.split(separator: "/").last!.hasPrefix(".")
    }
  }

  private static func filled(_ text: String, for section: NewSection) -> String {
    section.substitutions.reduce(text) { $0.replacing($1.name, with: $1.value) }
  }

  /// The formatter wants imports in the order of their names, which a module's name decides.
  private static func withOrderedImports(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix("import ") }) else { return text }
    let imports = lines[first...].prefix { $0.hasPrefix("import ") }
    return (lines[..<first] + imports.sorted() + lines[imports.endIndex...])
      .joined(separator: "\n")
  }
}
