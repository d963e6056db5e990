// 5.11 Common bugs
//
// Lesson: docs/lessons/5-layer-by-layer/11-common-bugs.md
// Try:    grade try 5.11
// Grade:  grade 5.11
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's `gradCheck` and `gradGradCheck` are not allowed.

import Layerwise

/// One step of a training program, as all programs of this section are written.
///
/// It gets a network, a batch, its targets and a learning rate. The batch `x` has one example in each
/// *column*, [features, examples], as the file had it; the targets `y` are a list, [examples]. The
/// step lowers the mean squared error of the network on all examples: it sets the gathered gradients
/// to zero, runs forward and backward, and moves every parameter against its gradient, by
/// `learningRate` times that. It returns the loss before it moved anything.
public typealias TrainingStep = (
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double

/// What can be wrong with a training step. This is given: part 2 tells which it is.
public enum Bug: String, CaseIterable, Sendable {
  /// The network does not see the examples of the batch, but rows put together differently.
  case wrongDimension
  /// Gradients that were gathered before the step count in it.
  case notZeroed
  /// The step goes uphill, along the gradient.
  case wrongSign
  /// The step uses numbers other than the gradient: the network was given another gradOutput than
  /// the loss's, or one of its modules has a wrong derivative.
  case wrongGradient
}

/// Part 1, 2 points. The slopes of a loss, by central differences.
///
/// For each element of `tensor` by itself: the loss where that element is larger by `step`, minus the
/// loss where it is smaller by `step`, divided by twice the step. The elements are changed in place,
/// since the loss reads them from the tensor. When the function returns, every one of them is again
/// the very number that it was.
///
/// - Parameters:
///   - loss: computes the loss from the numbers that `tensor` has when it is called. It may be called
///     any number of times.
///   - tensor: float64, of any shape, and maybe a view.
///   - step: how far to move an element to either side, above 0.
/// - Returns: the slopes, float64, in the shape of `tensor`.
///
/// Example:
/// ```
/// let place = Tensor([1, 2], dtype: .float64)
/// finiteDifferences(of: { (place * place * place).sum().item() }, at: place, step: 0.5)
/// // [3.25, 12.25]: the slope of x^3 is 3 x^2, and the difference is off by step^2
/// ```
public func finiteDifferences(of loss: () -> Double, at tensor: Tensor, step: Double) -> Tensor {
  unanswered()
}

/// Part 2, 4 points. Find out what is wrong with a training step.
///
/// Let the program take a step, and compare what it did with the loss and the slopes that you work
/// out yourself, by differences:
///
/// - where it returns another loss than that of the network on the examples, the answer is
///   `.wrongDimension`;
/// - where it moves the parameters by the gradient and what was gathered before, `.notZeroed`;
/// - where it moves them as far as it should, but the other way, `.wrongSign`;
/// - where it moves them in any other wrong way, or not at all, `.wrongGradient`.
///
/// The derivatives of the network's modules may be wrong, so do not measure by `backward`.
///
/// - Parameters:
///   - program: a training step, with none or one of these bugs. A bug makes a difference of a
///     hundredth or more, for the size of the largest number in question; a right program is exact to
///     a millionth of it.
///   - network: takes rows of features, and gives one number for each. It has at least one parameter.
///     The gradients that it holds may be anything, zeros too. When the function returns, its
///     parameters have the numbers that they had; what gradients it holds then does not matter.
///   - x: the batch, [features, examples], at least two of each, of numbers from -10 to 10. It stays
///     as it is.
///   - y: the targets, [examples], from -10 to 10 as well. They stay as they are.
///   - learningRate: what to hand to the program, between 0.001 and 1.
/// - Returns: the bug, or nil when the step is right.
///
/// Example:
/// ```
/// diagnose({ network, x, y, rate in 0 }, network: Linear(3, 1), x: x, y: y, learningRate: 0.1)
/// // .wrongDimension: the loss is not 0
/// ```
public func diagnose(
  _ program: TrainingStep, network: Module, x: Tensor, y: Tensor, learningRate: Double
) -> Bug? {
  unanswered()
}

// Parts 3 to 6, 1 point each. Here are four training steps, each with one bug. Take away the line with
// `unanswered()` and the slashes before the others, and fix the program. It is right when it does
// what `TrainingStep` says, for any network, any batch of one example or more, and any gradients
// that the network holds before. Your checker of part 2 can find the bug.

/// Part 3. The first program.
public func firstProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
  // let rows = x.t()
  // let criterion = MSECriterion()
  // let predictions = network.forward(rows)
  // let loss = criterion.forward(predictions, y)
  // network.backward(rows, criterion.backward(predictions, y))
  // network.updateParameters(learningRate)
  // return loss
}

/// Part 4. The second program.
public func secondProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
  // let rows = x.t()
  // let criterion = MSECriterion()
  // network.zeroGradParameters()
  // let predictions = network.forward(rows)
  // let loss = criterion.forward(predictions, y)
  // network.backward(rows, predictions)
  // network.updateParameters(learningRate)
  // return loss
}

/// Part 5. The third program.
public func thirdProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
  // let rows = x.reshape(x.shape[1], x.shape[0])
  // let criterion = MSECriterion()
  // network.zeroGradParameters()
  // let predictions = network.forward(rows)
  // let loss = criterion.forward(predictions, y)
  // network.backward(rows, criterion.backward(predictions, y))
  // network.updateParameters(learningRate)
  // return loss
}

/// Part 6. The fourth program.
public func fourthProgram(
  _ network: Module, _ x: Tensor, _ y: Tensor, _ learningRate: Double
) -> Double {
  unanswered()
  // let rows = x.t()
  // let criterion = MSECriterion()
  // network.zeroGradParameters()
  // let predictions = network.forward(rows)
  // let loss = criterion.forward(predictions, y)
  // network.backward(rows, criterion.backward(predictions, y))
  // for (weight, gradient) in network.parameters() { weight += gradient * learningRate }
  // return loss
}
