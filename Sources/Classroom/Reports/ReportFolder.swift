import Foundation
import Grading

/// The reports of a class: `NAME.json` for a student with one attempt, `NAME/1.json`, `NAME/2.json`
/// and so on for one with several, as the class pages read them.
///
/// Nothing is deleted: reports that are removed from the class pages are moved aside.
struct ReportFolder: Sendable {
  let folder: URL
  /// The folder for the reports of students who are no longer in the class.
  let withdrawn: URL

  /// An attempt with a report.
  struct Attempt {
    let number: Int
    let file: URL
    /// The report; nil if it cannot be read, which is no reason to overwrite it.
    let report: Report?
  }

  init(in output: URL) {
    folder = output.appending(path: "reports")
    withdrawn = output.appending(path: "withdrawn")
  }

  /// Creates the folder, and removes what a killed run left unfinished.
  func prepare() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix(Self.unfinished) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// The names of the students who have reports.
  func names() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return Set(
      files.filter { !$0.hasPrefix(".") }.compactMap { file in
        if Self.isFolder(folder.appending(path: file)) { return file }
        return file.hasSuffix(".json") ? String(file.dropLast(5)) : nil
      }
    ).sorted()
  }

  /// The attempts of a student, oldest first.
  func attempts(of name: String) throws -> [Attempt] {
    let (single, several) = places(of: name, in: folder)
    guard Self.isFolder(several) else {
      return FileManager.default.fileExists(atPath: single.path) ? [Self.attempt(1, single)] : []
    }
    try finishMoving(single, to: several)
    return try FileManager.default.contentsOfDirectory(atPath: several.path).compactMap { file in
      guard file.hasSuffix(".json"), let number = Int(file.dropLast(5)) else { return nil }
      return Self.attempt(number, several.appending(path: file))
    }.sorted { $0.number < $1.number }
  }

  /// Replaces the report on an attempt.
  func replace(_ attempt: Attempt, with report: Report) throws {
    try Data(report.json().utf8).write(to: attempt.file, options: .atomic)
  }

  /// Writes a report on another attempt, which is the newest unless the times say otherwise.
  func add(_ report: Report, of name: String, to attempts: [Attempt]) throws {
    let (single, several) = places(of: name, in: folder)
    let data = Data(try report.json().utf8)
    guard let last = attempts.last else { return try data.write(to: single, options: .atomic) }
    // Attempts without a known time stay where they are.
    let later = attempts.reversed().prefix { attempt in
      guard let time = report.submittedAt, let other = attempt.report?.submittedAt else {
        return false
      }
      return time < other
    }
    let number = later.last?.number ?? last.number + 1
    if last.file == single {
      // Created under another name, so that a reader sees one attempt or all of them.
      let unfinished = folder.appending(path: "\(Self.unfinished)\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: unfinished, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: single, to: unfinished.appending(path: number == 1 ? "2.json" : "1.json"))
      try data.write(to: unfinished.appending(path: "\(number).json"))
      try FileManager.default.moveItem(at: unfinished, to: several)
      try FileManager.default.removeItem(at: single)
    } else {
      for attempt in later {
        try FileManager.default.moveItem(
          at: attempt.file, to: several.appending(path: "\(attempt.number + 1).json"))
      }
      try data.write(to: several.appending(path: "\(number).json"), options: .atomic)
    }
  }

  /// Moves a student's reports out of the class.
  func moveAside(_ name: String) throws {
    try FileManager.default.createDirectory(at: withdrawn, withIntermediateDirectories: true)
    try move(name, from: folder, to: withdrawn)
  }

  /// Moves a student's reports back into the class, unless there are newer ones.
  func takeBack(_ name: String) throws {
    guard try attempts(of: name).isEmpty else { return }
    try move(name, from: withdrawn, to: folder)
  }

  /// Renames a student's reports, unless there already are reports with that name.
  func rename(_ name: String, to other: String) throws {
    guard try attempts(of: other).isEmpty else { return }
    for (old, new) in zip(list(of: name, in: folder), list(of: other, in: folder)) {
      try Self.moveIfThere(old, to: new)
    }
  }

  private static let unfinished = ".unfinished-"

  private func places(of name: String, in folder: URL) -> (single: URL, several: URL) {
    (folder.appending(path: "\(name).json"), folder.appending(path: name))
  }

  private func list(of name: String, in folder: URL) -> [URL] {
    let places = places(of: name, in: folder)
    return [places.single, places.several]
  }

  /// Moves both kinds; if the name is taken, a number is added to it.
  private func move(_ name: String, from old: URL, to new: URL) throws {
    let sources = list(of: name, in: old)
    guard sources.contains(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      return
    }
    var targets = list(of: name, in: new)
    var number = 2
    while targets.contains(where: { FileManager.default.fileExists(atPath: $0.path) }) {
      targets = list(of: "\(name)-\(number)", in: new)
      number += 1
    }
    for (source, target) in zip(sources, targets) { try Self.moveIfThere(source, to: target) }
  }

  private static func moveIfThere(_ source: URL, to target: URL) throws {
    guard FileManager.default.fileExists(atPath: source.path) else { return }
    try FileManager.default.moveItem(at: source, to: target)
  }

  /// Removes the file if a run was killed between writing the folder and removing the file.
  private func finishMoving(_ single: URL, to several: URL) throws {
    guard let kept = try? Data(contentsOf: single) else { return }
    let copies = ["1.json", "2.json"].map { several.appending(path: $0) }
    if copies.contains(where: { (try? Data(contentsOf: $0)) == kept }) {
      try FileManager.default.removeItem(at: single)
    }
  }

  private static func attempt(_ number: Int, _ file: URL) -> Attempt {
    let data = try? Data(contentsOf: file)
    let report = data.flatMap { try? JSONDecoder().decode(Report.self, from: $0) }
    let isCurrent = report?.schemaVersion == Report.schemaVersion
    return Attempt(number: number, file: file, report: isCurrent ? report : nil)
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
      == .typeDirectory
  }
}
