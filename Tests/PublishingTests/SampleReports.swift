import Foundation

@testable import Grading
@testable import Publishing

/// Reports as `grade` writes them, on the course of `SampleWorkbook`.
enum SampleReports {
  /// A report on the first section, its one part answered wrongly, or rightly.
  static func json(
    points: Int = 0, message: String = "expected 1, got 2", student: String? = nil,
    section: String = "2.1", submittedAt: String? = nil
  ) throws -> String {
    let verdict: [String: Any] = [
      "kind": points == 6 ? "passed" : "failed", "messages": points == 6 ? [] : [message],
      "place": ["line": 7, "column": 3, "source": "x < y"],
    ]
    let test: [String: Any] = [
      "name": "testAnswer", "title": "answer", "points": points, "possible": 6, "seconds": 0.1,
      "verdict": verdict,
    ]
    let part: [String: Any] = [
      "name": "answer", "title": "Answer", "points": points, "possible": 6, "unanswered": [Any](),
      "tests": [test], "hint": "Think.", "hints": 1,
    ]
    var graded: [String: Any] = [
      "id": section, "chapter": 2, "module": "AffineMaps", "title": "Affine maps",
      "file": "Exercises/AffineMaps.swift", "lesson": "docs/lessons/a.md", "state": "graded",
      "points": points, "possible": 6, "seconds": 0.5, "problems": [Any](), "parts": [part],
    ]
    if let submittedAt {
      graded["handedIn"] =
        ["answer": "found", "files": [String](), "submittedAt": submittedAt, "isLate": false]
        as [String: Any]
    }
    var report: [String: Any] = [
      "schemaVersion": Report.schemaVersion, "course": "Sample", "seed": 1, "sandbox": "none",
      "points": points, "possible": 6, "sections": [graded],
    ]
    report["student"] = student
    return String(decoding: try JSONSerialization.data(withJSONObject: report), as: UTF8.self)
  }

  /// Writes files under a folder of a workbook.
  static func write(_ files: [String: String], in folder: URL) throws {
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
