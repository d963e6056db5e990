import Answers
import Course
import Foundation

/// The answers in what a student handed in, wherever in it they are: each is known by its file's
/// name, by the rules that a class is taken in by.
struct SubmittedAnswers {
  /// The one file of each section that is there, by the section's module.
  private(set) var found: [String: URL] = [:]
  /// What cannot be decided, in words: sections with two answers that differ.
  private(set) var problems: [String] = []

  init(in folder: URL, for sections: [Section]) throws {
    let files = try Self.files(in: folder)
    for section in sections {
      let paths = (files[section.module.lowercased()] ?? []).sorted {
        AnswerName.rank(of: $0, for: section) < AnswerName.rank(of: $1, for: section)
      }
      let candidates = try paths.map { path in
        (file: path, bytes: [UInt8](try Data(contentsOf: folder.appending(path: path))))
      }
      let possible = PossibleAnswers(to: section, among: candidates).candidates.map(\.file)
      if possible.count > 1 {
        problems.append(
          "\(section.id) \(section.module): not graded, because there are answers that differ: "
            + possible.joined(separator: ", "))
      } else if let path = possible.first {
        found[section.module] = folder.appending(path: path)
      }
    }
  }

  /// The paths of the files that may be answers, by their modules in small letters.
  private static func files(in folder: URL) throws -> [String: [String]] {
    let paths = try CourseFile.paths(below: ".", in: folder).map { path in
      path.split(separator: "/").dropFirst().map(String.init)
    }
    // What is in each folder, which is known by the names on the way to it.
    var inside: [[String]: Set<String>] = [:]
    for path in paths {
      for (depth, name) in path.enumerated() {
        inside[Array(path[..<depth]), default: []].insert(name)
      }
    }
    let searched = inside.mapValues(WholeCourse.searched)
    var files: [String: [String]] = [:]
    for path in paths {
      let isSearched = path.enumerated().allSatisfy { depth, name in
        !Rubbish.holds(name) && searched[Array(path[..<depth])]?.contains(name) == true
      }
      guard isSearched, let name = path.last else { continue }
      for stem in AnswerName.stems(of: name) {
        files[stem, default: []].append(path.joined(separator: "/"))
      }
    }
    return files
  }

  /// Copies the answers side by side into a folder.
  func copy(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (module, url) in found {
      try FileManager.default.copyItem(at: url, to: folder.appending(path: "\(module).swift"))
    }
  }
}
