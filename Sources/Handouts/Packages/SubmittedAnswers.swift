import Course
import Foundation
import Toolchain

/// The answers in what a student handed in, wherever in it they are: each is known by its file's
/// name.
struct SubmittedAnswers {
  /// The one file of each section that is there, by the section's number.
  private(set) var found: [String: URL] = [:]
  /// What cannot be decided, in words: sections with two answers that differ.
  private(set) var problems: [String] = []

  init(in folder: URL, for sections: [Section]) throws {
    var files: [String: [String]] = [:]
    for path in try CourseFile.paths(below: ".", in: folder) {
      let name = path.split(separator: "/").last ?? ""
      // What macOS adds to archives looks like answers and is none.
      guard !path.contains("/__MACOSX/") else { continue }
      files[String(name), default: []].append(String(path.dropFirst(2)))
    }
    for section in sections {
      let candidates = files["\(section.module).swift"] ?? []
      let contents = Set(
        try candidates.map { Digest(try Data(contentsOf: folder.appending(path: $0))) })
      if contents.count > 1 {
        problems.append(
          "\(section.id) \(section.module): not graded, because there are answers that differ: "
            + candidates.joined(separator: ", "))
      } else if let first = candidates.first {
        found[section.id] = folder.appending(path: first)
      }
    }
  }

  /// Copies the answers side by side into a folder.
  func copy(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for url in found.values {
      try FileManager.default.copyItem(
        at: url, to: folder.appending(path: url.lastPathComponent))
    }
  }
}
