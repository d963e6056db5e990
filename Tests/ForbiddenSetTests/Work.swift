import Kindling

/// What a set of docs/forbidden.yml forbids, as something that can be recognised in what a call
/// made of its probe.
struct Work {
  /// Operations of the library that do it, on the way to a result or to its gradients.
  var operations: Set<String> = []
  /// Operations that do it, where only the way to a result counts: derivatives of the most ordinary
  /// operations have them inside, and cannot be forbidden.
  var forwardOperations: Set<String> = []
  /// The only library to look at; nil for both.
  var module: String?
  /// Whether a run of a call came out as the work does.
  var comesOut: (Run) throws -> Bool = { _ in false }
  /// Whether two runs with different probes came out as the work does.
  var bothComeOut: (Run, Run) -> Bool = { _, _ in false }
  /// Whether a call makes such a function of a number, by itself or with little to be added.
  var isFunctionOfANumber: ((Call, _ folder: String) throws -> Bool)?

  /// Whether a call does the work or has it inside; `runs` are two of it with different probes, so
  /// that nothing is the same by chance.
  func isDone(by example: Example) throws -> Bool {
    guard module == nil || module == example.module else { return false }
    let runs = [example.first, example.second]
    if runs.contains(where: {
      !$0.forward.union($0.backward).isDisjoint(with: operations)
        || !$0.forward.isDisjoint(with: forwardOperations)
    }) {
      return true
    }
    if try runs.allSatisfy(comesOut) || bothComeOut(example.first, example.second) { return true }
    return try isFunctionOfANumber?(example.call, example.first.probe.folder) ?? false
  }
}

/// A call of a function or type of the library, and what two probes came to.
struct Example {
  /// The name in the catalogue.
  let name: String
  let call: Call
  let first: Run, second: Run

  init(_ name: String, _ call: @escaping Call, folder: String) throws {
    self.name = name
    self.call = call
    first = try Run(call, Probe(seed: 1, folder: folder))
    second = try Run(call, Probe(seed: 2, folder: folder))
  }

  /// The library.
  var module: String { name.hasPrefix("Layerwise.") ? "Layerwise" : "Kindling" }

  /// The name alone, which is what an answer has and a set forbids; nil for an operator and for
  /// what has no name at all.
  var plainName: String? {
    guard let last = name.split(separator: ".").last, !["init", "subscript"].contains(last),
      last.allSatisfy({ $0.isLetter || $0.isNumber })
    else { return nil }
    return String(last)
  }
}

extension Run {
  /// Whether an output has these numbers, in this shape.
  func gives(_ wanted: Tensor) -> Bool {
    outputs.contains { near($0, wanted) }
  }

  /// Whether an output, or a column of one, has these numbers in order, all multiplied by one
  /// number and with another added.
  func givesUpToScale(_ wanted: Tensor) -> Bool {
    let goal = wanted.detach().doubles()
    guard goal.count > 2 else { return gives(wanted) || gives(-wanted) }
    return outputs.contains { output in
      (output.shape == wanted.shape && fits(output.detach().doubles(), goal))
        || series(output, count: goal.count).contains { fits($0, goal) }
    }
  }

  /// The outputs and the gradients as series of numbers, one for each row of the probe.
  func series(count: Int) -> [[Double]] {
    (outputs + gradients).flatMap { series($0, count: count) }
  }

  private func series(_ tensor: Tensor, count: Int) -> [[Double]] {
    guard tensor.rank > 0, tensor.shape[0] == count, tensor.elementCount > 0 else { return [] }
    let rows = tensor.detach().to(.float64).reshape(count, -1)
    return (0..<rows.shape[1]).map { rows.select(1, $0).doubles() }
  }
}

/// Of one shape, and equal to rounding.
func near(_ a: Tensor, _ b: Tensor) -> Bool {
  a.shape == b.shape
    && a.detach().to(.float64).allClose(to: b.detach().to(.float64), relativeTolerance: 1e-6)
}

/// Whether goal = a * numbers + c for some a and c, and neither is constant.
func fits(_ numbers: [Double], _ goal: [Double]) -> Bool {
  guard numbers.count == goal.count, numbers.allSatisfy(\.isFinite),
    let least = numbers.indices.min(by: { numbers[$0] < numbers[$1] }),
    let most = numbers.indices.max(by: { numbers[$0] < numbers[$1] })
  else { return false }
  let range = numbers[most] - numbers[least]
  let slope = (goal[most] - goal[least]) / range
  guard range > 1e-12, slope.isFinite, abs(slope) > 1e-12 else { return false }
  return zip(numbers, goal).allSatisfy { number, wanted in
    abs(goal[least] + slope * (number - numbers[least]) - wanted) < 1e-9
  }
}
