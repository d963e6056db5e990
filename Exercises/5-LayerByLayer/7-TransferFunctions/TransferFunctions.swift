// 5.7 Transfer functions
//
// Lesson: docs/lessons/5-layer-by-layer/7-transfer-functions.md
// Try:    grade try 5.7
// Grade:  grade 5.7
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// Layerwise's transfer functions are not allowed, nor are its `Max`, `Min`, `Mean`, `Sum`,
// `Abs`, `View` and `Reshape`.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside.
//
// What tensors can do is free, `input.sigmoid()` too: the gradients are the exercise. All numbers are
// float64 and finite. They may be large, such as 1e4 or -1e4, and nothing may become NaN because of
// that. What a function is given is left as it was, and so is what it returned before.
//
// `updateGradInput` comes after `forward` with the same input, so it may use `output.tensor`, which
// is what `updateOutput` returned. Its `gradOutput` has the shape of the output.

import Layerwise

/// Part 1, 1 point. 1 / (1 + exp(-x)), for each element of an input of any shape.
public final class Sigmoid: Module {
  /// Compute the output, of the shape of `input`.
  ///
  /// Example:
  /// ```
  /// module.updateOutput(Tensor([0.0, 2.0], dtype: .float64))
  /// // tensor([0.5000, 0.8808], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([0.0, 2.0], dtype: .float64)
  /// module.forward(input)
  /// module.updateGradInput(input, Tensor([1.0, 10.0], dtype: .float64))
  /// // tensor([0.2500, 1.0499], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 2, 1 point. The hyperbolic tangent, for each element of an input of any shape.
public final class Tanh: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([0.0, 0.5], dtype: .float64)
  /// module.forward(input)
  /// module.updateGradInput(input, Tensor([1.0, 10.0], dtype: .float64))
  /// // tensor([1.0000, 7.8645], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 3, 1 point. The larger of x and 0, for each element of an input of any shape.
public final class ReLU: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape. Where x is 0 the slope is
  /// taken to be 0.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([-2.0, 0.0, 3.0], dtype: .float64)
  /// module.forward(input)
  /// module.updateGradInput(input, Tensor([1.0, 10.0, 100.0], dtype: .float64))
  /// // tensor([  0.,   0., 100.], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 4, 1 point. The size of x without its sign, for each element of an input of any shape.
public final class Abs: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape. Where x is 0 the slope is
  /// taken to be 1, as on its right.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([-2.0, 0.0, 3.0], dtype: .float64)
  /// module.forward(input)
  /// module.updateGradInput(input, Tensor([1.0, 10.0, 100.0], dtype: .float64))
  /// // tensor([ -1.,  10., 100.], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 5, 1 point. The same elements, in the same order, in another shape.
///
/// An input that has exactly as many elements as the sizes ask for is one example, whatever its
/// shape: with the sizes 2 and 3, one of shape [6], [3, 2] or [1, 6] becomes [2, 3]. One that has N
/// times as many is a batch, and becomes [N, 2, 3]. N may be 0, too. There is no other input. It need
/// not be contiguous.
public final class View: Module {
  /// The sizes of an example afterwards, each at least 1.
  private let sizes: [Int]

  /// A module that gives examples these sizes.
  public init(_ sizes: Int...) { self.sizes = sizes }

  /// Compute the output.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 6, 1 point. The mean along a dimension, which goes away.
///
/// Of a vector one element is left, shape [1]: Torch7 has no tensors without a dimension. The
/// dimension that goes away has at least one element.
public final class Mean: Module {
  /// Which dimension goes away; the first is 1.
  private let dimension: Int
  /// How many dimensions an example has, where that was said. An input of one more is a batch along
  /// its first, and `dimension` begins to count after that.
  private let nInputDims: Int?

  /// A module that takes the mean along `dimension`.
  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Compute the output.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([[1.0, 2.0], [3.0, 8.0]], dtype: .float64)
  /// Mean(1).updateOutput(input)     // tensor([2., 5.], dtype=torch.float64)
  /// Mean(1, 1).updateOutput(input)  // tensor([1.5000, 5.5000], dtype=torch.float64), a batch
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 7, 2 points. The largest element along a dimension, which goes away.
///
/// Dimensions and batches are as in part 6, and of a vector one element is left.
public final class Max: Module {
  /// Which dimension goes away; the first is 1.
  private let dimension: Int
  /// How many dimensions an example has, where that was said.
  private let nInputDims: Int?

  /// A module that takes the largest along `dimension`.
  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Compute the output.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape. Where several elements
  /// are the largest, the first of them gets all of the gradient, and the others get none.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([[1.0, 7.0], [5.0, 7.0]], dtype: .float64)
  /// let module = Max(1)
  /// module.forward(input)  // tensor([5., 7.], dtype=torch.float64)
  /// module.updateGradInput(input, Tensor([10.0, 20.0], dtype: .float64))
  /// // tensor([[ 0., 20.],
  /// //         [10.,  0.]], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 8, 2 points. Scores to log probabilities: x_i - log(sum_j exp(x_j)).
///
/// The sum runs over a vector, or over each row of a matrix by itself. There may be no rows, but a
/// row has at least one score.
public final class LogSoftMax: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  ///
  /// Example:
  /// ```
  /// let input = Tensor([0.0, 0.0], dtype: .float64)
  /// module.forward(input)
  /// module.updateGradInput(input, Tensor([-1.0, 0.0], dtype: .float64))
  /// // tensor([-0.5000,  0.5000], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }
}
