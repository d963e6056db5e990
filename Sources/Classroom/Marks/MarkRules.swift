import Course
import Foundation

/// Computes a student's marks from the graded attempts and the rules of the class.
struct MarkRules {
  /// An attempt at a section.
  struct Attempt {
    let id: Int64
    let state: String
    let points: Int
    let possible: Int
    /// Why the section as a whole earned nothing, if so.
    let problem: String
    let submitted: Date?

    /// Whether the section was handed in: a missing or untouched answer is not an attempt at it.
    var isAnswered: Bool { state != "unanswered" && state != "unreadable" }
  }

  /// More time for a student.
  struct Extensions {
    var days = 0
    var until: [Deadline] = []

    mutating func add(_ time: ClassRules.MoreTime) {
      switch time {
      // Of several extensions, the longest counts, not their sum.
      case .days(let more): days = max(days, more)
      case .until(let deadline): until.append(deadline)
      }
    }
  }

  /// The attempt that counts for a section, before free days are assigned.
  struct Choice {
    let attempt: Attempt
    let daysLate: Int
  }

  let rules: ClassRules
  private let grace: TimeInterval
  /// The time until which each section is on time.
  private let ends: [String: Date]
  private let known = KnownDays()

  init(rules: ClassRules) {
    self.rules = rules
    let grace = TimeInterval(rules.late.graceMinutes * 60)
    self.grace = grace
    ends = rules.deadlines.mapValues { $0.end() + grace }
  }

  /// A cache of days already counted, since sections due together are handed in together.
  private final class KnownDays {
    struct Key: Hashable {
      let end: Date
      let time: Date
    }

    var days: [Key: Int] = [:]
  }

  /// The number of days that a section was late; 0 if there is no deadline or no time.
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

  /// The penalty on a number of points for being some days late.
  func penalty(_ points: Int, daysLate: Int) -> Points {
    guard daysLate > 0 else { return Points(0) }
    if let last = rules.late.closesAfterDays, daysLate > last { return Points(points) }
    // Days beyond the cap cost nothing more, and this avoids the product of two large numbers.
    let percent = min(rules.late.capPercent, min(daysLate, 100) * rules.late.penaltyPercent)
    return Points(hundredths: points * percent)
  }

  /// The attempt at a section that counts, given the attempts in order of submission.
  func choice(
    _ section: String, of attempts: [Attempt], _ extensions: Extensions
  ) -> Choice? {
    func choice(_ attempt: Attempt) -> Choice {
      Choice(attempt: attempt, daysLate: daysLate(section, at: attempt.submitted, extensions))
    }
    switch rules.attempts {
    case .best:
      var best: (choice: Choice, mark: Int)?
      for attempt in attempts {
        let next = choice(attempt)
        let mark =
          attempt.points * 100 - penalty(attempt.points, daysLate: next.daysLate).hundredths
        guard let old = best else {
          best = (next, mark)
          continue
        }
        // Of equal ones, the one that answers the section, then the earlier one.
        if mark > old.mark
          || mark == old.mark && attempt.isAnswered && !old.choice.attempt.isAnswered
        {
          best = (next, mark)
        }
      }
      return best?.choice
    case .latest:
      let answered = attempts.filter(\.isAnswered)
      guard let last = answered.last else { return attempts.last.map(choice) }
      // Every attempt hands in all sections again, so what counts is when this one first earned its
      // points.
      return answered.reversed().prefix { $0.points == last.points && $0.state == last.state }.last
        .map(choice)
    }
  }

  /// How many of each section's late days cost nothing.
  ///
  /// A student's free days go to the sections that are due first, but not to those whose answer
  /// earned nothing or came too late to count.
  func freeDays(_ choices: [(section: String, choice: Choice?)]) -> [String: Int] {
    var left = rules.late.freeDays
    var free: [String: Int] = [:]
    guard left > 0 else { return free }
    var late: [(end: Date, place: Int, days: Int)] = []
    for (place, entry) in choices.enumerated() {
      guard let choice = entry.choice, choice.daysLate > 0, choice.attempt.points > 0,
        choice.daysLate <= rules.late.closesAfterDays ?? .max, let end = ends[entry.section]
      else { continue }
      late.append((end, place, choice.daysLate))
    }
    for (_, place, days) in late.sorted(by: { ($0.end, $0.place) < ($1.end, $1.place) }) {
      guard left > 0 else { break }
      free[choices[place].section] = min(left, days)
      left -= min(left, days)
    }
    return free
  }
}
