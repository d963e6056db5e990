import Foundation
import Synchronization

/// A line on standard error that says how far a long command is; nothing where nobody watches.
final class ProgressBar: Sendable {
  private let total: Int
  private let isShown: Bool
  private let done = Mutex(0)

  init(total: Int, isShown: Bool = true) {
    self.total = total
    self.isShown = isShown && total > 1 && Terminal.isDrawnOn
    draw(0, "")
  }

  /// One more is done, by this name.
  func advance(_ name: String) {
    done.withLock { done in
      done += 1
      draw(done, name)
    }
  }

  /// How many are done.
  var count: Int { done.withLock { $0 } }

  /// Removes the line.
  func clear() {
    if isShown { Terminal.clearLine() }
  }

  private func draw(_ done: Int, _ name: String) {
    guard isShown else { return }
    let width = 24
    let filled = done * width / total
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    let line = "[\(bar)] \(done) of \(total)  \(name)"
    // Back to the line's start, and the rest of the older text cleared; a line that wrapped could
    // not be taken back, and a letter beyond ASCII may be two columns wide.
    var room = Terminal.width(of: STDERR_FILENO) - 1
    let fitting = line.prefix { letter in
      room -= letter.isASCII ? 1 : 2
      return room >= 0
    }
    Terminal.write("\r" + fitting + "\u{1B}[K")
  }
}
