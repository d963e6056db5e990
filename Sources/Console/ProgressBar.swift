import Synchronization

/// A line on standard error that says how far a long command is; where nobody watches, nothing, or
/// a line for each tenth of the work.
public final class ProgressBar: Sendable {
  private let total: Int
  private let isShown: Bool
  private let saysTenths: Bool
  private let done = Mutex(0)

  /// A bar for so many things to do, which is shown when there is more than one.
  ///
  /// A command that takes many minutes says each tenth of its work in a log as well.
  public init(total: Int, isShown: Bool = true, inLogs saysTenths: Bool = false) {
    self.total = total
    self.isShown = isShown && total > 1 && Terminal.isDrawnOn
    self.saysTenths = isShown && saysTenths && total >= 100 && !Terminal.isDrawnOn
    if self.isShown { Terminal.draw(Self.line(0, of: total, "")) }
  }

  /// One more is done, by this name.
  public func advance(_ name: String) { advance(name, saying: nil) }

  /// One more is done, by this name; `remark` is a line about it above the bar, which is written
  /// wherever standard error goes.
  public func advance(_ name: String, saying remark: String?) {
    done.withLock { done in
      done += 1
      if let remark {
        if isShown { Terminal.clearLine() }
        Terminal.complain(remark)
      }
      if isShown { Terminal.draw(Self.line(done, of: total, name)) }
      if saysTenths && Self.endsTenth(done, of: total) {
        Terminal.complain("\(done) of \(total)  \(name)")
      }
    }
  }

  /// How many are done.
  public var count: Int { done.withLock { $0 } }

  /// Removes the line.
  public func clear() {
    if isShown { Terminal.clearLine() }
  }

  /// Whether the last thing done was the last of a tenth.
  static func endsTenth(_ done: Int, of total: Int) -> Bool {
    done * 10 / total > (done - 1) * 10 / total
  }

  /// `[########----------------] 2 of 6  2.1 AffineMaps`
  static func line(_ done: Int, of total: Int, _ name: String) -> String {
    let width = 24
    let filled = done * width / total
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "[\(bar)] \(done) of \(total)  \(name)"
  }
}
