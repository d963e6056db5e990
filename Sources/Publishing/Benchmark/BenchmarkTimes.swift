import Foundation

/// The library's times beside those of others, as `make bench` took them.
public struct BenchmarkTimes: Codable, Sendable {
  /// The times of one other library.
  struct Reference: Codable, Sendable {
    let name: String
    let rows: [Row]
  }

  struct Row: Codable, Sendable {
    let workload: String
    /// In seconds, medians over the rounds.
    let ours, reference: Double
    /// How many times as fast this library is: the median over the rounds, and both ends.
    let ratio, least, most: Double

    var isPossible: Bool {
      [ours, reference, ratio, least, most].allSatisfy { $0.isFinite && $0 > 0 }
    }
  }

  let processor: String
  let rounds: Int
  let references: [Reference]

  /// Reads what `Tests/Benchmark/compare.py --output` wrote.
  ///
  /// - Throws: `BenchmarkFault` when there is no such file or it holds something else.
  public init(_ url: URL) throws {
    func fault(_ message: String) -> BenchmarkFault {
      BenchmarkFault(path: url.relativePath, message: message)
    }
    guard let data = try? Data(contentsOf: url) else { throw fault("cannot be read") }
    guard let read = try? JSONDecoder().decode(BenchmarkTimes.self, from: data),
      read.references.contains(where: { !$0.rows.isEmpty }),
      read.references.allSatisfy({ $0.rows.allSatisfy(\.isPossible) })
    else { throw fault("holds no times") }
    self = read
  }
}

/// A file that is no table of times.
public struct BenchmarkFault: Error, Equatable, CustomStringConvertible {
  let path: String
  let message: String

  public var description: String { "\(path) \(message); `make bench` writes such a file" }
}
