import Course
import Foundation
import Toolchain

/// What a result owes to the machine: the compiler, the built library, the grader and the sandbox.
///
/// All of it is determined from names, sizes and times, without starting a process.
struct Provenance: Sendable {
  /// Another text means that results may differ.
  let text: String
  /// Where compiled suites are kept. No sandbox shows this folder to an answer.
  let suites: ContentCache
  /// Where results are kept.
  let results: ContentCache

  /// Throws what is missing and how to get it.
  init(root: URL, executable: URL?) throws {
    let toolchain = try SwiftToolchain.find()
    let library = try BuiltLibrary(root: root, beside: executable)
    text = [
      "\(Digest(statusOf: toolchain.frontend))",
      Prelinked.identity(adding: GradingTools.runnerTargets, from: library),
      executable.map { "\(Digest(statusOf: $0.resolvingSymlinksInPath()))" } ?? "",
      SwiftToolchain.executable(named: "bwrap")?.path ?? "",
      SwiftToolchain.executable(named: "setpriv")?.path ?? "",
    ].joined(separator: "\n")
    let folder = library.caches.appending(path: "grading")
    // An object has some 200 KiB. A result has 30, mostly its suite's text, and a class has many.
    suites = ContentCache(folder: folder.appending(path: "suites"), entryLimit: 4000)
    results = ContentCache(folder: folder.appending(path: "results"), entryLimit: 40_000)
  }
}

extension Workbook {
  /// The names and texts of a section's hidden suite's files, in the order of the names.
  func hiddenSources(_ section: Section) -> [String] {
    let folder = hiddenSuite(section).deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".swift") }.map { name in
      let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return "\(name)\n\(text ?? "")"
    }
  }
}
