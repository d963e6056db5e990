import Foundation
import Publishing

/// Shows what became of each lesson: a line each, and on a terminal a bar below them.
///
/// Lessons of which nothing changed are only counted.
struct ProgressLines: Sendable {
  let verb: String

  private static let isTerminal = isatty(STDERR_FILENO) == 1

  /// What takes the bar off the terminal, with the `^C` that may be behind it.
  static var cleared: String { isTerminal ? "\r\u{1B}[2K" : "" }

  func show(_ progress: Publisher.Progress) {
    var text = Self.cleared
    if let state = word(for: progress.state) {
      let name = "\(progress.section.id) \(progress.section.module)"
      let seconds = String(format: "%.1f s", progress.duration / .seconds(1))
      text += "  \(name.padding(toLength: 24, withPad: " ", startingAt: 0)) \(state)  \(seconds)\n"
    }
    if Self.isTerminal, progress.done < progress.total { text += bar(progress) }
    FileHandle.standardError.write(Data(text.utf8))
  }

  private func word(for state: Publisher.Progress.State) -> String? {
    switch state {
    case .built: verb
    case .unchanged: nil
    case .atFault: "at fault"
    }
  }

  private func bar(_ progress: Publisher.Progress) -> String {
    let width = 30
    let filled = width * progress.done / progress.total
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "  \(bar)  \(progress.done) of \(progress.total) lessons"
  }
}
