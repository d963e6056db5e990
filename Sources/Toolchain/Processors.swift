import Foundation

/// The processors that this process may use.
public enum Processors {
  /// How many there are for it: those it may run on, or fewer where a container grants it the time
  /// of fewer only.
  public static let count = count(granted: quota())

  static func count(
    granted: Double?, of present: Int = ProcessInfo.processInfo.activeProcessorCount
  )
    -> Int
  {
    guard let granted else { return present }
    return min(present, max(1, Int(granted.rounded(.up))))
  }

  /// The processors whose time this process's control groups grant, the least of them; nil where
  /// none sets a limit.
  ///
  /// Reads both versions of control groups, which `system` and `groups` let a test stand in for.
  static func quota(
    system: URL = URL(filePath: "/sys/fs/cgroup"), groups: URL = URL(filePath: "/proc/self/cgroup")
  ) -> Double? {
    let text = (try? String(contentsOf: groups, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").flatMap { line -> [Double] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let controllers = fields[1].split(separator: ",")
      let root: URL
      if fields[1].isEmpty {
        root = system
      } else if controllers.contains("cpu") {
        root = system.appending(path: "cpu")
      } else {
        return []
      }
      // Inside a container its own group is the root, whatever the path says.
      let names = fields[2].split(separator: "/").map(String.init)
      return (0...names.count).compactMap { depth in
        let folder = names.prefix(depth).reduce(root) { $0.appending(path: $1) }
        return fields[1].isEmpty ? second(folder) : first(folder)
      }
    }.min()
  }

  private static func second(_ folder: URL) -> Double? {
    share(numbers(folder.appending(path: "cpu.max")))
  }

  private static func first(_ folder: URL) -> Double? {
    share(
      numbers(folder.appending(path: "cpu.cfs_quota_us"))
        + numbers(folder.appending(path: "cpu.cfs_period_us")))
  }

  /// Time granted by time passed; the word `max` and a number below 0 stand for no limit.
  private static func share(_ numbers: [Double?]) -> Double? {
    guard numbers.count == 2, let granted = numbers[0], let period = numbers[1], granted > 0,
      period > 0
    else { return nil }
    return granted / period
  }

  private static func numbers(_ file: URL) -> [Double?] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isWhitespace).map { Double($0) }
  }
}
