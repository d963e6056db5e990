import Foundation

/// What Gradescope says of a submission, in `submission_metadata.json`.
struct GradescopeMetadata: Decodable {
  struct Dates: Decodable {
    let due_date: String?
    let late_due_date: String?
  }

  struct User: Decodable {
    /// The student's own dates, where an extension was given.
    let assignment: Dates?
  }

  let id: Int?
  let created_at: String?
  let assignment: Dates?
  let users: [User]?

  /// How late it was handed in, as a sentence; nil when it was in time, or nothing says when.
  var lateness: String? {
    let dates = users?.lazy.compactMap(\.assignment).first { $0.due_date != nil } ?? assignment
    guard let created = created_at.flatMap(Self.date), let due = dates?.due_date,
      let dueDate = Self.date(due), created > dueDate
    else { return nil }
    let minutes = Int((created.timeIntervalSince(dueDate) / 60).rounded(.up))
    var words = "Handed in \(Self.words(minutes)) after the due date, \(due)"
    if let last = dates?.late_due_date, let lastDate = Self.date(last) {
      words +=
        created > lastDate ? ", and after the last one, \(last)" : ", before the last one, \(last)"
    }
    return words + ". No points are deducted here."
  }

  private static func words(_ minutes: Int) -> String {
    let parts = [(minutes / 1440, "day"), (minutes / 60 % 24, "hour"), (minutes % 60, "minute")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
      .joined(separator: ", ")
  }

  /// A time as `2018-07-01T14:22:32.365935-07:00`.
  static func date(_ text: String) -> Date? {
    // Microseconds are more than Foundation reads.
    ISO8601DateFormatter().date(from: text.replacing(#/\.\d+/#, with: ""))
  }
}
