import Foundation
import Toolchain

/// What this program is attached to.
enum Terminal {
  /// Whether standard output may be coloured.
  static var isColoured: Bool {
    isOutputWatched && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether standard output is watched by someone.
  static var isOutputWatched: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is watched by someone.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether lines on standard error can be drawn over.
  static var isDrawnOn: Bool {
    isWatched && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether someone can answer a question.
  static var isAnswered: Bool { isatty(STDIN_FILENO) == 1 }

  /// The columns of the terminal on a stream; 80 when there is none.
  static func width(of stream: Int32) -> Int {
    var size = winsize()
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes text to standard output at once, by way of no buffer.
  static func show(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a report to standard output, whose reader may have gone.
  ///
  /// Throws what else keeps it from being written whole, such as a full disk.
  static func deliver(_ report: String) throws {
    var rest = Array(report.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count >= 0 else {
        if errno == EPIPE { return }
        throw NotWritten(reason: String(cString: strerror(errno)))
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes text to standard error.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Removes what is on the line, such as the `^C` that a terminal shows.
  static func clearLine() {
    if isDrawnOn { write("\r\u{1B}[K") }
  }

  /// Writes a line to standard error.
  static func complain(_ line: String) {
    write(line + "\n")
  }
}

/// Standard output does not take a report.
struct NotWritten: Error, CustomStringConvertible {
  let reason: String

  var description: String { "the report could not be written to standard output: \(reason)" }
}

/// How the reader starts this program.
let command = ProgramSpelling.spelling(of: "grade")
