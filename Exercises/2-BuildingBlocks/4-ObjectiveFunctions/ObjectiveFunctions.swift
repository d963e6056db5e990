// 2.4 Objective functions
//
// Lesson: docs/lessons/2-building-blocks/4-objective-functions.md
// Try:    grade try 2.4
// Grade:  grade 2.4
//
// Replace each `unanswered()` with your answer. Keep the names, the labels, the types and the
// default arguments of the functions. The arguments are left as they were.
//
// The library's `nllLoss` and `crossEntropy` are not allowed, nor are the losses that can be
// made to do the same: `klDivLoss`, `bceLoss` and `bceWithLogitsLoss`.

import Kindling

/// Part 1, 5 points. The negative log likelihood: minus the log probability of the right class.
///
/// - Parameters:
///   - logProbabilities: one row for each example, of shape [rows, classes]. A class that has no
///     chance at all has the log probability -infinity; that must not disturb the loss of a row
///     whose right class is another one. The loss of a right class without a chance is infinite.
///   - targets: the right class of each row, int64 of shape [rows]; each is in 0..<classes, and you
///     need not check that.
///   - reduction: `.none` gives the loss of each row, of shape [rows]; `.sum` gives their sum and
///     `.mean` their mean over the rows, of rank 0. The sum over no rows is 0; their mean is not
///     asked for.
/// - Returns: the loss, of the dtype of `logProbabilities`: float16, float32 or float64. Gradients
///   must flow back to them; where there are no rows, the loss still requires one if they do.
///
/// Example:
/// ```
/// let logProbabilities = Tensor([[-0.5, -1.0, -3.5], [-2.0, -0.25, -2.5]])
/// negativeLogLikelihood(logProbabilities, Tensor([2, 1]), reduction: .none)
/// // tensor([3.5000, 0.2500])
/// negativeLogLikelihood(logProbabilities, Tensor([2, 1]), reduction: .mean)
/// // tensor(1.8750)
/// ```
public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  unanswered()
}

/// Part 2, 5 points. The cross entropy: the same loss, straight from scores.
///
/// It can be answered without part 1. The loss must be right for scores of 10,000 and -10,000 too,
/// in one batch, and so must its gradient.
///
/// - Parameters:
///   - scores: one row for each example, of shape [rows, classes]: any finite numbers, as they come
///     out of an affine map.
///   - targets: the right class of each row, int64 of shape [rows]; each is in 0..<classes.
///   - reduction: `.none` gives the loss of each row, of shape [rows]; `.sum` gives their sum and
///     `.mean` their mean over the rows, of rank 0. The sum over no rows is 0; their mean is not
///     asked for.
/// - Returns: the loss, of the dtype of `scores`: float16, float32 or float64. Gradients must flow
///   back to them; where there are no rows, the loss still requires one if they do.
///
/// Example:
/// ```
/// crossEntropy(Tensor([[0.0, 0.0], [5.0, 0.0]]), Tensor([0, 1]), reduction: .none)
/// // tensor([0.6931, 5.0067])
/// ```
public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  unanswered()
}
