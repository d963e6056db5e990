import Foundation

/// Times as clocks show them, in seconds since 2001, and the instants at which they do.
public enum WallTime {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// Reads `2027-04-12 23:59`, with or without seconds, `T` or a space between; nil for what is no
  /// time in the calendar.
  public static func seconds(_ text: String) -> TimeInterval? {
    let pattern = #/(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?/#
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let wanted = DateComponents(
      year: Int(match.1), month: Int(match.2), day: Int(match.3), hour: Int(match.4),
      minute: Int(match.5), second: match.6.flatMap { Int($0) } ?? 0)
    // The calendar makes March 2 of February 30: what it makes must be what was asked for.
    guard let date = calendar.date(from: wanted), components(of: date) == wanted else { return nil }
    return date.timeIntervalSinceReferenceDate
  }

  /// When clocks of a zone show a time: once, twice where they are set back, or never.
  public static func instants(_ wall: TimeInterval, in zone: TimeZone) -> [Date] {
    // No zone changes its clocks twice within two days.
    let near = [-86_400.0, 86_400].map {
      zone.secondsFromGMT(for: Date(timeIntervalSinceReferenceDate: wall + $0))
    }
    return Set(near).map { Date(timeIntervalSinceReferenceDate: wall - TimeInterval($0)) }
      .filter { shown(at: $0, in: zone) == wall }.sorted()
  }

  /// When clocks would show a time if they had not been changed shortly before.
  static func instantBeforeChange(_ wall: TimeInterval, in zone: TimeZone) -> Date {
    let earlier = Date(timeIntervalSinceReferenceDate: wall - 86_400)
    return Date(
      timeIntervalSinceReferenceDate: wall - TimeInterval(zone.secondsFromGMT(for: earlier)))
  }

  /// What clocks of a zone show at an instant.
  public static func shown(at date: Date, in zone: TimeZone) -> TimeInterval {
    date.timeIntervalSinceReferenceDate + TimeInterval(zone.secondsFromGMT(for: date))
  }

  /// A time as `2027-04-12 23:59`.
  public static func text(_ wall: TimeInterval) -> String {
    let parts = components(of: Date(timeIntervalSinceReferenceDate: wall))
    func digits(_ value: Int?, _ count: Int) -> String {
      let text = String(value ?? 0)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    return "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2)) "
      + "\(digits(parts.hour, 2)):\(digits(parts.minute, 2))"
  }

  private static func components(of date: Date) -> DateComponents {
    calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
  }
}
