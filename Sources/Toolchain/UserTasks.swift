import Foundation

/// How much the user of this program runs.
package enum UserTasks {
  /// The number of processes and threads, as the system's limit on processes counts them; nil where
  /// there is no /proc to say so.
  package static var count: Int? {
    let files = FileManager.default
    guard let entries = try? files.contentsOfDirectory(atPath: "/proc") else { return nil }
    let processes = entries.filter { entry in
      guard entry.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
        return false
      }
      var status = stat()
      return unsafe stat("/proc/\(entry)", &status) == 0 && status.st_uid == getuid()
    }
    // One that has ended meanwhile counts for nothing.
    let tasks = processes.map {
      (try? files.contentsOfDirectory(atPath: "/proc/\($0)/task").count) ?? 0
    }
    let count = tasks.reduce(0, +)
    return count > 0 ? count : nil
  }
}
