// 5.6 Modules with parameters
//
// Lesson: docs/lessons/5-layer-by-layer/6-parameter-modules.md
// Try:    grade try 5.6
// Grade:  grade 5.6
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// Layerwise's `Linear`, `LookupTable` and `Add` are not allowed.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside.
//
// All numbers are float64, save indices. What a function is given is left as it was, and so is what
// it returned before.

import Layerwise

/// Part 1, 3 points. Adds a bias to each element: y = x + b.
///
/// There is one bias for each element of an example. An input is an example of shape [size] or a
/// batch of shape [N, size], of any number of examples, even one or none.
///
/// With `scalar` there is one bias for all elements, of shape [1], and an input may have any shape of
/// one dimension or more.
///
/// Its properties and `init` are given. You write its three functions.
public final class Add: Module {
  /// The terms, of shape [size], or [1] for a scalar.
  @Learned public var bias: Tensor
  /// The gradient of the loss with respect to `bias`, gathered.
  public var gradBias: Tensor { $bias.gradient }
  /// Whether one bias is for all elements.
  private let isScalar: Bool

  /// A module that adds `size` terms, or one.
  public init(_ size: Int, scalar: Bool = false) {
    let count = scalar ? 1 : size
    let bound = 1 / Double(count).squareRoot()
    bias = .uniform([count], -bound..<bound, dtype: .float64)
    isScalar = scalar
  }

  /// Compute the output, of the shape of `input`.
  ///
  /// Example, with biases [1, -1]:
  /// ```
  /// module.updateOutput(Tensor([[10.0, 20.0], [30.0, 40.0]], dtype: .float64))
  /// // tensor([[11., 19.],
  /// //         [31., 39.]], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape. `gradOutput` has the
  /// shape of the output.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }

  /// Add `scale` times the gradient of the loss with respect to the bias to `$bias.gradient`. What
  /// shares a bias adds up.
  ///
  /// Example, for two biases that have gathered nothing yet:
  /// ```
  /// let gradOutput = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
  /// module.accGradParameters(input, gradOutput, scale: 1)
  /// print(module.gradBias)
  /// // tensor([4., 6.], dtype=torch.float64)
  /// // With one bias for all elements it is tensor([10.], dtype=torch.float64).
  /// ```
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    unanswered()
  }
}

/// Part 2, 4 points. An affine map: y = W x + b, for an example or for each row of a batch.
///
/// An input is an example of shape [inputs] or a batch of shape [N, inputs], of any number of
/// examples, even one or none. Its properties and `init` are given. You write its three functions.
public final class Linear: Module {
  /// W, of shape [outputs, inputs].
  @Learned public var weight: Tensor
  /// b, of shape [outputs].
  @Learned public var bias: Tensor
  /// The gradient of the loss with respect to `weight`, gathered.
  public var gradWeight: Tensor { $weight.gradient }
  /// The gradient of the loss with respect to `bias`, gathered.
  public var gradBias: Tensor { $bias.gradient }

  /// A map from `inputs` numbers to `outputs`.
  public init(_ inputs: Int, _ outputs: Int) {
    let bound = 1 / Double(inputs).squareRoot()
    weight = .uniform([outputs, inputs], -bound..<bound, dtype: .float64)
    bias = .uniform([outputs], -bound..<bound, dtype: .float64)
  }

  /// Compute the output, of shape [outputs] for an example and [N, outputs] for a batch.
  ///
  /// Example, with weights [[1, 2, 0], [0, 1, -1]] and biases [10, 20]:
  /// ```
  /// module.updateOutput(Tensor([1.0, 2.0, 3.0], dtype: .float64))
  /// // tensor([15., 19.], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape. `gradOutput` has the
  /// shape of the output.
  ///
  /// Example, with the same weights:
  /// ```
  /// module.updateGradInput(input, Tensor([1.0, 5.0], dtype: .float64))
  /// // tensor([ 1.,  7., -5.], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }

  /// Add `scale` times the gradient of the loss with respect to the weight to `$weight.gradient`, and
  /// with respect to the bias to `$bias.gradient`. The examples of a batch add up.
  ///
  /// Example, where nothing is gathered yet:
  /// ```
  /// let input = Tensor([1.0, 2.0, 3.0], dtype: .float64)
  /// module.accGradParameters(input, Tensor([1.0, 5.0], dtype: .float64), scale: 1)
  /// print(module.gradWeight)
  /// // tensor([[ 1.,  2.,  3.],
  /// //         [ 5., 10., 15.]], dtype=torch.float64)
  /// print(module.gradBias)
  /// // tensor([1., 5.], dtype=torch.float64)
  /// ```
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    unanswered()
  }
}

/// Part 3, 3 points. Turns indices into the rows of its weight that they name.
///
/// Indices count from 1: index 1 names row 0 of `weight`. All of them name rows that are there. They
/// are whole numbers, int64 or float64, of shape [k] or, for a batch, [N, k]; there may be none, and
/// one may come up several times. Its properties and `init` are given. You write its three
/// functions.
public final class LookupTable: Module {
  /// The rows, of shape [count, size].
  @Learned public var weight: Tensor
  /// The gradient of the loss with respect to `weight`, gathered.
  public var gradWeight: Tensor { $weight.gradient }

  /// A table of `count` rows of `size` numbers.
  public init(_ count: Int, _ size: Int) {
    weight = .randn([count, size], dtype: .float64)
  }

  /// Look up the rows: shape [k, size] for indices of shape [k], [N, k, size] for [N, k].
  ///
  /// Example, with weights [[1, 2], [3, 4], [5, 6]]:
  /// ```
  /// module.updateOutput(Tensor([3, 1]))
  /// // tensor([[5., 6.],
  /// //         [1., 2.]], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Return zeros in the shape of `input`, float64: an index cannot change a little, so there is no
  /// slope to speak of.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    unanswered()
  }

  /// Add `scale` times the gradient of the loss with respect to the weight to `$weight.gradient`.
  /// `gradOutput` has the shape of the output. A row that was looked up several times gathers the
  /// gradient of each place; one that was not gathers nothing.
  ///
  /// Example, for three rows that have gathered nothing yet:
  /// ```
  /// let gradOutput = Tensor([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]], dtype: .float64)
  /// module.accGradParameters(Tensor([3, 1, 3]), gradOutput, scale: 1)
  /// print(module.gradWeight)
  /// // tensor([[ 10.,  20.],
  /// //         [  0.,   0.],
  /// //         [101., 202.]], dtype=torch.float64)
  /// ```
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    unanswered()
  }
}
