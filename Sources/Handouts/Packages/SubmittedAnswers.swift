import Answers
import Course
import Foundation
import Toolchain

/// The answers in what a student handed in, wherever in it they are: each is known by its file's
/// name, by the rules that a class is taken in by.
struct SubmittedAnswers {
  /// The one file of each section that is there, by the section's module.
  private(set) var found: [String: URL] = [:]
  /// What cannot be decided, in words: sections with two answers that differ.
  private(set) var problems: [String] = []

  init(in folder: URL, for sections: [Section]) throws {
    var files: [String: [String]] = [:]
    for path in try CourseFile.paths(below: ".", in: folder) {
      let parts = path.split(separator: "/").map(String.init)
      guard let name = parts.last, !parts.contains(where: Rubbish.holds) else { continue }
      for stem in AnswerName.stems(of: name) {
        files[stem, default: []].append(String(path.dropFirst(2)))
      }
    }
    for section in sections {
      let candidates = files[section.module.lowercased()] ?? []
      var byContents: [(digest: Digest, path: String)] = []
      for path in candidates {
        let digest = Digest(try Data(contentsOf: folder.appending(path: path)))
        if !byContents.contains(where: { $0.digest == digest }) {
          byContents.append((digest, path))
        }
      }
      if byContents.count > 1 {
        // A skeleton that was handed in as well hides nothing.
        let answered = byContents.filter {
          Submission.mayAnswer(section, folder.appending(path: $0.path))
        }
        byContents = answered.isEmpty ? Array(byContents.prefix(1)) : answered
      }
      if byContents.count > 1 {
        problems.append(
          "\(section.id) \(section.module): not graded, because there are answers that differ: "
            + byContents.map(\.path).joined(separator: ", "))
      } else if let first = byContents.first {
        found[section.module] = folder.appending(path: first.path)
      }
    }
  }

  /// Copies the answers side by side into a folder.
  func copy(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (module, url) in found {
      try FileManager.default.copyItem(at: url, to: folder.appending(path: "\(module).swift"))
    }
  }
}
