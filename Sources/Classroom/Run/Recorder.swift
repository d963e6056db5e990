import Grading

/// Adds new reports on attempts to the existing ones.
struct Recorder: Sendable {
  let reports: ReportFolder
  /// The numbers of the sections, in course order.
  let order: [String]

  /// Writes a report on an attempt: in place of an earlier one on the same answers, keeping what
  /// that says about other sections, or else as an additional one.
  func record(_ report: Report, of name: String) throws {
    try reports.takeBack(name)
    let attempts = try reports.attempts(of: name)
    let known = attempts.compactMap { attempt in attempt.report.map { (attempt, $0) } }
    let same =
      known.last { report.isContained(in: $0.1) }
      ?? known.last.flatMap { report.agrees(with: $0.1) ? $0 : nil }
    if let (attempt, earlier) = same {
      try reports.replace(attempt, with: report.merged(over: earlier, inOrder: order))
    } else {
      try reports.add(
        report.leavingStanding(known.map(\.1)), of: name, to: attempts)
    }
  }

  /// A student's standing after all attempts: the newest result for each section.
  func standing(of name: String) throws -> ClassSummary.Standing {
    var standing = ClassSummary.Standing(name: name)
    for attempt in try reports.attempts(of: name) {
      guard let report = attempt.report else { continue }
      standing.attempts += 1
      standing.student = report.student ?? standing.student
      for section in report.sections where section.state != .notGraded {
        standing.points[section.id] = section.points
      }
      for section in report.sections where standing.points[section.id] == nil {
        standing.points[section.id] = section.points
      }
    }
    return standing
  }
}
