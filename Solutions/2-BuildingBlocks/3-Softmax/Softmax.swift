// 2.3 Softmax and probabilities: solution

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
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
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
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

/// The scores with the largest of each slice taken away: no softmax changes by that, and no exp can
/// overflow.
private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
