import Course
import Foundation
import Rendering

/// How long a class took for a section, as far as submission times show.
struct SectionTime {
  let section: Section
  /// The number of attempts at it by all students.
  let attempts: Int
  /// The number of students who made one.
  let students: Int
  /// The time between the first and last attempts of each student who made several, if it is known,
  /// in seconds, shortest first.
  let spans: [TimeInterval]

  init(_ section: Section, of students: [History]) {
    self.section = section
    var (attempts, made, spans) = (0, 0, [TimeInterval]())
    for student in students {
      let reports = student.attempts.compactMap { report in
        report.sections.first {
          $0.id == section.id && ![.notGraded, .unanswered, .unreadable].contains($0.state)
        }
      }
      attempts += reports.count
      made += reports.isEmpty ? 0 : 1
      let times = reports.compactMap { $0.handedIn?.submittedAt }
        .compactMap { try? Date($0, strategy: .iso8601) }
      if let first = times.min(), let last = times.max(), times.count > 1 {
        spans.append(last.timeIntervalSince(first))
      }
    }
    (self.attempts, self.students, self.spans) = (attempts, made, spans.sorted())
  }

  /// The median time, in seconds; nil if none is known.
  var median: TimeInterval? {
    guard !spans.isEmpty else { return nil }
    let middle = spans.count / 2
    return spans.count.isMultiple(of: 2) ? (spans[middle - 1] + spans[middle]) / 2 : spans[middle]
  }

  /// A time span in one unit: `3 days`, `1.5 hours`, `40 minutes`.
  static func words(_ seconds: TimeInterval) -> String {
    let (count, unit) =
      seconds >= 2 * 86_400
      ? (seconds / 86_400, "days")
      : seconds >= 5400
        ? (seconds / 3600, "hours")
        : (seconds / 60, "minutes")
    return "\(coordinate((count * 10).rounded() / 10)) \(unit)"
  }
}
