import Course
import Foundation
import TestSupport

@testable import Grading

/// A workbook in a temporary folder, which goes with it.
final class TemporaryWorkbook: Sendable {
  let workbook: Workbook

  /// A workbook whose sections all have these limits, as the course file writes them.
  init(limits: String) throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "workbook-\(UUID().uuidString)")
    for folder in ["docs", "Tests"] {
      try files.createDirectory(
        at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    for item in [
      Workbook.sectionTests, "Solutions", "Package.swift", Workbook.courseFile,
      Workbook.forbiddenFile,
    ] {
      try files.copyItem(
        at: Repository.root.appending(path: item), to: root.appending(path: item))
    }
    for section in try Workbook(root: Repository.root).course.sections {
      let row = root.appending(path: section.row)
      try files.createDirectory(
        at: row.deletingLastPathComponent(), withIntermediateDirectories: true)
      let text = try String(
        contentsOf: Repository.root.appending(path: section.row), encoding: .utf8)
      try text.replacing(#/limits: \{seconds: \d+\}/#, with: "limits: {\(limits)}")
        .write(to: row, atomically: true, encoding: .utf8)
    }
    workbook = try Workbook(root: root)
  }

  deinit {
    try? FileManager.default.removeItem(at: workbook.root)
  }

  /// The section of a module.
  func section(_ module: String) throws -> Section {
    try workbook.course.select([module])[0]
  }

  /// Grades a file as the answer to a module's section.
  func grade(
    _ file: URL, as module: String, safeguards: Safeguards = .all,
    confinement: Confinement = .preferred
  ) async throws -> SectionReport {
    let section = try section(module)
    var grader = Grader(workbook: workbook, seed: 7, confinement: confinement)
    grader.safeguards = safeguards
    let report = try await grader.grade([section], answers: .file(file))
    return report.sections[0]
  }
}

extension SectionReport {
  /// Every message of the report.
  var messages: [String] {
    problems.map(\.message) + parts.flatMap(\.tests).flatMap(\.verdict.messages)
  }

  /// The state, and of a graded section the kinds of its verdicts.
  var outcomes: Set<String> {
    Set([state.rawValue] + parts.flatMap(\.tests).map(\.verdict.kind.rawValue))
  }
}
