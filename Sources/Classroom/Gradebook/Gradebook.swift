import Foundation
import GRDB

/// The marks of a class, in a SQLite file.
///
/// Several programs may use it at once: it is kept in WAL mode, each change is one transaction that
/// takes the right to write at its start, and the second process waits. The file has to be on a
/// disk of this machine; WAL works on no network file system.
public final class Gradebook: Sendable {
  /// Where `grade class` keeps it by default.
  public static let usualPath = "graded/gradebook.sqlite"

  /// How long a change waits for another one to end, in seconds.
  private static let patience: TimeInterval = 30

  let database: DatabaseQueue
  /// The file, as errors call it.
  private let path: String

  /// Opens a gradebook, or makes one where there is no file and `creating` says so.
  ///
  /// One of an earlier version is brought up to this one. Throws a `GradebookError` when there is
  /// none, when the file is none, or when a newer version wrote it; the file is as it was then.
  public init(at url: URL, creating: Bool = false) throws {
    path = url.relativePath
    guard creating || FileManager.default.fileExists(atPath: url.path) else {
      throw GradebookError(
        "there is no gradebook at \(path); `grade class import OUTPUT` makes one")
    }
    if creating {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    do {
      database = try DatabaseQueue(path: url.path, configuration: configuration)
      try Self.check(database, path: path)
      try database.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = WAL")
      }
      try GradebookSchema.migrate(database)
    } catch let error as DatabaseError {
      throw GradebookError(error, path: path)
    }
  }

  /// Throws when the file is another program's, or a newer version's.
  private static func check(_ database: DatabaseQueue, path: String) throws {
    try database.read { database in
      let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      // Another program may be making the gradebook: GRDB's own table comes before all others.
      let tables =
        try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'
            """) ?? 0
      guard mark == GradebookSchema.applicationID || tables == 0 else {
        throw GradebookError(
          "\(path) is a database, but not a gradebook; nothing in it was changed")
      }
      guard try tables == 0 || !GradebookSchema.migrator.hasBeenSuperseded(database) else {
        throw GradebookError(
          "\(path) was written by a newer version of this program; update the course's programs "
            + "to read it. Nothing in it was changed")
      }
    }
  }

  /// Reads in one snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try worded { try database.read(body) }
  }

  /// Changes everything that `body` changes, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try worded {
      try database.writeWithoutTransaction { database in
        var value: Value?
        // Taken at the start: what is read cannot change before it is written.
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        return value!
      }
    }
  }

  /// Says what SQLite complains of in the words of a gradebook.
  private func worded<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw GradebookError(error, path: path)
    }
  }
}

/// A gradebook cannot be used as was asked.
public struct GradebookError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  init(_ error: DatabaseError, path: String) {
    description =
      switch error.resultCode {
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: "\(path) is not a gradebook, or is damaged: \(error)"
      case .SQLITE_BUSY: "another program kept \(path) locked; wait for it, and run this again"
      case .SQLITE_CANTOPEN: "\(path) cannot be opened"
      default: "\(path): \(error)"
      }
  }
}
