import Foundation
import RunProtocol

/// What a runner's event channel proves about each run of an order.
///
/// Reading stops at the first line that is no event, bears another nonce, or comes out of turn:
/// nothing after it proves anything.
struct Transcript: Sendable, Equatable {
  /// Whether any run has started.
  var hasBegun: Bool { isInterrupted || !finished.isEmpty }

  /// What is known of the runs that finished, in the order's sequence.
  private(set) var finished: [Finished] = []
  /// Whether a further run had started and not finished.
  private(set) var isInterrupted = false
  /// The failures of the run that was interrupted.
  private(set) var openFailures: [String] = []
  /// What the answer was last called with in the run that was interrupted.
  private(set) var openInputs: String?
  /// Whether the runner said that all was run.
  private(set) var isComplete = false

  /// A run that started and finished.
  struct Finished: Sendable, Equatable {
    let failures: [String]
    /// What the answer was last called with, where that was told.
    var inputs: String?
    let isSkipped: Bool
    /// The line of the answer that still says `unanswered()`, when that is why it was skipped.
    var unanswered: Int?
    let seconds: Double
  }

  init(of output: String, for order: RunOrder) {
    let decoder = JSONDecoder()
    var sequence = 0
    var isSkipped = false
    var unanswered: Int?
    for line in output.split(separator: "\n") {
      guard !isComplete,
        let event = try? decoder.decode(RunEvent.self, from: Data(line.utf8)),
        event.nonce == order.nonce, event.sequence == sequence
      else {
        isComplete = false
        return
      }
      sequence += 1
      if event.kind == .complete {
        guard event.run == nil, !isInterrupted, finished.count == order.runs.count else { return }
        isComplete = true
        continue
      }
      guard event.run == finished.count, finished.count < order.runs.count else { return }
      switch event.kind {
      case .started:
        guard !isInterrupted else { return }
        isInterrupted = true
        openFailures = []
        openInputs = nil
        isSkipped = false
        unanswered = nil
      case .inputs(let inputs):
        guard isInterrupted else { return }
        openInputs = inputs
      case .failure(let message, _, _):
        guard isInterrupted else { return }
        openFailures.append(message)
      case .unanswered(let line):
        guard isInterrupted else { return }
        unanswered = line
      case .skipped:
        guard isInterrupted else { return }
        isSkipped = true
      case .finished(let seconds):
        guard isInterrupted else { return }
        finished.append(
          Finished(
            failures: openFailures, inputs: openInputs, isSkipped: isSkipped,
            unanswered: unanswered, seconds: seconds))
        isInterrupted = false
      case .complete:
        return
      }
    }
  }
}
