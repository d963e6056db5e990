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

  /// The environment with which a child leaves its report in a folder, or in a file that is there.
  public static func environment(writingTo place: URL) -> [String: String] {
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
    let path = place.path + (isFolder.boolValue ? "/" : "")
    return [
      "SWIFT_BACKTRACE": "enable=yes,format=json,output-to=\(path),color=no,"
        + "threads=crashed,registers=none,images=none,limit=64,cache=no"
    ]
  }

  /// Reads the report in a folder, or nil when there is none that can be read.
  public init?(in folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = files.sorted().last(where: { $0.hasSuffix(".json") }),
      let report = CrashReport(at: folder.appending(path: name))
    else { return nil }
    self = report
  }

  /// Reads the report in a file, or nil when there is none that can be read.
  public init?(at url: URL) {
    guard let data = try? Data(contentsOf: url),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return nil }
    reason = file.description ?? "crash"
    // What the compiler adds, such as the end of a `deinit`, has line 0.
    places = (file.threads ?? []).flatMap { $0.frames ?? [] }.compactMap(\.sourceLocation)
      .filter { $0.line > 0 }.map { Place(file: $0.file, line: $0.line, column: $0.column) }
  }

  /// The innermost place in a file.
  public func firstPlace(in file: URL) -> Place? {
    places.first { $0.file == file.path }
  }

  /// What a trap said in what a child wrote to standard error, the last one: the text after
  /// `Fatal error:`, or after `Precondition failed` with these words.
  ///
  /// Swift puts a file and line of the library before it, which say nothing to a learner. Without a
  /// message of its own a trap is reported by its kind. A cast that fails, a variable that is
  /// changed while it is in use, and an object that is gone have a line without a file.
  public static func fatalMessage(in error: String) -> String? {
    // By bytes: other line ends and combining characters belong to the message.
    let lines = error.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    let trap = #/:\d+: (Fatal error|Precondition failed|Assertion failed)(?:: (.*))?$/#
      .dotMatchesNewlines().matchingSemantics(.unicodeScalar)
    for (index, line) in lines.enumerated().reversed() {
      if let message = abortMessage(in: line) { return message }
      guard let (_, kind, text) = line.firstMatch(of: trap)?.output else { continue }
      // A message of several lines goes on until the backtracer's or the runtime's own words.
      let rest = lines[(index + 1)...].prefix {
        !$0.hasPrefix("***") && !$0.hasPrefix("swift-runtime: ")
      }
      let message = ([text ?? ""] + rest).joined(separator: "\n")
        .trimmingCharacters(in: .newlines)
      guard !message.isEmpty else { return "\(kind), without a message" }
      return kind == "Fatal error" ? message : "\(kind): \(message)"
    }
    return lines.last { $0.hasPrefix("Fatal error: ") }
      .map { String($0.dropFirst("Fatal error: ".count)) }
  }

  /// What the runtime says in a line of its own before it aborts, without addresses.
  private static func abortMessage(in line: Substring) -> String? {
    let cast = /^(Could not cast value of type '.+') \(0x\w+\) (to '.+') \(0x\w+\)\.$/
    if let (_, value, type) = line.firstMatch(of: cast)?.output { return "\(value) \(type)" }
    let conflict = /^Simultaneous accesses to 0x\w+, but (.+)\.$/
    return line.firstMatch(of: conflict)
      .map { "Simultaneous accesses to one variable, but \($0.1)" }
  }

  /// The line of a file at which the last trap of a child's own was, by what the trap said.
  ///
  /// The backtracer has no line for what the compiler adds, such as unwrapping a `Tensor!`.
  public static func fatalLine(in error: String, of file: URL) -> Int? {
    let lead = #/^(?:.*/)?([^/:]+):(\d+): (?:Fatal error|Precondition failed|Assertion failed)/#
    let found = error.split(separator: "\n").reversed().lazy.compactMap { $0.firstMatch(of: lead) }
    guard let (_, name, line) = found.first?.output, name == file.lastPathComponent else {
      return nil
    }
    return Int(line)
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
