import Foundation

/// What this program is attached to.
public enum Terminal {
  /// Whether standard output may be coloured.
  public static var isColoured: Bool {
    isOutputWatched && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether standard output is watched by someone.
  public static var isOutputWatched: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether lines on standard error can be drawn over.
  public static var isDrawnOn: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether someone can answer a question.
  public static var isAnswered: Bool { isatty(STDIN_FILENO) == 1 }

  /// The columns of the terminal that standard output is; nil when it is none.
  public static var columns: Int? { isOutputWatched ? width(of: STDOUT_FILENO) : nil }

  /// The columns of the terminal on a stream; 80 when it does not say.
  private static func width(of stream: Int32) -> Int {
    var size = winsize()
    guard unsafe ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  // MARK: Standard output

  /// Writes text to standard output at once, by way of no buffer.
  public static func show(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a report to standard output, whose reader may have gone.
  ///
  /// Throws what else keeps it from being written whole, such as a full disk.
  public static func deliver(_ report: String) throws {
    var rest = Array(report.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      guard count >= 0 else {
        if errno == EPIPE { return }
        throw unsafe NotWritten(reason: String(cString: strerror(errno)))
      }
      rest = rest.dropFirst(count)
    }
  }

  // MARK: Standard error

  /// Writes text to standard error.
  public static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Writes a line to standard error.
  public static func complain(_ line: String) {
    write(line + "\n")
  }

  /// Draws a line over the one that standard error is at; nothing where that cannot be.
  public static func draw(_ line: String) {
    if isDrawnOn { write(drawing(of: line, columns: width(of: STDERR_FILENO))) }
  }

  /// Removes what is on the line, such as the `^C` that a terminal shows.
  public static func clearLine() {
    if isDrawnOn { write("\r\u{1B}[K") }
  }

  /// What draws as much of a line over another as fits into so many columns.
  ///
  /// A line that wrapped could not be drawn over, and a letter beyond ASCII may be two columns
  /// wide.
  static func drawing(of line: String, columns: Int) -> String {
    var room = columns - 1
    let fitting = line.prefix { letter in
      room -= letter.isASCII ? 1 : 2
      return room >= 0
    }
    return "\r" + fitting + "\u{1B}[K"
  }
}

/// Standard output does not take a report.
struct NotWritten: Error, CustomStringConvertible {
  let reason: String

  var description: String { "the report could not be written to standard output: \(reason)" }
}
