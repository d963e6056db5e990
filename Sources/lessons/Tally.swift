import Publishing
import Synchronization

/// Counts what became of lessons.
final class Tally: Sendable {
  private struct Counts {
    var built = 0
    var total = 0
  }

  private let counts = Mutex(Counts())

  func show(_ progress: Publisher.Progress, with lines: ProgressLines) {
    counts.withLock { counts in
      counts.total += 1
      if case .built = progress.state { counts.built += 1 }
      lines.show(progress)
    }
  }

  /// `2 of 6 lessons built.`
  var summary: String {
    counts.withLock { counts in
      let lessons = counts.total == 1 ? "1 lesson" : "\(counts.total) lessons"
      return switch counts.built {
      case 0: "Nothing changed in \(lessons)."
      case counts.total: "\(lessons) built."
      default: "\(counts.built) of \(lessons) built."
      }
    }
  }
}
