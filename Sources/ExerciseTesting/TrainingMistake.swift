/// A usual mistake in a training loop: a line left out, in the wrong place, or slightly wrong.
public enum TrainingMistake: Hashable, Sendable {
  case gradientsAddUp
  case gradientsAddUpWithinAnEpoch
  case oldGradientCounts
  case noStep
  case stepBeforeBackward
  case uphill
  case lastExampleOnly
  case oneStepAnEpoch
  case oneStepAnEpochWithTheMean
  case examplesBackwards
  case learningRateTimes(Double)
  case lossAfterTheStep
  case lossesSummed
  case lossesDivided
  case stepsMore(Int)
  case lastStepLeftOut

  /// What follows "That is the result when", for a loop that takes one example a step.
  var words: String {
    switch self {
    case .gradientsAddUp:
      "gradients are not reset before each step: they add up"
    case .gradientsAddUpWithinAnEpoch:
      "gradients are reset once an epoch, not before each step: they add up in between"
    case .oldGradientCounts:
      "a gradient from before the training is not reset: it counts in the first step"
    case .noStep:
      "no parameter moves: a step is missing, or it comes right after the gradients are reset"
    case .stepBeforeBackward:
      "the step comes before backward(): it uses the gradients of the step before"
    case .uphill:
      "a step goes along the gradient, uphill, rather than against it"
    case .lastExampleOnly:
      "there is one step an epoch, with the gradient of the last example only"
    case .oneStepAnEpoch:
      "there is one step an epoch, outside the loop over the examples, with all their gradients"
    case .oneStepAnEpochWithTheMean:
      "there is one step an epoch, with the mean of the examples' gradients"
    case .examplesBackwards:
      "the examples are taken in another order, from the last to the first"
    case .learningRateTimes(let factor):
      "a step is \(Self.lengthInWords(factor)) the learning rate says"
    case .lossAfterTheStep:
      "the losses are those after each step, rather than before it"
    case .lossesSummed:
      "the losses of an epoch are added up, but their mean is asked for"
    case .lossesDivided:
      "the losses are divided by the number of examples once more than they should be"
    case .lastStepLeftOut:
      "the last step is left out, after the last loss"
    case .stepsMore(let count):
      "the loop goes round "
        + (abs(count) == 1 ? "once" : "\(abs(count)) times")
        + (count > 0 ? " too often" : " too few")
    }
  }

  /// A whole number of times, or a whole part.
  private static func lengthInWords(_ factor: Double) -> String {
    switch factor {
    case 2: "twice as long as"
    case 0.5: "half as long as"
    case 1...: "\(Int(factor)) times as long as"
    default: "1/\(Int((1 / factor).rounded())) as long as"
    }
  }

  /// All that can be recognised for so many examples; the likeliest first.
  static func usual(examples: Int) -> [TrainingMistake] {
    let count = Double(examples)
    var mistakes: [TrainingMistake] = [
      .gradientsAddUp, .noStep, .uphill, .stepBeforeBackward, .oldGradientCounts,
    ]
    if examples > 1 {
      mistakes += [
        .gradientsAddUpWithinAnEpoch, .oneStepAnEpoch, .oneStepAnEpochWithTheMean,
        .lastExampleOnly, .examplesBackwards, .lossesSummed, .lossesDivided,
        .learningRateTimes(count), .learningRateTimes(1 / count),
      ]
    }
    mistakes += [.lossAfterTheStep, .lastStepLeftOut, .stepsMore(1), .stepsMore(-1)]
    return mistakes + [2, 0.5, 10, 0.1].map { .learningRateTimes($0) }
  }
}
