import Foundation

/// What this program is attached to.
enum Terminal {
  /// Whether standard output may be coloured.
  static var isColoured: Bool {
    isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Whether standard error is watched by someone.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line to standard error.
  static func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

/// How the reader starts this program: by name when it is on the PATH, else through SwiftPM.
var command: String {
  CommandLine.arguments[0].contains(".build") ? "swift run grade" : "grade"
}
