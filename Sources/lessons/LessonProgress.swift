import Console
import Foundation
import Publishing
import Synchronization

/// Shows what became of each lesson: a line each, and on a terminal a bar below them.
///
/// Lessons of which nothing changed are only counted.
final class LessonProgress: Sendable {
  private let verb: String
  private let bar: ProgressBar
  private let built = Mutex(0)

  /// Progress with so many lessons; `verb` is what happens to one, as `built`.
  init(_ verb: String, of total: Int) {
    self.verb = verb
    bar = ProgressBar(total: total)
  }

  func show(_ progress: Publisher.Progress) {
    let name = "\(progress.section.id) \(progress.section.module)"
    let seconds = String(format: "%.1f s", progress.duration / .seconds(1))
    let lead = "  \(name.padding(toLength: 24, withPad: " ", startingAt: 0))"
    switch progress.state {
    case .built:
      built.withLock { $0 += 1 }
      bar.advance(name, saying: "\(lead) \(verb)  \(seconds)")
    case .unchanged: bar.advance(name)
    case .atFault: bar.advance(name, saying: "\(lead) at fault  \(seconds)")
    }
  }

  /// Removes the bar.
  func clear() { bar.clear() }

  /// `2 of 6 lessons built.`
  var summary: String {
    let (total, built) = (bar.count, built.withLock { $0 })
    let lessons = total == 1 ? "1 lesson" : "\(total) lessons"
    return switch built {
    case 0: "Nothing changed in \(lessons)."
    case total: "\(lessons) built."
    default: "\(built) of \(lessons) built."
    }
  }
}
