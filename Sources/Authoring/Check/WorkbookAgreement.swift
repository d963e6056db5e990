import Course
import Foundation

/// Whether the course, `Package.swift` and the folders tell of the same sections.
public struct WorkbookAgreement: Sendable {
  private let workbook: Workbook

  public init(of workbook: Workbook) {
    self.workbook = workbook
  }

  /// What one has and another has not, each with the file or folder to look at.
  public func findings() -> [String] {
    inManifest + missing + strangers
  }

  /// What the rows of `Package.swift` have too much or too little.
  var inManifest: [String] {
    let manifest: PackageChapters
    do {
      let url = workbook.root.appending(path: "Package.swift")
      manifest = try PackageChapters(manifest: String(contentsOf: url, encoding: .utf8))
    } catch {
      return ["\(error)"]
    }
    let wanted = workbook.course.sections.map(\.folder)
    let listed = manifest.rows.flatMap { row in
      row.sections.sorted { $0.key < $1.key }.map { "\(row.folder)/\($0)-\($1)" }
    }
    let row = "Package.swift: `chapters` has"
    return wanted.filter { !listed.contains($0) }.map { "\(row) no row for \($0)" }
      + listed.filter { !wanted.contains($0) }
      .map { "\(row) a row for \($0), which is not a section of the course" }
      + repeated(manifest.rows.map(\.folder)).map { "\(row) two rows for \($0)" }
  }

  private func repeated(_ names: [String]) -> [String] {
    Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
  }

  /// The folders, lessons and rows that a section of the course should have and has not.
  private var missing: [String] {
    places.flatMap { root, wanted in
      wanted.subtracting(entries(in: root)).sorted().map { "\(root)/\($0): is missing" }
    }
  }

  /// The folders, lessons and rows that belong to no section.
  var strangers: [String] {
    let chapters = Set(workbook.course.chapters.map(\.slug))
    return places.flatMap { root, wanted in
      entries(in: root).subtracting(wanted).filter { path in
        guard root == Workbook.lessons else { return true }
        // Beside lessons and rows there are pictures, and the chapter's own page.
        let parts = path.split(separator: "/").map { String($0) }
        return !chapters.contains(parts[0]) || parts[1].hasSuffix(".yml")
          || parts[1].hasSuffix(".md") && parts[1] != "chapter.md"
      }.sorted().map { "\(root)/\($0): belongs to no section of the course" }
    }
  }

  /// Where sections have something, and what: paths of two components below each root.
  private var places: [(root: String, wanted: Set<String>)] {
    let folders = Set(workbook.course.sections.map(\.folder))
    let lessons = workbook.course.sections.flatMap { section in
      [section.lessonPath, String(section.row.dropFirst(Workbook.lessons.count + 1))]
    }
    return [Workbook.exercises, Workbook.solutions, Workbook.sectionTests].map { ($0, folders) }
      + [(Workbook.lessons, Set(lessons))]
  }

  /// What is two levels below a root.
  private func entries(in root: String) -> Set<String> {
    Set(
      names(in: root).flatMap { chapter in
        names(in: "\(root)/\(chapter)").map { "\(chapter)/\($0)" }
      })
  }

  private func names(in folder: String) -> [String] {
    let place = workbook.root.appending(path: folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { !$0.hasPrefix(".") }
  }
}
