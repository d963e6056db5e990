// 2.3 Softmax and probabilities
//
// Lesson: docs/lessons/2-building-blocks/3-softmax.md
// Try:    grade try 2.3
// Grade:  grade 2.3
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types of the
// functions.
//
// The library's `sigmoid`, `tanh`, `softmax` and `logSumExp` are not allowed, nor is anything that
// uses one of them, such as `softplus`, the losses of scores and the recurrent cells; nor is the
// `tanh` of single numbers.
//
// x is left as it was. The result has its dtype, which is float16, float32 or float64.

import Kindling

/// Part 1, 5 points. Scores to probabilities: exp(x_i) / sum_j exp(x_j) along one dimension.
///
/// The sum runs over one *slice* at a time: all elements that differ only in their position along
/// `dim`. Scores may be large, such as 1e4 or -1e4: neither the result nor its gradient may become
/// NaN. Gradients flow through it, so use tensor operations.
///
/// - Parameters:
///   - x: scores, finite numbers, of any shape with at least one dimension. A slice has at least one
///     score; there may be no slices.
///   - dim: the dimension along which the results sum to 1; negative counts from the last, -1.
/// - Returns: probabilities, of the shape and the dtype of x.
///
/// Example:
/// ```
/// softmax(Tensor([[0.0, 0.0], [1.0, 3.0]]), dim: 1)
/// // tensor([[0.5000, 0.5000],
/// //         [0.1192, 0.8808]])
/// ```
public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  unanswered()
}

/// Part 2, 5 points. Scores to log probabilities: the logarithm of softmax.
///
/// It can be answered without part 1, and should be: where a probability is so small that softmax
/// rounds it to 0, its logarithm is still an ordinary number, such as -10000.
///
/// - Parameters:
///   - x: scores, finite numbers, of any shape with at least one dimension. A slice has at least one
///     score; there may be no slices.
///   - dim: the dimension along which the probabilities sum to 1; negative counts from the last, -1.
/// - Returns: log probabilities, none above 0, of the shape and the dtype of x.
///
/// Example:
/// ```
/// logSoftmax(Tensor([[0.0, 0.0], [-10_000.0, 0.0]]), dim: 1)
/// // tensor([[-6.9315e-01, -6.9315e-01],
/// //         [-1.0000e+04,  0.0000e+00]])
/// ```
public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  unanswered()
}
