import GRDB
import Toolchain

extension Gradebook {
  /// The most threads that read: each opens the gradebook for itself.
  private static let mostThreads = 8

  /// Reads in several threads, all in one snapshot: lets `body` work in each of them with a database
  /// and a function that takes one of the `values`, until it returns nil.
  func readInSeveralThreads<Value: Sendable>(
    values: (Database) throws -> [Value],
    _ body: @Sendable (Database, _ next: @escaping () -> Value?) throws -> Void
  ) throws {
    try worded {
      let snapshots = try snapshots(min(Processors.count, Self.mostThreads))
      try inSeveralThreads(snapshots.count, takingFrom: snapshots[0].unsafeRead(values)) {
        thread, next in
        try snapshots[thread].unsafeRead { try body($0, next) }
      }
    }
  }

  /// Connections that read the same snapshot as long as they are open.
  private func snapshots(_ count: Int) throws -> [DatabaseQueue] {
    var configuration = database.configuration
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    // It changes whenever another connection has changed the gradebook.
    func version() throws -> Int? {
      try database.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") }
    }
    while true {
      let before = try version()
      let snapshots = try (0..<count).map { _ in
        let snapshot = try DatabaseQueue(path: database.path, configuration: configuration)
        try snapshot.unsafeRead { database in
          try database.beginTransaction(.deferred)
          // A snapshot begins when something is read.
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM batch")
        }
        return snapshot
      }
      if try version() == before { return snapshots }
    }
  }
}
