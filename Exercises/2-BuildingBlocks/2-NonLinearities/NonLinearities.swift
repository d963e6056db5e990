// 2.2 Non-linearities
//
// Lesson: docs/lessons/2-building-blocks/2-non-linearities.md
// Try:    grade try 2.2
// Grade:  grade 2.2
//
// Replace each `unanswered()` with your answer. Keep the names and the types of the functions.
//
// The library's `relu`, `clamp`, `elu` and their like are not allowed, nor is anything that uses
// one of them, such as `huberLoss`; `maximum`, `where` and `abs` are.
//
// The library's `sigmoid`, `tanh`, `softmax` and `logSumExp` are not allowed, nor is anything that
// uses one of them, such as `softplus`, the losses of scores and the recurrent cells; nor is the
// `tanh` of single numbers.
//
// All six work element by element: the result has the shape of x, whatever it is, and the dtype of x,
// which is float16, float32 or float64. x may require a gradient, and is left as it was. Its numbers
// are at most 1e4 in size in float16 and 1e30 in the others, or NaN in parts 1 to 3. Write the first
// three with tensor operations, so that gradients flow through them, for sigmoid and tanh at 0 as
// well.

import Kindling

/// Part 1, 1 point. Cut off below zero: max(0, x).
///
/// - Parameter x: any shape. NaN stays NaN.
/// - Returns: x where it is positive, else 0, of the shape of x.
///
/// Example:
/// ```
/// relu(Tensor([-2.0, 0.0, 3.0]))
/// // tensor([0., 0., 3.])
/// ```
public func relu(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 2, 2 points. Squeeze any number into 0 to 1: 1 / (1 + exp(-x)).
///
/// Far from 0 the result is 0 or 1 and the gradient is 0. Neither may become NaN, even in float16:
/// try -1e4, 1e4.
///
/// - Parameter x: any shape. NaN stays NaN.
/// - Returns: numbers from 0 to 1, of the shape of x.
///
/// Example:
/// ```
/// sigmoid(Tensor([0.0, 2.0, -10_000.0]))
/// // tensor([0.5000, 0.8808, 0.0000])
/// ```
public func sigmoid(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 3, 2 points. Squeeze any number into -1 to 1: (exp(x) - exp(-x)) / (exp(x) + exp(-x)).
///
/// Far from 0 the result is -1 or 1 and the gradient is 0. Neither may become NaN, even in float16:
/// try -1e4, 1e4.
///
/// - Parameter x: any shape. NaN stays NaN.
/// - Returns: numbers from -1 to 1, of the shape of x.
///
/// Example:
/// ```
/// tanh(Tensor([0.0, 1.0, -10_000.0]))
/// // tensor([ 0.0000,  0.7616, -1.0000])
/// ```
public func tanh(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 4, 1 point. The slope of relu at each x.
///
/// The bend at 0 has no slope. Like PyTorch, count it as 0.
///
/// - Parameter x: any shape.
/// - Returns: 1 where x is positive, else 0, of the shape and the dtype of x.
///
/// Example:
/// ```
/// reluDerivative(Tensor([-2.0, 0.0, 3.0]))
/// // tensor([0., 0., 1.])
/// ```
public func reluDerivative(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 5, 2 points. The slope of sigmoid at each x.
///
/// It can be answered without part 2. The argument is x, not sigmoid(x). Far from 0 the slope is 0,
/// never NaN.
///
/// - Parameter x: any shape.
/// - Returns: slopes, of the shape of x.
///
/// Example:
/// ```
/// sigmoidDerivative(Tensor([0.0, 2.0, 10_000.0]))
/// // tensor([0.2500, 0.1050, 0.0000])
/// ```
public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 6, 2 points. The slope of tanh at each x.
///
/// It can be answered without part 3. The argument is x, not tanh(x). Far from 0 the slope is 0,
/// never NaN.
///
/// - Parameter x: any shape.
/// - Returns: slopes, of the shape of x.
///
/// Example:
/// ```
/// tanhDerivative(Tensor([0.0, 1.0, 10_000.0]))
/// // tensor([1.0000, 0.4200, 0.0000])
/// ```
public func tanhDerivative(_ x: Tensor) -> Tensor {
  unanswered()
}
