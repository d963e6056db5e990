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

  /// `2 of 6 lessons changed.`
  var summary: String {
    counts.withLock { counts in
      switch counts.built {
      case 0: "Nothing changed in \(counts.total) lessons."
      case counts.total: "\(counts.total) lessons built."
      default: "\(counts.built) of \(counts.total) lessons changed."
      }
    }
  }
}
