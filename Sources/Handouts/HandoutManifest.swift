import Course
import Foundation
import Toolchain

/// What a handout consists of, as `.handout/manifest.json` in it says.
///
/// It has a digest of every file, by which an update recognises what a student has changed.
public struct HandoutManifest: Codable, Sendable, Equatable {
  /// The file, relative to the handout's root.
  public static let path = "\(Workbook.handout)/manifest.json"
  /// Grows when a key changes its meaning or goes.
  static let version = 1

  let version: Int
  /// The course's title.
  public let course: String
  /// When the course is held; empty when it does not say.
  public let term: String
  /// The sections that were handed out, as `2.1`.
  public let sections: [String]
  /// The digest of each file, by its path; the manifest itself is not among them.
  public let files: [String: String]

  init(course: String, term: String, sections: [String], files: [String: String]) {
    version = Self.version
    self.course = course
    self.term = term
    self.sections = sections
    self.files = files
  }

  /// Reads the manifest of a handout.
  ///
  /// Throws a `HandoutError` when the folder is no handout, or one of another version.
  public init(of root: URL) throws {
    let data: Data
    do {
      data = try Data(contentsOf: root.appending(path: Self.path))
    } catch {
      throw HandoutError("\(root.path) is not a handout: it has no \(Self.path)")
    }
    guard let manifest = try? JSONDecoder().decode(Self.self, from: data) else {
      throw HandoutError("\(root.path): \(Self.path) cannot be read: release the course again")
    }
    guard manifest.version == Self.version else {
      throw HandoutError(
        "\(root.path): \(Self.path) has version \(manifest.version), and this program knows only "
          + "version \(Self.version) alone")
    }
    self = manifest
  }

  /// The file's text.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self) + Data("\n".utf8)
    }
  }

  /// Whether a path is an exercise's, in which a student answers.
  static func isExercise(_ path: String) -> Bool { path.hasPrefix("\(Workbook.exercises)/") }
}

/// A handout cannot be made, read or updated.
public struct HandoutError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
