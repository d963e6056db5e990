import Foundation
import GRDB

/// The marks of a class, in a SQLite file.
///
/// Several programs may use it at once: it is kept in WAL mode, each change is one transaction that
/// takes the write lock at its start, and a second process waits. The file must be on a local disk;
/// WAL does not work on network file systems.
public final class Gradebook: Sendable {
  /// The path at which `grade class` keeps it by default.
  public static let usualPath = "graded/gradebook.sqlite"

  /// How long a change waits for another one to end, in seconds.
  private static let patience: TimeInterval = 30

  let database: DatabaseQueue
  /// The path of the file, for error messages.
  private let path: String

  /// Opens a gradebook, or creates one if there is no file and `creating` is true.
  ///
  /// A gradebook from an earlier version is migrated to this one. Throws a `GradebookError` if
  /// there is no gradebook, if the file is not one, or if a newer version wrote it; the file is
  /// then unchanged.
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

  /// Throws if the file belongs to another program or a newer version.
  private static func check(_ database: DatabaseQueue, path: String) throws {
    try database.read { database in
      let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      // Another program may be creating the gradebook: GRDB's own table comes before all others.
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

  /// Makes all the changes of `body`, or none.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try worded {
      try database.writeWithoutTransaction { database in
        var value: Value?
        // Locked from the start, so that what is read cannot change before it is written.
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        return value!
      }
    }
  }

  /// Rethrows SQLite's errors as errors of the gradebook.
  func worded<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw GradebookError(error, path: path)
    }
  }
}

/// An error in using a gradebook.
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
