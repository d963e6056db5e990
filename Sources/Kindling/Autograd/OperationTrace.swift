import CThreadState

/// A trace of the differentiable operations that ran, in order, with their operands.
///
/// Operations are traced only while ``of(_:)`` runs; otherwise each one just checks a flag.
final class OperationTrace {
  private struct Step {
    /// PyTorch's name for the derivative.
    let name: String
    let operands: [Tensor]
    /// The operands' elements at the time, because a tensor may be changed in place afterwards.
    let values: [[Double]]
  }

  /// The elements of each input in one run of a function; empty for an input that no operation
  /// takes directly.
  typealias Point = [[Double]]

  /// The trace that operations are added to while ``of(_:)`` runs.
  private static let ofThread = ThreadLocal<OperationTrace?> { nil }

  private var steps: [Step] = []

  /// PyTorch's names for the operations' derivatives, in order.
  var names: [String] { steps.map(\.name) }

  /// Runs `body`, and returns its result and the operations it ran on this thread.
  static func of<Result>(_ body: () -> Result) -> (result: Result, trace: OperationTrace) {
    let trace = OperationTrace()
    return (ofThread.with(trace) { tracing(true, body) }, trace)
  }

  /// Adds an operation to the trace, if tracing is on.
  @inline(__always)
  static func note(_ name: String, _ operands: @autoclosure () -> [Tensor]) {
    if current_thread_state().pointee.traces_operations { write(name, operands()) }
  }

  /// Returns the points at which all of `function`, a trace of a call with `inputs`, was run again
  /// in this trace: the same operations in sequence, with tensors of the inputs' shapes in place of
  /// the inputs.
  func points(ofRuns function: OperationTrace, inputs: [Tensor]) -> [Point] {
    var points: [Point] = []
    var rest = steps[...]
    while !function.steps.isEmpty, rest.count >= function.steps.count {
      if let point = Self.point(of: function.steps, rest.prefix(function.steps.count), inputs) {
        points.append(point)
        rest = rest.dropFirst(function.steps.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return points
  }

  /// Returns the point at which `candidate` ran `function`; nil if it did something else.
  private static func point(
    of function: [Step], _ candidate: ArraySlice<Step>, _ inputs: [Tensor]
  ) -> Point? {
    var point = inputs.map { _ in [Double]() }
    for (asked, found) in zip(function, candidate) {
      guard asked.name == found.name, asked.operands.count == found.operands.count else {
        return nil
      }
      for (place, operand) in asked.operands.enumerated() {
        guard let input = inputs.firstIndex(where: { $0 === operand }) else { continue }
        let values = found.values[place]
        guard found.operands[place].shape == operand.shape,
          point[input].isEmpty || point[input] == values
        else { return nil }
        point[input] = values
      }
    }
    return point
  }

  @inline(never)
  private static func write(_ name: String, _ operands: [Tensor]) {
    // Reading the elements is not part of the traced work.
    let values = tracing(false) { operands.map { $0.untracked().doubles() } }
    ofThread.value?.steps.append(Step(name: name, operands: operands, values: values))
  }

  private static func tracing<Result>(_ isOn: Bool, _ body: () -> Result) -> Result {
    let state = current_thread_state()
    let before = state.pointee.traces_operations
    state.pointee.traces_operations = isOn
    defer { state.pointee.traces_operations = before }
    return body()
  }
}
