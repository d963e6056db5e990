// 5.10 Training loops
//
// Lesson: docs/lessons/5-layer-by-layer/10-training-loops.md
// Try:    grade try 5.10
// Grade:  grade 5.10
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's optimizers, such as `SGD` and `Adam`, are not allowed.
//
// Layerwise's `getParameters` and `updateParameters` are not allowed.

import Layerwise

/// Part 1, 2 points. One step downhill, for every parameter of a network.
///
/// Each parameter becomes `parameter - learningRate * gradient`, where the gradient is the one that
/// it has gathered. The numbers change in place, so that everything that shares their memory sees
/// the new ones. The gradients stay as they are. A module that is used in two places has its
/// parameters once, and they move once.
///
/// - Parameters:
///   - network: any module. It may have no parameters, and then nothing happens.
///   - learningRate: how far to go.
///
/// Example:
/// ```
/// let factors = CMul(2)
/// factors.weight = Tensor([1, 2], dtype: .float64)
/// factors.forward(Tensor([1, 1], dtype: .float64))
/// factors.backward(Tensor([1, 1], dtype: .float64), Tensor([3, 4], dtype: .float64))
/// step(factors, learningRate: 0.5)  // its weight is now [-0.5, 0]
/// ```
public func step(_ network: Module, learningRate: Double) {
  unanswered()
}

/// Part 2, 3 points. Train a network on one batch, again and again.
///
/// In each epoch: set the gathered gradients to zero, run the network forward, compute the loss and
/// its gradient, run the network backward, and take one step as in part 1. It can be answered
/// without part 1. Whether the network is in training or in use (`isTraining`) stays as it is.
///
/// - Parameters:
///   - network: any module. Its parameters change in place. The gradients that it holds at the start
///     come from something else and do not count; what it holds at the end does not matter.
///   - criterion: what gives the loss and its gradient.
///   - input: the batch; it stays as it is.
///   - target: what the network should give for it, as the criterion wants it; it stays as it is.
///   - epochs: how many steps to take, all of them, even when the loss grows, stays the same or is
///   no longer a number. With 0 nothing changes.
///   - learningRate: how far a step goes.
/// - Returns: the loss before each step, `epochs` numbers.
///
/// Example:
/// ```
/// // with the network and the data of the lesson
/// train(network, criterion: MSECriterion(), on: x, y, epochs: 2, learningRate: 0.01)
/// // [1.4847964912906915, 1.4471538022834993]
/// ```
public func train(
  _ network: Module, criterion: Criterion, on input: Tensor, _ target: Tensor, epochs: Int,
  learningRate: Double
) -> [Double] {
  unanswered()
}

/// Part 3, 3 points. All parameters of a network in one tensor, and all gradients in another.
///
/// The parameters are moved there: afterwards each parameter's tensor, and its gradient, is a view of
/// a part of these two, so that a change on either side shows on the other. The numbers stay the
/// same, those of the gradients too. The order is that of `network.parameters()`, and within a
/// parameter that of its elements, row by row. A module that is used in two places has its parameters
/// once.
///
/// - Parameter network: any module. It may have no parameters: then both tensors have no elements.
/// - Returns: two tensors of one dimension, float64, each as long as all parameters together.
///
/// Example:
/// ```
/// let factors = CMul(2)
/// let flat = flatten(Sequential(factors, Linear(2, 1)))
/// flat.weights.shape  // [5]: two factors, two weights, one bias
/// flat.weights.fill(7)
/// factors.weight  // [7, 7]
/// ```
public func flatten(_ network: Module) -> (weights: Tensor, gradients: Tensor) {
  unanswered()
}

/// Part 4, 2 points. Train a network by its flattened parameters.
///
/// The training is that of part 2, its losses are the same, but zeroing and stepping are one line
/// each: they change the two flat tensors, and nothing else. It can be answered without the other
/// parts: `flatten` or `getParameters` has already been called, and only once.
///
/// - Parameters:
///   - network: any module.
///   - flat: its parameters in one tensor and its gradients in another, of both of which the
///     network's own tensors are views.
///   - criterion: what gives the loss and its gradient.
///   - input: the batch; it stays as it is.
///   - target: what the network should give for it; it stays as it is.
///   - epochs: how many steps to take, as in part 2.
///   - learningRate: how far a step goes.
/// - Returns: the loss before each step, `epochs` numbers.
public func trainFlat(
  _ network: Module, _ flat: (weights: Tensor, gradients: Tensor), criterion: Criterion,
  on input: Tensor, _ target: Tensor, epochs: Int, learningRate: Double
) -> [Double] {
  unanswered()
}
