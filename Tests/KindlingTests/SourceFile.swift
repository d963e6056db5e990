import Foundation
import TestSupport

/// The project's own source text, for tests that look at all of it.
struct SourceFile {
  let path: String
  let lines: [String]

  /// The Swift files under folders of the repository, by path.
  static func all(under folders: String...) throws -> [SourceFile] {
    try folders.flatMap { folder in
      let names = FileManager.default.enumerator(
        atPath: Repository.root.appending(path: folder).path)
      return try (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
        .sorted().map { name in
          let path = "\(folder)/\(name)"
          let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
          return SourceFile(path: path, lines: text.components(separatedBy: "\n"))
        }
    }
  }
}
