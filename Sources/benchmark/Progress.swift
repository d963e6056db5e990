import Foundation

/// Tells on a terminal what is being measured; in a pipe there is nothing of it.
struct Progress {
  let total: Int
  private var begun = 0
  private let isWatched = isatty(STDERR_FILENO) == 1

  init(total: Int) { self.total = total }

  mutating func begin(_ name: String) {
    begun += 1
    show("\(begun) of \(total): \(name) ...")
  }

  /// Prints a line at once, in the place of what was shown.
  func print(_ line: String) {
    show("")
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  func end() { show("") }

  private func show(_ text: String) {
    guard isWatched else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
  }
}
