import Kindling

/// Gradient descent as it should be, one example a step, to hold an answer's loop against.
///
/// It also goes through the usual mistakes, so that a failure can name the one that leads to just
/// the numbers that came:
///
/// ```swift
/// let loop = TrainingLoop(from: [weight, bias], examples: 5, epochs: 3, learningRate: 0.2) {
///   parameters, example in ...
/// }
/// expectTraining(by: loop, gave: losses, and: ["weight": model.weight], for: [...])
/// ```
public struct TrainingLoop {
  /// The loss of an example, by its number, where the parameters are the given tensors of float64.
  public typealias Loss = (_ parameters: [Tensor], _ example: Int) -> Tensor

  /// What a loop gave: the mean loss of each epoch, and the parameters afterwards.
  public struct Outcome {
    public let losses: [Double]
    public let parameters: [Tensor]
  }

  let start: [Tensor]
  let oldGradients: [Tensor]?
  let examples: Int
  let epochs: Int
  let learningRate: Double
  private let loss: Loss

  /// - Parameters:
  ///   - start: the parameters before the training.
  ///   - oldGradients: the gradients they hold then, which are not to count.
  ///   - examples: how many examples an epoch has; 1 where every step has the whole loss.
  public init(
    from start: [Tensor], oldGradients: [Tensor]? = nil, examples: Int = 1, epochs: Int,
    learningRate: Double, loss: @escaping Loss
  ) {
    self.start = start.map { $0.detach().to(.float64).clone() }
    self.oldGradients = oldGradients?.map { $0.to(.float64) }
    self.examples = examples
    self.epochs = epochs
    self.learningRate = learningRate
    self.loss = loss
  }

  /// What the loop gives, or what it would give with a mistake in it.
  public func outcome(with mistake: TrainingMistake? = nil) -> Outcome {
    var run = Run(loop: self, mistake: mistake)
    var losses: [Double] = []
    for _ in 0..<max(0, epochs + run.moreEpochs) { losses.append(run.epoch()) }
    return Outcome(losses: losses, parameters: run.parameters)
  }

  /// A loop on its way.
  private struct Run {
    let loop: TrainingLoop
    let mistake: TrainingMistake?
    var parameters: [Tensor]
    /// What `grad` holds, and what it held a step before.
    var held: [Tensor]?, previous: [Tensor]?
    var stepsLeft: Int

    init(loop: TrainingLoop, mistake: TrainingMistake?) {
      self.loop = loop
      self.mistake = mistake
      parameters = loop.start.map { $0.clone() }
      held = loop.oldGradients
      stepsLeft = loop.epochs * loop.examples
      previous = loop.oldGradients
    }

    var moreEpochs: Int {
      if case .stepsMore(let count)? = mistake { count } else { 0 }
    }

    private var rate: Double {
      switch mistake {
      case .uphill: -loop.learningRate
      case .noStep: 0
      case .learningRateTimes(let factor): factor * loop.learningRate
      default: loop.learningRate
      }
    }

    mutating func epoch() -> Double {
      var (total, sum) = (0.0, [Tensor]())
      let order = Array(0..<loop.examples)
      if mistake == .gradientsAddUpWithinAnEpoch { held = nil }
      for example in mistake == .examplesBackwards ? order.reversed() : order {
        let (loss, slopes) = evaluate(example)
        total += loss
        sum = sum.isEmpty ? slopes : zip(sum, slopes).map { $0 + $1 }
        switch mistake {
        case .gradientsAddUp, .gradientsAddUpWithinAnEpoch:
          held = held.map { zip($0, slopes).map { $0 + $1 } } ?? slopes
          step(held!)
        case .oldGradientCounts:
          step(held.map { zip($0, slopes).map { $0 + $1 } } ?? slopes)
          held = nil
        case .stepBeforeBackward:
          if let previous { step(previous) }
          previous = slopes
        case .oneStepAnEpoch, .oneStepAnEpochWithTheMean, .lastExampleOnly:
          held = slopes
        case .lossAfterTheStep:
          step(slopes)
          total += evaluate(example).loss - loss
        default:
          step(slopes)
        }
      }
      switch mistake {
      case .oneStepAnEpoch: step(sum)
      case .oneStepAnEpochWithTheMean: step(sum.map { $0 / loop.examples })
      case .lastExampleOnly: step(held ?? [])
      default: break
      }
      let count = Double(loop.examples)
      switch mistake {
      case .lossesSummed: return total
      case .lossesDivided: return total / count / count
      default: return total / count
      }
    }

