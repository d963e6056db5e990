// 2.1 Affine maps
//
// Lesson: docs/lessons/2-building-blocks/1-affine-maps.md
// Try:    grade try 2.1
// Grade:  grade 2.1
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types of the
// functions. The arguments are left as they were.
//
// The library's `linear`, `addmm` and `bilinear` are not allowed, nor is anything that uses them,
// such as `Linear` and the recurrent cells.
//
// The tensors of a call have one dtype, which the result has too: float32 or float64, and for `affine`
// float16 as well.

import Kindling

/// Part 1, 6 points. Map every row of a batch: `x W^T + b`.
///
/// Gradients flow through it, back to all three arguments, so use tensor operations.
///
/// - Parameters:
///   - x: rows of inputs, of shape [rows, inputs].
///   - weight: W, of shape [outputs, inputs]. Each of its rows makes one output.
///   - bias: b, of shape [outputs]; it is added to every row.
/// - Returns: rows of outputs, of shape [rows, outputs]. There may be no rows. There may be no inputs:
///   each row is the bias then. Infinity or NaN in a row of x does not touch the other rows.
///
/// Example:
/// ```
/// affine(
///   Tensor([[1.0, 2.0], [0.0, 1.0]]),
///   weight: Tensor([[1.0, 1.0], [2.0, 0.0], [0.0, -1.0]]), bias: Tensor([10.0, 20.0, 30.0]))
/// // tensor([[13., 22., 28.],
/// //         [11., 20., 29.]])
/// ```
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  unanswered()
}

/// Part 2, 2 points. The weight of the one map that does the work of two.
///
/// Map rows by the inner map first and the result by the outer map: `affine(affine(x, weight:
/// inner, bias: ...), weight: outer, bias: ...)`. That is a single affine map again. Which weight
/// does it have?
///
/// - Parameters:
///   - outer: the weight of the map that is applied second, of shape [outputs, middle].
///   - inner: the weight of the map that is applied first, of shape [middle, inputs].
/// - Returns: a weight of shape [outputs, inputs]. Where middle is 0, it is all zeros.
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  unanswered()
}

/// Part 3, 2 points. The bias of the one map that does the work of two.
///
/// It can be answered without part 2.
///
/// - Parameters:
///   - outerWeight: the weight of the map that is applied second, of shape [outputs, middle].
///   - outerBias: its bias, of shape [outputs].
///   - innerBias: the bias of the map that is applied first, of shape [middle].
/// - Returns: a bias of shape [outputs].
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  unanswered()
}
