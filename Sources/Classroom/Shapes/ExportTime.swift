import Foundation

/// Times in the formats of exports.
enum ExportTime {
  /// `2027-03-01 09:30:00.123 -05:00` as `2027-03-01T14:30:00Z`, so that times can be compared as
  /// text; a time without a zone is taken as UTC. Nil if it is not a time.
  static func utc(_ text: String) -> String? {
    let form =
      #/(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?\s*(?:Z|UTC|([+-])(\d\d):?(\d\d))?/#
    guard let match = text.wholeMatch(of: form) else { return nil }
    let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].map { Int($0) ?? 0 }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = DateComponents(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5])
    guard parts.isValidDate(in: calendar), let local = calendar.date(from: parts) else {
      return nil
    }
    let minutes = (Int(match.8 ?? "0") ?? 0) * 60 + (Int(match.9 ?? "0") ?? 0)
    let shift = TimeInterval(minutes * (match.7 == "-" ? 60 : -60))
    return local.addingTimeInterval(shift).formatted(.iso8601)
  }
}
