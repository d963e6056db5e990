// 5.7 Transfer functions: solution

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
    input.sigmoid()
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
    let y = output.tensor
    return gradOutput * y * (1 - y)
  }
}

/// Part 2, 1 point. The hyperbolic tangent, for each element of an input of any shape.
public final class Tanh: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.tanh()
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
    let y = output.tensor
    return gradOutput * (1 - y * y)
  }
}

/// Part 3, 1 point. The larger of x and 0, for each element of an input of any shape.
public final class ReLU: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.relu()
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
    gradOutput * (input .> 0).to(.float64)
  }
}

/// Part 4, 1 point. The size of x without its sign, for each element of an input of any shape.
public final class Abs: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.abs()
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
    gradOutput * ((input .>= 0).to(.float64) * 2 - 1)
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
    let examples = input.elementCount / sizes.reduce(1, *)
    return input.reshape(Shape(examples == 1 ? sizes : [examples] + sizes))
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.reshape(input.shape)
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
    input.mean(dim: place(input), keepDim: input.rank == 1)
  }

  /// Compute the gradient of the loss with respect to `input`, of its shape.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let place = place(input)
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place)
    return kept.expand(input.shape) / Double(input.shape[place])
  }

  /// The dimension, counted from 0.
  private func place(_ input: Tensor) -> Int {
    let isBatch = nInputDims.map { input.rank == $0 + 1 } ?? false
    return isBatch ? dimension : dimension - 1
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
    let place = place(input)
    let largest = input.gather(dim: place, input.argmax(dim: place, keepDim: true))
    return input.rank == 1 ? largest : largest.squeeze(place)
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
    let place = place(input)
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place)
    return Tensor.zeros(input.shape, dtype: .float64)
      .scatterAdd(dim: place, input.argmax(dim: place, keepDim: true), kept)
  }

  /// The dimension, counted from 0.
  private func place(_ input: Tensor) -> Int {
    let isBatch = nInputDims.map { input.rank == $0 + 1 } ?? false
    return isBatch ? dimension : dimension - 1
  }
}

/// Part 8, 2 points. Scores to log probabilities: x_i - log(sum_j exp(x_j)).
///
/// The sum runs over a vector, or over each row of a matrix by itself. There may be no rows, but a
/// row has at least one score.
public final class LogSoftMax: Module {
  /// Compute the output, of the shape of `input`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.logSoftmax(dim: -1)
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
    gradOutput - output.tensor.exp() * gradOutput.sum(dim: -1, keepDim: true)
  }
}
