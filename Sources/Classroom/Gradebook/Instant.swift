import Foundation

/// Instants as the gradebook writes them: `2027-04-12T21:59:00.000Z`.
enum Instant {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let plain = Date.ISO8601FormatStyle()

  static func text(_ date: Date) -> String { date.formatted(style) }

  /// Reads an instant with its offset from UTC, with or without fractions of a second.
  static func date(_ text: String) -> Date? {
    guard !text.isEmpty else { return nil }
    return (try? style.parse(text)) ?? (try? plain.parse(text))
  }
}
