// 5.1 The forward pass
//
// Lesson: docs/lessons/5-layer-by-layer/1-forward-pass.md
// Try:    grade try 5.1
// Grade:  grade 5.1
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types, and what is
// given. Each part is graded alone, so you can answer them in any order.
//
// Layerwise's `CMul` and `Sum` are not allowed, nor are `CMulTable` and `Mean`, which do the same work.

import Layerwise

/// A module that multiplies each element of its input by its own weight: y = x * w.
public final class CMul {
  /// The weights, of shape [size] and float64. No call changes them.
  public let weight: Tensor

  /// What the last `forward` gave; before the first, a tensor without elements.
  public private(set) var output: Tensor = .zeros(0, dtype: .float64)

  /// Part 1, 2 points. Draw the weights as Torch7 does.
  ///
  /// They are float64 numbers, uniform between -1/sqrt(size) and 1/sqrt(size), of the shape [size].
  /// The default generator draws each of them once, in their order.
  ///
  /// - Parameter size: how many weights there are, 1 or more.
  ///
  /// Example:
  /// ```
  /// manualSeed(287, dialect: .torch7)
  /// CMul(5).weight
  /// // tensor([-0.3180, -0.0484, 0.1885, 0.4165, 0.3364], dtype=torch.float64)
  /// ```
  public init(_ size: Int) {
    unanswered()
  }

  /// Takes weights that are there already. This one is given, so that part 2 can be answered without
  /// part 1.
  public init(weight: Tensor) {
    self.weight = weight
  }

  /// Part 2, 4 points. Multiply each element by its weight, and keep the result in `output`.
  ///
  /// The input and the weights stay as they are. Each call makes a tensor of its own: what an earlier
  /// call gave keeps its numbers, and `output` is what the last call gave.
  ///
  /// - Parameter input: a float64 vector with an element for each weight, which may be any number, an
  ///   infinity or NaN included. There may be no elements.
  /// - Returns: the products, of the input's shape, float64.
  ///
  /// Example:
  /// ```
  /// let f = CMul(weight: Tensor([2.0, -1.0, 0.5], dtype: .float64))
  /// f.forward(Tensor([1.0, 2.0, 3.0], dtype: .float64))
  /// // tensor([2.0000, -2.0000, 1.5000], dtype=torch.float64), and f.output is the same
  /// ```
  public func forward(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// A module that adds up its input along one dimension.
public final class Sum {
  /// The dimension to add up along. It is counted from 1, as Torch7 counts.
  public let dimension: Int

  /// What the last `forward` gave; before the first, a tensor without elements.
  public private(set) var output: Tensor = .zeros(0, dtype: .float64)

  /// A sum along a dimension counted from 1. This one is given.
  public init(_ dimension: Int) {
    self.dimension = dimension
  }

  /// Part 3, 4 points. Add up along `dimension`, and keep the result in `output`.
  ///
  /// The dimension goes away, and the others stay in their order. A vector is the exception: Torch7
  /// has no tensor without a dimension, so of a vector one element is left, of shape [1].
  ///
  /// The input stays as it is, and each call makes a tensor of its own, as in part 2.
  ///
  /// - Parameter input: a float64 tensor with one dimension or more, `dimension` being one of them.
  ///   Sizes may be 0, and a sum of no numbers is 0.
  /// - Returns: the sums, float64.
  ///
  /// Example:
  /// ```
  /// let x = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64)
  /// Sum(1).forward(x)     // tensor([5., 7., 9.], dtype=torch.float64)
  /// Sum(2).forward(x)     // tensor([6., 15.], dtype=torch.float64)
  /// Sum(1).forward(x[0])  // tensor([6.], dtype=torch.float64)
  /// ```
  public func forward(_ input: Tensor) -> Tensor {
    unanswered()
  }
}
