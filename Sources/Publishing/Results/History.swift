import Course
import Foundation
import Grading
import Toolchain

/// What one student's answers earned, attempt by attempt.
struct History: Sendable {
  /// The student's name; empty if it is unknown.
  let name: String
  /// The reports, oldest first; at least one.
  let attempts: [Report]
  /// The newest report on each section, by the section's number.
  let latest: [String: SectionReport]
  /// The points of all sections after each attempt.
  let progress: [Int]
  /// A text that changes whenever the report files do.
  let source: String

  /// Combines reports, oldest first.
  init(name: String, attempts: [Report], source: String = "") {
    self.name = name
    self.attempts = attempts
    self.source = source
    var latest: [String: SectionReport] = [:]
    progress = attempts.map { attempt in
      // An attempt may be at one section only: the others stay as they were.
      for section in attempt.sections where section.state != .notGraded {
        latest[section.id] = section
      }
      return latest.values.reduce(0) { $0 + $1.points }
    }
    self.latest = latest
  }

  /// The points that the newest answers to some sections earned, and those that were possible.
  func score(in sections: [Section]) -> (points: Int, possible: Int) {
    sections.reduce((0, 0)) { sum, section in
      let report = latest[section.id]
      return (sum.0 + (report?.points ?? 0), sum.1 + (report?.possible ?? section.points))
    }
  }

  /// How many of the latest attempts at a section, in a row, earned the same points.
  func attemptsWithoutProgress(at section: String) -> Int {
    let points = attempts.compactMap { attempt in
      attempt.sections.first { $0.id == section && $0.state != .notGraded }?.points
    }
    guard let last = points.last else { return 0 }
    return points.reversed().prefix { $0 == last }.count
  }
}

extension History {
  /// Reads a report, or a folder of them: those named `*.json`, in the order of their names, so
  /// that `2.json` comes before `10.json`.
  ///
  /// Reports that cannot be read are left out and listed in `faults`.
  /// - Returns: nil when no report could be read.
  static func read(_ url: URL, faults: inout [ReportFault]) -> History? {
    var attempts: [Report] = []
    var name: String?
    var digest = Digest()
    let files = ResultsFolder.isFolder(url) ? ResultsFolder.reports(in: url) : [url]
    for file in files {
      do throws(ReportFault) {
        let read = try ReportFile(file)
        digest.add(statusOf: file)
        attempts.append(read.report)
        name = read.student ?? name
      } catch {
        faults.append(file == url ? error : error.inside(url.lastPathComponent))
      }
    }
    guard !attempts.isEmpty else { return nil }
    let file = url.pathExtension == "json" ? url.deletingPathExtension() : url
    return History(
      name: name ?? file.lastPathComponent, attempts: attempts, source: "\(digest)")
  }
}
