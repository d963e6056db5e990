import Course
import Foundation

/// When an attempt was submitted, and who says so.
struct SubmissionTime: Equatable {
  /// Where a time comes from.
  enum Origin: String {
    /// The learning platform's own record.
    case export
    /// A table that the instructor gave.
    case table
    /// The newest file of the submission.
    case files
    case unknown
  }

  let instant: Date
  /// The IANA name of the zone in which it was given.
  let zone: String
  let origin: Origin
}

/// The times of a class's attempts, from tables or from the submissions' files.
///
/// A table has the columns `student` and `submitted`, and may have `attempt`, `zone` and `from`. A
/// time is `2027-04-12T23:10:00+02:00`, or `2027-04-12 23:10` on the clocks of its zone: the
/// class's own where the row names none. A time that came twice, because clocks were set back,
/// counts as the first one.
public struct SubmissionTimes {
  private struct Key: Hashable {
    let student: String
    let attempt: String?
  }

  private var table: [Key: SubmissionTime] = [:]
  private let submissions: URL?
  private let zone: TimeZone

  /// Times from the given table, else from `submissions.csv` in the output of grading, else from
  /// the files in the folder of submissions.
  ///
  /// Throws a `TableError` that gives file and line.
  public init(output: URL, table: URL?, submissions: URL?, zone: TimeZone) throws {
    self.submissions = submissions
    self.zone = zone
    let own = output.appending(path: "submissions.csv")
    if FileManager.default.fileExists(atPath: own.path) {
      try read(CSVTable(own), origin: .export)
    }
    if let table { try read(CSVTable(table), origin: .table) }
  }

  private mutating func read(_ table: CSVTable, origin: SubmissionTime.Origin) throws {
    let student = try table.needed("student", "id")
    let submitted = try table.needed("submitted")
    let (attempt, zoneColumn, from) = (
      table.column("attempt"), table.column("zone"), table.column("from")
    )
    var seen: Set<Key> = []
    for row in table.rows {
      func cell(_ column: Int?) -> String? {
        guard let text = column.map({ row[$0] }), !text.isEmpty else { return nil }
        return text
      }
      guard let name = cell(student) else { throw table.error("the row names no student", in: row) }
      guard let time = cell(submitted) else { continue }
      let zoneName = cell(zoneColumn) ?? zone.identifier
      let known = zoneName == zone.identifier ? zone : ClassRules.zone(named: zoneName)
      guard let zone = known else {
        throw table.error("'\(zoneName)' is no time zone, as Europe/Berlin is one", in: row)
      }
      guard let instant = Self.instant(time, in: zone) else {
        throw table.error(
          "'\(time)' is no time that clocks in \(zoneName) show; one is written as "
            + "2027-04-12T23:10:00+02:00 or 2027-04-12 23:10", in: row)
      }
      let stated = try cell(from).map { text in
        guard let origin = SubmissionTime.Origin(rawValue: text), origin != .unknown else {
          throw table.error("`from` is export, table or files, not '\(text)'", in: row)
        }
        return origin
      }
      let key = Key(student: name, attempt: cell(attempt))
      guard seen.insert(key).inserted else {
        throw table.error("\(name) has two times for the same attempt", in: row)
      }
      self.table[key] = SubmissionTime(
        instant: instant, zone: zoneName, origin: stated ?? origin)
    }
  }

  private static func instant(_ text: String, in zone: TimeZone) -> Date? {
    if let wall = WallTime.seconds(text) { return WallTime.instants(wall, in: zone).first }
    return Instant.date(text)
  }

  /// The time of an attempt; nil when nobody says.
  func time(of student: String, attempt: String) -> SubmissionTime? {
    table[Key(student: student, attempt: attempt)] ?? table[Key(student: student, attempt: nil)]
      ?? newestFile(of: student, attempt: attempt)
  }

  private func newestFile(of student: String, attempt: String) -> SubmissionTime? {
    guard let submissions else { return nil }
    var place = submissions.appending(path: student)
    let inner = place.appending(path: attempt)
    if !attempt.isEmpty, FileManager.default.fileExists(atPath: inner.path) { place = inner }
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .isRegularFileKey]
    let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: Array(keys))
    let dates = (files?.compactMap { $0 as? URL } ?? []).compactMap { file -> Date? in
      let values = try? file.resourceValues(forKeys: keys)
      return values?.isRegularFile == true ? values?.contentModificationDate : nil
    }
    return dates.max().map {
      SubmissionTime(instant: $0, zone: zone.identifier, origin: .files)
    }
  }
}
