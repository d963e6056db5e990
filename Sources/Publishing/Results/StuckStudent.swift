import Course
import Grading

/// Where a student who is not done is stuck: the first section that is answered but not right.
struct StuckStudent {
  let section: Section
  /// The part that is wrong; nil if the answer as a whole could not be run.
  let part: String?
  /// What the first wrong test said, or why the answer could not be run.
  let message: String
  /// How many of the latest attempts at the section, in a row, earned the same points.
  let attempts: Int

  /// Finds the place; nil if the student has nothing wrong.
  init?(_ student: History, in sections: [Section]) {
    let found = sections.lazy.compactMap { section in
      student.latest[section.id].flatMap { $0.hasFindings ? (section, $0) : nil }
    }
    guard let (section, report) = found.first(where: { $1.firstComplaint != nil }),
      let complaint = report.firstComplaint
    else { return nil }
    self.section = section
    part = complaint.part
    message = complaint.message
    attempts = student.attemptsWithoutProgress(at: section.id)
  }
}

extension SectionReport {
  /// The first thing that is wrong rather than merely missing.
  fileprivate var firstComplaint: (part: String?, message: String)? {
    guard state == .graded else { return (nil, problems.first?.message ?? stateInWords) }
    for part in parts {
      guard let test = part.tests.first(where: { $0.verdict.isWrong }) else { continue }
      return (part.name, "\(test.title): \(test.verdict.messages.first ?? "wrong")")
    }
    return nil
  }
}
