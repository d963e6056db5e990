import Console

/// Tells on a terminal what is being measured; in a pipe there is nothing of it.
struct Progress {
  let total: Int
  private var begun = 0

  init(total: Int) { self.total = total }

  mutating func begin(_ name: String) {
    begun += 1
    Terminal.draw("\(begun) of \(total): \(name) ...")
  }

  /// Prints a line at once, in the place of what was shown.
  func print(_ line: String) {
    Terminal.clearLine()
    Terminal.show(line + "\n")
  }

  func end() { Terminal.clearLine() }
}