    private mutating func step(_ slopes: [Tensor]) {
      stepsLeft -= 1
      if mistake == .lastStepLeftOut, stepsLeft == 0 { return }
      parameters = zip(parameters, slopes).map { $0 - $1 * rate }
    }

    private func evaluate(_ example: Int) -> (loss: Double, slopes: [Tensor]) {
      let leaves = parameters.map { $0.clone().requiringGradient() }
      let loss = loop.loss(leaves, example)
      guard loss.requiresGrad else {
        return (loss.item(), leaves.map { Tensor.zeros(like: $0.detach()) })
      }
      let slopes = grad(of: loss, withRespectTo: leaves, gradient: Tensor.ones(like: loss.detach()))
      return (loss.item(), zip(leaves, slopes).map { $1 ?? Tensor.zeros(like: $0.detach()) })
    }
  }
}

/// Fails unless an answer's loop gave the losses and the parameters that it should; the failure
/// names the mistake that leads to just these numbers, if one of the usual does.
///
/// - Parameters:
///   - loop: the loop as it should be.
///   - losses: what the answer returned, a number an epoch.
///   - parameters: the parameters afterwards, by name and in the loop's order.
///   - tolerance: by itself that of a few dozen operations in the parameters' dtype.
@discardableResult
public func expectTraining(
  by loop: TrainingLoop, gave losses: [Double], and parameters: KeyValuePairs<String, Tensor>,
  tolerance: Tolerance? = nil, for inputs: KeyValuePairs<String, Any>, _ what: String = "",
  file: StaticString = #filePath, line: UInt = #line
) -> Bool {
  let dtype = parameters.first?.value.dtype ?? .float32
  let problem = loop.problem(
    with: losses, parameters.map { ($0.key, $0.value) }, tolerance ?? .rounding(dtype))
  guard let problem else { return true }
  ShownInputs(inputs).fail(titled(what, problem), file: file, line: line)
  return false
}

extension TrainingLoop {
  /// What is wrong with what a loop gave, and the usual mistake that leads to it; nil when nothing
  /// is.
  func problem(
    with losses: [Double], _ parameters: [(name: String, tensor: Tensor)], _ tolerance: Tolerance
  ) -> String? {
    let right = outcome()
    guard
      var lines = lossProblem(losses, right.losses, tolerance)
        ?? parameterProblem(parameters, right.parameters, tolerance)
    else { return nil }
    let mistake = TrainingMistake.usual(examples: examples).first { mistake in
      let outcome = outcome(with: mistake)
      return outcome.losses.count == losses.count
        && tolerance.firstRefused(losses, outcome.losses) == nil
        && zip(parameters, outcome.parameters).allSatisfy {
          tolerance.firstRefused($0.tensor.doubles(), $1.doubles()) == nil
        }
    }
    if let mistake { lines.insert("That is the result when \(mistake.words).", at: 1) }
    return lines.joined(separator: "\n")
  }

  private func lossProblem(
    _ losses: [Double], _ expected: [Double], _ tolerance: Tolerance
  ) -> [String]? {
    let (name, each) =
      examples > 1
      ? ("the mean loss of each epoch", "epoch") : ("the loss before each step", "step")
    guard losses.count == expected.count else {
      let isCutShort =
        losses.count < expected.count
        && tolerance.firstRefused(losses, Array(expected.prefix(losses.count))) == nil
      let more = isCutShort ? "; the loop should go on, whatever the losses are" : ""
      return ["\(name): expected \(expected.count) of them, got \(losses.count)\(more)"]
    }
    guard let order = tolerance.firstRefused(losses, expected) else { return nil }
    let values = expectedAndGot(expected[order], losses[order])
    func list(_ numbers: [Double]) -> String {
      "[" + numbers.map(short).joined(separator: ", ") + "]"
    }
    let first = "\(name): \(each) \(order + 1) \(values)"
    if let advice = adviceOnRounding(losses, expected, tolerance) { return [first, advice] }
    let comparison =
      (2...12).contains(expected.count)
      ? ["expected  " + list(expected), "got       " + list(losses)] : []
    return [first] + comparison
  }

  private func parameterProblem(
    _ parameters: [(name: String, tensor: Tensor)], _ expected: [Tensor], _ tolerance: Tolerance
  ) -> [String]? {
    for ((name, got), right) in zip(parameters, expected) {
      if let difference = Difference(got.detach(), right.to(got.dtype), tolerance) {
        var lines = difference.lines
        lines[0] = "\(name), afterwards: " + lines[0]
        return lines
      }
    }
    return nil
  }
}
