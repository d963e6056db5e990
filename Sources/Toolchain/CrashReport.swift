import Foundation

/// What Swift's backtracer wrote about a trap.
public struct CrashReport: Sendable, Equatable {
  /// A place in a source file.
  public struct Place: Sendable, Equatable {
    public let file: String
    public let line: Int
    public let column: Int
  }

  /// What happened, as the system calls it: `Illegal instruction`.
  public let reason: String
  /// The source places of the crashed thread's frames, innermost first.
  public let places: [Place]

  /// The environment with which a child leaves its report in a folder.
  public static func environment(writingTo folder: URL) -> [String: String] {
    [
      "SWIFT_BACKTRACE": "enable=yes,format=json,output-to=\(folder.path)/,color=no,"
        + "threads=crashed,registers=none,images=none,limit=64,cache=no"
    ]
  }

  /// Reads the report in a folder, or nil when there is none that can be read.
  public init?(in folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = files.sorted().last(where: { $0.hasSuffix(".json") }),
      let data = try? Data(contentsOf: folder.appending(path: name)),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return nil }
    reason = file.description ?? "crash"
    places = (file.threads ?? []).flatMap { $0.frames ?? [] }.compactMap(\.sourceLocation).map {
      Place(file: $0.file, line: $0.line, column: $0.column)
    }
  }

  /// The innermost place in a file.
  public func firstPlace(in file: URL) -> Place? {
    places.first { $0.file == file.path }
  }

  /// The text after `Fatal error:` in what a child wrote to standard error, last one first.
  ///
  /// Swift puts a file and line of the library before it, which say nothing to a learner.
  public static func fatalMessage(in error: String) -> String? {
    let lines = error.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.lastIndex(where: { $0.contains("Fatal error: ") }),
      let range = lines[start].range(of: "Fatal error: ")
    else { return nil }
    // A message of several lines goes on until the backtracer's or the runtime's own words.
    let rest = lines[(start + 1)...].prefix {
      !$0.isEmpty && !$0.hasPrefix("***") && !$0.hasPrefix("swift-runtime: ")
    }
    return ([lines[start][range.upperBound...]] + rest).joined(separator: "\n")
  }

  private struct File: Decodable {
    let description: String?
    let threads: [Thread]?
  }

  private struct Thread: Decodable {
    let frames: [Frame]?
  }

  private struct Frame: Decodable {
    let sourceLocation: Location?
  }

  private struct Location: Decodable {
    let file: String
    let line: Int
    let column: Int
  }
}
