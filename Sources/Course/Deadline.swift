import Foundation

/// A minute on the clocks of a time zone, until whose end something is on time.
///
/// Days after it are counted on those clocks, so that each has the deadline's own time of day, also
/// when clocks were changed between. Where a change makes a time come twice, the later one counts;
/// where it leaves a time out, the time that clocks show instead.
public struct Deadline: Sendable, Equatable {
  public let zone: TimeZone
  /// The minute, in seconds since 2001 on the zone's clocks.
  private let wall: TimeInterval

  /// Reads `2027-04-12 23:59`.
  ///
  /// Throws a `DeadlineError` when the text is no such time, or one that no clock of the zone
  /// shows.
  public init(_ text: String, in zone: TimeZone) throws(DeadlineError) {
    guard let wall = WallTime.seconds(text) else { throw DeadlineError(text, .noTime) }
    guard !WallTime.instants(wall, in: zone).isEmpty else {
      throw DeadlineError(text, .leftOut(zone.identifier))
    }
    self.zone = zone
    self.wall = wall
  }

  /// The end of the minute, some days later.
  public func end(plusDays days: Int = 0) -> Date {
    let wall = wall + Double(days) * 86_400
    let minute =
      WallTime.instants(wall, in: zone).last ?? WallTime.instantBeforeChange(wall, in: zone)
    return minute + 60
  }

  /// How many days late something is, each day begun counted.
  public func daysLate(at time: Date, grace: TimeInterval = 0) -> Int {
    let counted = time - grace
    guard counted >= end() else { return 0 }
    let elapsed =
      counted.timeIntervalSinceReferenceDate
      + TimeInterval(zone.secondsFromGMT(for: counted)) - wall
    // A change of clocks moves the end of a day by a few hours at most.
    var days = max(1, Int(elapsed / 86_400) - 1)
    while counted >= end(plusDays: days) { days += 1 }
    return days
  }

  /// The minute as it is written, `2027-04-12 23:59`.
  public var text: String { WallTime.text(wall) }
}

/// A time that cannot be a deadline.
public struct DeadlineError: Error, Equatable, CustomStringConvertible {
  enum Reason: Equatable {
    case noTime
    case leftOut(_ zone: String)
  }

  let text: String
  let reason: Reason

  init(_ text: String, _ reason: Reason) {
    self.text = text
    self.reason = reason
  }

  public var description: String {
    switch reason {
    case .noTime: "'\(text)' is not a time; write it as 2027-04-12 23:59"
    case .leftOut(let zone):
      "no clock in \(zone) shows \(text), because clocks go forward then; name a time before or after"
    }
  }
}
