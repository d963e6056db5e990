import Course
import Foundation
import Grading

/// When an attempt was submitted, and the source of that time.
struct SubmissionTime: Equatable {
  /// The source of a time.
  enum Origin: String {
    /// The learning platform's own record.
    case export
    /// A table from the instructor.
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

/// The times of a class's attempts, from a table, the reports or the submissions' files.
///
/// A table has the columns `student` and `submitted`, and may have `attempt`, `zone` and `from`. A
/// time is `2027-04-12T23:10:00+02:00`, or `2027-04-12 23:10` in the local time of its zone: the
/// class's own if the row names none. A local time that occurs twice, because clocks are set back,
/// counts as the first one.
public struct SubmissionTimes {
  private struct Key: Hashable {
    let student: String
    let attempt: String?
  }

  private var table: [Key: SubmissionTime] = [:]
  private let submissions: URL?
  private let zone: TimeZone

  /// Times from the given table, or else from the reports, which repeat the learning platform's
  /// export, or else from the files in the folder of submissions.
  ///
  /// Throws a `TableError` that gives the file and line.
  public init(table: URL?, submissions: URL?, zone: TimeZone) throws {
    self.submissions = submissions
    self.zone = zone
    if let table { try read(CSVTable(table)) }
  }

  private mutating func read(_ table: CSVTable) throws {
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
        throw table.error("'\(zoneName)' is not a time zone such as Europe/Berlin", in: row)
      }
      guard let instant = Self.instant(time, in: zone) else {
        throw table.error(
          "'\(time)' is not a time that clocks in \(zoneName) show; write it as "
            + "2027-04-12T23:10:00+02:00 or 2027-04-12 23:10", in: row)
      }
      let stated = try cell(from).map { text in
        guard let origin = SubmissionTime.Origin(rawValue: text), origin != .unknown else {
          throw table.error("`from` is export, table or files, not '\(text)'", in: row)
        }
        return origin
      }
      let key = Key(student: ReportName.of(name), attempt: cell(attempt))
      guard seen.insert(key).inserted else {
        throw table.error("\(name) has two times for the same attempt", in: row)
      }
      self.table[key] = SubmissionTime(
        instant: instant, zone: zoneName, origin: stated ?? .table)
    }
  }

  private static func instant(_ text: String, in zone: TimeZone) -> Date? {
    if let wall = WallTime.seconds(text) { return WallTime.instants(wall, in: zone).first }
    return Instant.date(text)
  }

  /// The time of the attempt that a report is on; nil if it is unknown.
  func time(of file: GradedFolder.File, _ report: Report) -> SubmissionTime? {
    // A student's only attempt is the first.
    let attempt = file.attempt.isEmpty ? "1" : file.attempt
    return table[Key(student: file.student, attempt: attempt)]
      ?? table[Key(student: file.student, attempt: nil)]
      ?? report.submittedAt.flatMap(Instant.date).map {
        SubmissionTime(instant: $0, zone: zone.identifier, origin: .export)
      } ?? newestFile(of: file, report)
  }

  private func newestFile(of file: GradedFolder.File, _ report: Report) -> SubmissionTime? {
    guard let submissions else { return nil }
    let answers = Set(report.sections.flatMap { $0.handedIn?.files ?? [] })
    let files =
      answers.isEmpty
      ? Self.files(of: file, in: submissions)
      : answers.compactMap { Self.file($0, in: submissions) }
    let dates = files.compactMap {
      try? $0.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
    }
    return dates.max().map {
      SubmissionTime(instant: $0, zone: zone.identifier, origin: .files)
    }
  }

  /// The file at an answer's path, or the archive that contains it.
  private static func file(_ path: String, in submissions: URL) -> URL? {
    var parts = path.split(separator: "/")
    while !parts.isEmpty {
      let url = submissions.appending(path: parts.joined(separator: "/"))
      if isFile(url) { return url }
      parts.removeLast()
    }
    // The whole class may be one archive.
    return isFile(submissions) ? submissions : nil
  }

  /// The files in the folder with the name of a report.
  private static func files(of file: GradedFolder.File, in submissions: URL) -> [URL] {
    var place = submissions.appending(path: file.student)
    let inner = place.appending(path: file.attempt)
    if !file.attempt.isEmpty, FileManager.default.fileExists(atPath: inner.path) { place = inner }
    let files = FileManager.default.enumerator(
      at: place, includingPropertiesForKeys: [.isRegularFileKey])
    return (files?.compactMap { $0 as? URL } ?? []).filter(isFile)
  }

  private static func isFile(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
  }
}
