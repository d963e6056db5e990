// 4.14 Sine regression
//
// Lesson: docs/lessons/4-framework/14-sine-regression.md
// Try:    grade try 4.14
// Grade:  grade 4.14
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's `DataLoader` is not allowed, nor are `randomSplit` and `RandomState`, which
// shuffle too.

import Kindling

/// Part 1, 4 points. Cut the examples of one epoch into batches.
///
/// Each batch has `size` rows, and the last one those that are left, which may be fewer. Every example is
/// in one batch, and no batch is empty. Without shuffling the rows keep their order. With it they come in a
/// random order, in which each example may be anywhere; an input stays with its target. The random
/// numbers are the library's: after the same `manualSeed` the order is the same, and otherwise each call
/// has another.
///
/// - Parameters:
///   - x: inputs of shape [examples, inputs] and any dtype; there may be none.
///   - y: their targets, of shape [examples, outputs] and any dtype.
///   - size: how many rows a batch has, 1 or more.
///   - shuffled: whether the order is random.
/// - Returns: the batches, in their order.
///
/// Example, with three examples:
/// ```
/// let all = batches(x, y, size: 2, shuffled: false)
/// all.count       // 2
/// all[0].x.shape  // [2, 1]
/// all[1].x.shape  // [1, 1]
/// ```
public func batches(
  _ x: Tensor, _ y: Tensor, size: Int, shuffled: Bool
) -> [(x: Tensor, y: Tensor)] {
  unanswered()
}

/// Part 2, 1 point. The tutorial's network: one number in, three hidden layers of five, one number out.
///
/// One after another: an affine map from 1 to 5 numbers, relu, from 5 to 5, relu, from 5 to 5, relu, and
/// from 5 to 1. The parameters start with the numbers that `Linear` would draw for the four maps in this
/// order, and `parameters()` finds them in it.
///
/// - Returns: a module that takes rows [rows, 1] and gives rows [rows, 1].
public func sineModel() -> Module {
  unanswered()
}

/// Part 3, 3 points. Train a model on numbers, by the mean squared error of each batch.
///
/// In each epoch: ask for its batches once, and for each of them in turn compute the mean squared error,
/// its gradient, and take one step of the optimizer. Gradients from before must not count. The model is
/// in training mode while it computes.
///
/// - Parameters:
///   - model: takes the `x` of a batch and gives numbers of the shape of its `y`.
///   - epoch: gives the batches of the next epoch, one or more, none of them empty. It leaves the model
///     and the optimizer alone.
///   - optimizer: holds the parameters of the model.
///   - epochs: how often to go through the examples; with 0 nothing changes, not even its mode.
/// - Returns: for each epoch the mean loss of its *examples*, each before the step that its batch made: a
///   batch of half as many rows counts half as much.
///
/// Example:
/// ```
/// let losses = train(model, on: { [(x: x, y: y)] }, optimizer: optimizer, epochs: 2)
/// losses.count  // 2
/// ```
public func train(
  _ model: Module, on epoch: () -> [(x: Tensor, y: Tensor)], optimizer: Optimizer, epochs: Int
) -> [Double] {
  unanswered()
}

/// Part 4, 2 points. The mean squared error of a model on examples that it is not trained on.
///
/// The model is in evaluation mode while it computes, and afterwards in the mode that it was in before.
/// Nothing is recorded, and gradients that are there stay as they are.
///
/// - Parameters:
///   - model: takes the `x` of a batch and gives numbers of the shape of its `y`. All modules in it are in
///     the same mode.
///   - batches: one or more, none of them empty, with a row for each example; they may have different
///     sizes.
/// - Returns: the mean over all *examples*, not over the batches.
public func evaluate(_ model: Module, on batches: [(x: Tensor, y: Tensor)]) -> Double {
  unanswered()
}
