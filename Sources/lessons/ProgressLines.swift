import Foundation
import Publishing

/// One line for each lesson that is done; on a terminal, a line below that counts them.
struct ProgressLines: Sendable {
  let verb: String

  func show(_ progress: Publisher.Progress) {
    let isTerminal = isatty(STDERR_FILENO) == 1
    let name = "\(progress.section.id) \(progress.section.module)"
    let seconds = String(format: "%.1f s", progress.duration / .seconds(1))
    let state = progress.faults.isEmpty ? verb : "at fault"
    var text = isTerminal ? "\r\u{1B}[2K" : ""
    text += "  \(name.padding(toLength: 24, withPad: " ", startingAt: 0)) \(state)  \(seconds)\n"
    if isTerminal, progress.done < progress.total {
      text += "  \(progress.done) of \(progress.total) lessons"
    }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
