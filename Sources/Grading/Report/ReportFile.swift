import Foundation

/// A report as `grade --format json` wrote it, and whose it is.
package struct ReportFile: Sendable {
  /// The largest file that is read, in bytes; a report of every section is far below.
  static let sizeLimit = 64 << 20
  /// More points than any section has.
  private static let pointLimit = 100_000

  package let report: Report
  /// Whose report it is, where the file says so.
  package let student: String?

  /// A file read once, and its version before all else: of another one nothing more is known.
  private struct Contents: Decodable {
    let report: Report
    let student: String?

    private enum Key: CodingKey {
      case schemaVersion, student
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let version = try container.decode(Int.self, forKey: .schemaVersion)
      guard version == Report.schemaVersion else { throw OtherVersion(version: version) }
      student = try container.decodeIfPresent(String.self, forKey: .student)
      report = try Report(from: decoder)
    }
  }

  private struct OtherVersion: Error {
    let version: Int
  }

  /// Reads a report.
  ///
  /// - Throws: `ReportFault` when the file is too large, is no complete JSON, is of another version
  ///   or holds points that cannot be.
  package init(_ url: URL) throws(ReportFault) {
    func fault(_ message: String) -> ReportFault {
      ReportFault(file: url.lastPathComponent, message: message)
    }
    guard let size = Self.size(of: url) else { throw fault("is not a file") }
    guard size <= Self.sizeLimit else {
      throw fault("is larger than \(Self.sizeLimit >> 20) MB, too large for a report")
    }
    guard size > 0 else { throw fault("is empty") }
    do {
      let contents = try JSONDecoder().decode(Contents.self, from: Data(contentsOf: url))
      (report, student) = (contents.report, contents.student)
    } catch let error as OtherVersion {
      throw fault(
        "is a report of version \(error.version); this program reads version \(Report.schemaVersion)"
      )
    } catch let error as DecodingError {
      throw fault(Self.words(error))
    } catch {
      throw fault("cannot be read: \(error.localizedDescription)")
    }
    if let section = report.sections.first(where: { !Self.isPossible($0) }) {
      throw fault("holds impossible points, in section \(section.id.prefix(20))")
    }
  }

  /// How many bytes a file has; nil for anything but a regular file, which might never end.
  static func size(of url: URL) -> Int? {
    let values = try? url.resolvingSymlinksInPath()
      .resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
    return values?.isRegularFile == true ? values?.fileSize : nil
  }

  private static func isPossible(_ section: SectionReport) -> Bool {
    let scores =
      [(section.points, section.possible)] + section.parts.map { ($0.points, $0.possible) }
      + section.parts.flatMap { $0.tests.map { ($0.points, $0.possible) } }
    return scores.allSatisfy { points, possible in
      (0...pointLimit).contains(possible) && (0...possible).contains(points)
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      return "is not complete JSON: was it cut off while it was written?"
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "is not a report: \(path(context.codingPath)) is not what a report has there"
    case .keyNotFound(let key, let context):
      return "is not a report: \(path(context.codingPath + [key])) is missing"
    @unknown default: return "is not a report"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    guard !keys.isEmpty else { return "its top" }
    let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return String(path.prefix(80))
  }
}

/// A report that is left out, and why.
public struct ReportFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name, with its folder's where there are several.
  public let file: String
  public let message: String

  public var description: String { "\(Escaped.line(file)) \(message)" }

  /// The same fault of a file in a folder.
  package func inside(_ folder: String) -> ReportFault {
    ReportFault(file: "\(folder)/\(file)", message: message)
  }
}
