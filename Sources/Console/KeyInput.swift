import Foundation

/// Single keys as they are pressed in a terminal, without Enter; elsewhere, lines.
///
/// The terminal is given back as it was when the program ends, is suspended, or is ended by a
/// signal.
public enum KeyInput {
  /// What someone typed.
  public enum Event: Sendable, Equatable {
    /// A key, by the character that it types; Enter is a line feed.
    case key(Character)
    /// A line, from what is no terminal.
    case line(String)
    /// Ctrl-D, or the end of what is read.
    case end
  }

  /// Hands over everything that is typed, on a thread that ends with the program: reading cannot be
  /// called off.
  public static func read(_ handle: @escaping @Sendable (Event) -> Void) {
    let isRaw = TerminalMode.takeKeysAtOnce()
    Thread.detachNewThread {
      if isRaw {
        readKeys(handle)
      } else {
        while let line = readLine() { handle(.line(line)) }
      }
      handle(.end)
    }
  }

  private static func readKeys(_ handle: (Event) -> Void) {
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = unsafe Foundation.read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      // An arrow or another special key is several bytes that begin with Escape.
      if bytes[0] == 0x1B { continue }
      for character in String(decoding: bytes.prefix(count), as: UTF8.self) {
        if character == "\u{4}" { return }
        handle(.key(character == "\r" ? "\n" : character))
      }
    }
  }
}

/// The mode that the terminal was found in, and back to it.
private enum TerminalMode {
  /// Written once, before any signal is caught.
  private nonisolated(unsafe) static var found = termios()

  /// Has the terminal hand over each key at once and show none; returns whether it does.
  static func takeKeysAtOnce() -> Bool {
    guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(),
      unsafe tcgetattr(STDIN_FILENO, &found) == 0
    else { return false }
    setKeys()
    atexit { TerminalMode.restore() }
    // Ctrl-C and SIGTERM end in an ordinary exit; these would not.
    for ending in [SIGQUIT, SIGHUP, SIGABRT] {
      signal(ending) { number in
        TerminalMode.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    signal(SIGTSTP) { _ in
      TerminalMode.restore()
      // Stops here, as a program without a handler would.
      raise(SIGSTOP)
    }
    // In the background a program may not set the mode.
    signal(SIGCONT) { _ in
      if tcgetpgrp(STDIN_FILENO) == getpgrp() { TerminalMode.setKeys() }
    }
    return true
  }

  private static func setKeys() {
    var mode = unsafe found
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    unsafe withUnsafeMutableBytes(of: &mode.c_cc) { controls in
      unsafe controls[Int(VMIN)] = 1
      unsafe controls[Int(VTIME)] = 0
    }
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &mode)
  }

  private static func restore() {
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &found)
  }
}
