import Foundation

/// Answers of a class that are alike: what `grade class alike` found, for a page to show.
///
/// It says where to look, and nothing about how two answers came to be alike.
public struct AlikeAnswers: Codable, Sendable, Equatable {
  /// Grows when a key changes its meaning or goes; new keys may come without.
  public static let schemaVersion = 1
  /// Where it is, beside the reports' folder.
  package static let fileName = "alike.json"

  public let schemaVersion: Int
  /// The sections that were looked at, in the order of the course.
  public let sections: [Section]

  /// A section's answers.
  public struct Section: Codable, Sendable, Equatable {
    /// The section's number, as `2.1`.
    public let id: String
    /// How many students' answers there are.
    public let answers: Int
    /// How many of them hold enough of their own to be compared.
    public let compared: Int
    /// The pairs that have most in common, most alike first.
    public let pairs: [Pair]
    /// How many pairs more there are.
    public let left: Int

    package init(id: String, answers: Int, compared: Int, pairs: [Pair], left: Int) {
      self.id = id
      self.answers = answers
      self.compared = compared
      self.pairs = pairs
      self.left = left
    }
  }

  /// Two answers.
  public struct Pair: Codable, Sendable, Equatable {
    /// Whose the answers are, as the reports name them.
    public let students: [String]
    /// The share in common, from 0 to 100.
    public let percent: Int
    /// What is in both, in the order of the first answer.
    public let passages: [Passage]

    package init(students: [String], percent: Int, passages: [Passage]) {
      self.students = students
      self.percent = percent
      self.passages = passages
    }
  }

  /// Lines of both answers that differ in names, comments and spacing at most.
  public struct Passage: Codable, Sendable, Equatable {
    public let first: Excerpt
    public let second: Excerpt

    package init(first: Excerpt, second: Excerpt) {
      self.first = first
      self.second = second
    }
  }

  /// Lines of an answer.
  public struct Excerpt: Codable, Sendable, Equatable {
    /// The number of the first line, from 1.
    public let line: Int
    public let text: String

    package init(line: Int, text: String) {
      self.line = line
      self.text = text
    }
  }

  package init(sections: [Section]) {
    schemaVersion = Self.schemaVersion
    self.sections = sections
  }

  /// Reads the file beside a folder of reports; nil if there is none.
  ///
  /// - Throws: `ReportFault` when the file is too large, is none of this kind or of another version.
  package static func read(besides reports: URL) throws(ReportFault) -> AlikeAnswers? {
    let file = reports.standardizedFileURL.deletingLastPathComponent().appending(path: fileName)
    func fault(_ message: String) -> ReportFault { ReportFault(file: fileName, message: message) }
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    guard let size = ReportFile.size(of: file), size <= ReportFile.sizeLimit else {
      throw fault("is no file, or is larger than \(ReportFile.sizeLimit >> 20) MB")
    }
    do {
      let alike = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
      guard alike.schemaVersion == schemaVersion else {
        throw fault(
          "is of version \(alike.schemaVersion); this program reads version \(schemaVersion)")
      }
      guard alike.sections.allSatisfy({ $0.pairs.allSatisfy { $0.students.count == 2 } }) else {
        throw fault("does not name two students for each pair")
      }
      return alike
    } catch let fault as ReportFault {
      throw fault
    } catch {
      throw fault("is nothing that `grade class alike` wrote")
    }
  }
}
