import Course
import Foundation
import Toolchain

/// Whether files for a handout contain something of a solution, a hidden suite, a mutant,
/// an alternative or an attack.
///
/// A file is refused by where it is, by being such a file's copy, by naming a hidden test, and,
/// other than the library's sources, by repeating many lines of one. Sections ask for what the
/// library does too, so that the library and a solution are alike by nature.
struct LeakCheck {
  /// More lines in a row than a lesson and a solution of this course share: training loops, and the
  /// programs that 5.11 repairs.
  static let runLimit = 8

  private let workbook: Workbook

  init(of workbook: Workbook) {
    self.workbook = workbook
  }

  /// Throws a `HandoutError` that names the first such file and what it holds.
  func check(_ files: [CourseFile]) throws {
    let hidden = try HiddenFiles(of: workbook)
    for file in files {
      if HiddenFiles.holds(file.path) { throw leak(file, "is hidden from students") }
      if let original = hidden.copies[file.contents] {
        throw leak(file, "is a copy of \(original)")
      }
      guard let text = file.text else { continue }
      if file.path.hasSuffix(".yml"),
        let key = text.firstMatch(of: #/(?m)^[ -]*(tests|dimensions):/#)
      {
        throw leak(file, "says what the hidden tests are: it has a key `\(key.1)`")
      }
      guard !file.path.hasPrefix("Sources/") else { continue }
      let plain = file.path.hasSuffix(".html") ? Self.withoutMarkup(text) : text
      for word in plain.matches(of: #/test[A-Z]\w*/#) where hidden.tests.contains(String(word.0)) {
        throw leak(file, "names the hidden test \(word.0)")
      }
      if let run = SignificantLines(plain).runs(of: Self.runLimit).first(where: {
        hidden.runs[$0.hash] != nil
      }) {
        throw HandoutError(
          "\(file.path):\(run.line): nothing is handed out: \(Self.runLimit) lines from here on are "
            + "those of \(hidden.runs[run.hash] ?? "")")
      }
    }
  }

  private func leak(_ file: CourseFile, _ reason: String) -> HandoutError {
    HandoutError("\(file.path): nothing is handed out: this \(reason)")
  }

  /// The text of a page.
  private static func withoutMarkup(_ page: String) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(page.replacing(#/<[^>]*>/#, with: "")) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}

/// The files of a course that students do not get to see, and how to recognise them.
struct HiddenFiles {
  /// Which hidden file has these contents.
  private(set) var copies: [Data: String] = [:]
  /// Where a run of lines is in a hidden file, as `Solutions/...:21`; none that is handed out
  /// anyway.
  private(set) var runs: [Int: String] = [:]
  /// The names of hidden tests, without those that a public suite has too.
  private(set) var tests: Set<String>

  private static let folders = [
    Workbook.solutions, Workbook.sectionTests, "Tests/Attacks", "Tests/Honest",
  ]

  init(of workbook: Workbook) throws {
    let root = workbook.root
    let sections = workbook.course.sections
    tests = Set(sections.flatMap { $0.tests.map(\.name) })
    var open: Set<Int> = []
    for section in sections {
      let suites = workbook.swiftFiles(
        in: workbook.publicSuite(section).deletingLastPathComponent())
      for url in [workbook.answer(section)] + suites {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
        for name in text.matches(of: #/test[A-Z]\w*/#) { tests.remove(String(name.0)) }
        open.formUnion(SignificantLines(text).runs(of: LeakCheck.runLimit).map(\.hash))
      }
    }
    for path in try Self.paths(in: root) {
      let data = try Data(contentsOf: root.appending(path: path))
      copies[data] = path
      guard let text = String(data: data, encoding: .utf8) else { continue }
      for run in SignificantLines(text).runs(of: LeakCheck.runLimit)
      where !open.contains(run.hash) {
        runs[run.hash] = "\(path):\(run.line)"
      }
    }
  }

  /// Whether a path is that of a hidden file.
  static func holds(_ path: String) -> Bool {
    guard let folder = folders.first(where: { path.hasPrefix("\($0)/") }) else { return false }
    // Beside the hidden suite and the rest, each section has its public one.
    return folder != Workbook.sectionTests
      || path.split(separator: "/").dropFirst(4).first != "Public"
  }

  private static func paths(in root: URL) throws -> [String] {
    try folders.filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
      .flatMap { try CourseFile.paths(below: $0, in: root) }.filter(holds)
  }
}

/// The lines of a text that say something: no comment, no import, no bracket alone.
///
/// Hashes are this process's own, and good for comparing within it.
struct SignificantLines {
  private let lines: [(number: Int, hash: Int)]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        let words = line.drop { $0 == " " || $0 == "\t" }
        guard !words.hasPrefix("//"), !words.hasPrefix("import "),
          words.utf8.lazy.filter(Self.isLetter).prefix(3).count(where: { _ in true }) == 3
        else { return nil }
        return (index + 1, words.hashValue)
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// Every run of so many lines: where it begins, and its hash.
  func runs(of length: Int) -> [(line: Int, hash: Int)] {
    guard lines.count >= length else { return [] }
    // From one run to the next a line comes in and one goes out.
    let factor = 0x100_0000_01B3
    let last = (0..<length).reduce(1) { power, _ in power &* factor }
    var hash = 0
    return lines.indices.compactMap { index in
      hash = hash &* factor &+ lines[index].hash
      if index >= length { hash = hash &- last &* lines[index - length].hash }
      return index < length - 1 ? nil : (lines[index - length + 1].number, hash)
    }
  }
}
