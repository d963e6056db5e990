import Course
import Foundation

/// Works out a student's marks from what was graded and the rules of the class.
struct MarkRules {
  /// An attempt at a section.
  struct Attempt {
    let id: Int64
    let state: String
    let points: Int
    let possible: Int
    let submitted: Date?

    /// Whether the section was handed in: one that is missing or untouched is no attempt at it.
    var isAnswered: Bool { state != "unanswered" && state != "unreadable" }
  }

  /// More time for a student.
  struct Extensions {
    var days = 0
    var until: [Deadline] = []

    mutating func add(_ time: ClassRules.MoreTime) {
      switch time {
      // Of several the longest counts, not their sum.
      case .days(let more): days = max(days, more)
      case .until(let deadline): until.append(deadline)
      }
    }
  }

  /// What counts for a section before free days are given out.
  struct Choice {
    let attempt: Attempt
    let daysLate: Int
  }

  let rules: ClassRules
  private let grace: TimeInterval
  /// Until when each section is on time.
  private let ends: [String: Date]
  private let known = KnownDays()

  init(rules: ClassRules) {
    self.rules = rules
    let grace = TimeInterval(rules.late.graceMinutes * 60)
    self.grace = grace
    ends = rules.deadlines.mapValues { $0.end() + grace }
  }

  /// Days that were counted already: sections that are due together are handed in together.
  private final class KnownDays {
    struct Key: Hashable {
      let end: Date
      let time: Date
    }

    var days: [Key: Int] = [:]
  }

  /// The days late of something for a section; 0 where there is no deadline or no time.
  func daysLate(_ section: String, at time: Date?, _ extensions: Extensions) -> Int {
    guard let time, let end = ends[section], time >= end, let deadline = rules.deadlines[section]
    else { return 0 }
    let key = KnownDays.Key(end: end, time: time)
    let counted = known.days[key] ?? deadline.daysLate(at: time, grace: grace)
    known.days[key] = counted
    let days = max(0, counted - extensions.days)
    guard days > 0 else { return 0 }
    return extensions.until.map { $0.daysLate(at: time, grace: grace) }.reduce(days, min)
  }

  /// What some days late take off a number of points.
  func penalty(_ points: Int, daysLate: Int) -> Points {
    guard daysLate > 0 else { return Points(0) }
    if let last = rules.late.closesAfterDays, daysLate > last { return Points(points) }
    // Beyond the cap days cost nothing more, and a product of two large numbers need not be made.
    let percent = min(rules.late.capPercent, min(daysLate, 100) * rules.late.penaltyPercent)
    return Points(hundredths: points * percent)
  }

  /// The attempt at a section that counts, of attempts in the order of their submission.
  func choice(
    _ section: String, of attempts: [Attempt], _ extensions: Extensions
  ) -> Choice? {
    let choices = attempts.map {
      Choice(attempt: $0, daysLate: daysLate(section, at: $0.submitted, extensions))
    }
    switch rules.attempts {
    case .best:
      func mark(_ choice: Choice) -> Int {
        choice.attempt.points * 100
          - penalty(choice.attempt.points, daysLate: choice.daysLate).hundredths
      }
      return choices.reduce(nil) { best, next in
        guard let best else { return next }
        // Of equal ones that which answers the section, then the earlier.
        let (old, new) = (mark(best), mark(next))
        return new > old || new == old && next.attempt.isAnswered && !best.attempt.isAnswered
          ? next : best
      }
    case .latest:
      let answered = choices.filter(\.attempt.isAnswered)
      guard let last = answered.last else { return choices.last }
      // An attempt hands in every section again. Since when this one earned what it earns counts.
      return answered.reversed().prefix {
        $0.attempt.points == last.attempt.points && $0.attempt.state == last.attempt.state
      }.last
    }
  }

  /// How many of each section's late days cost nothing: a student's free days go to the sections
  /// that are due first, and to none whose answer earned nothing or came when nothing counted.
  func freeDays(_ choices: [(section: String, choice: Choice?)]) -> [String: Int] {
    var left = rules.late.freeDays
    var free: [String: Int] = [:]
    guard left > 0 else { return free }
    let due = choices.enumerated().compactMap { place, entry in
      ends[entry.section].map { (end: $0, place: place, entry: entry) }
    }.sorted { ($0.end, $0.place) < ($1.end, $1.place) }
    for (_, _, entry) in due {
      guard left > 0, let choice = entry.choice, choice.attempt.points > 0 else { continue }
      let days = choice.daysLate
      guard days > 0, days <= rules.late.closesAfterDays ?? .max else { continue }
      free[entry.section] = min(left, days)
      left -= min(left, days)
    }
    return free
  }
}
