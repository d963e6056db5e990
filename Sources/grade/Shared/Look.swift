import ArgumentParser
import Console
import Grading
import Toolchain

/// The options that decide how a command's output looks.
struct Look: ParsableArguments {
  @Flag(name: .customLong("no-color"), help: "Prints without colours, as NO_COLOR does.")
  var isPlain = false

  /// The style of what goes to standard output.
  var style: TextStyle { Self.style(isPlain: isPlain) }

  /// The style for the terminal as it is now.
  static func style(isPlain: Bool) -> TextStyle {
    TextStyle(
      isColoured: !isPlain && Terminal.isColoured, command: command, columns: Terminal.columns)
  }
}

/// How the reader starts this program.
let command = ProgramSpelling.spelling(of: "grade")
