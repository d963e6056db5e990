// 5.2 Batched input
//
// Lesson: docs/lessons/5-layer-by-layer/2-batched-input.md
// Try:    grade try 5.2
// Grade:  grade 5.2
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types, and what is
// given. Each part is graded alone, so you can answer them in any order.
//
// Layerwise's `CMul` and `Sum` are not allowed, nor are `CMulTable` and `Mean`, which do the same work.

import Layerwise

/// Part 1, 2 points. The same vector several times, one in each row, without copying a number.
///
/// The result is a view: it has the vector's memory, so that a change of the vector shows in every
/// row.
///
/// - Parameters:
///   - x: a float64 vector. It may have no elements.
///   - count: how many rows to make, 1 or more.
/// - Returns: the rows, of shape [count, elements of x].
///
/// Example:
/// ```
/// repeatedRows(of: Tensor([1.0, 2.0], dtype: .float64), count: 3)
/// // tensor([[1., 2.],
/// //         [1., 2.],
/// //         [1., 2.]], dtype=torch.float64)
/// ```
public func repeatedRows(of x: Tensor, count: Int) -> Tensor {
  unanswered()
}

/// Part 2, 3 points. What a batch means: the module applied to each element of the first dimension by
/// itself.
///
/// Call `forward` once for each element, in their order, and put the outputs together in a tensor with
/// one more dimension in front. Elements of a matrix are its rows; those of a tensor of shape
/// [5, 2, 3] have shape [2, 3].
///
/// Take care of one thing: the module may have a single tensor for its output, as Torch7's do, and
/// overwrite it at the next call.
///
/// - Parameters:
///   - module: turns a tensor into a tensor, of the same shape for each element. Whether it is in
///     training stays as it is.
///   - batch: a tensor of shape [N, ...], N being 1 or more, of a dtype that the module takes.
/// - Returns: the outputs, of shape [N, ...], where ... is the shape of one output.
///
/// Example:
/// ```
/// forwardEachRow(Sum(1, 1), Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64))
/// // tensor([[3.],
/// //         [7.]], dtype=torch.float64): the sum of one row is a vector of one element
/// ```
public func forwardEachRow(_ module: Module, _ batch: Tensor) -> Tensor {
  unanswered()
}

/// A module that adds up its input along one dimension, for one input or for a batch of them.
public final class Sum: Module {
  /// The dimension of one input to add up along, counted from 1.
  public let dimension: Int
  /// How many dimensions one input has.
  public let nInputDims: Int

  /// A sum along a dimension, counted from 1, of inputs with `nInputDims` dimensions. This one is
  /// given.
  public init(_ dimension: Int, _ nInputDims: Int) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Part 3, 3 points. Add up along `dimension` of each input.
  ///
  /// An input of `nInputDims` dimensions is one input. One with a dimension more is a batch, along its
  /// first dimension, and every input in it is added up by itself. The dimension that is added up along
  /// goes away. One input that is a vector leaves one element, of shape [1], and a batch of N vectors
  /// leaves N elements, of shape [N].
  ///
  /// The input stays as it is. `Module.forward` calls this method, and keeps what it returns.
  ///
  /// - Parameter input: a float64 tensor with `nInputDims` dimensions or one more. Sizes may be 0, and
  ///   a sum of no numbers is 0.
  /// - Returns: the sums, float64.
  ///
  /// Example:
  /// ```
  /// let x = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64)
  /// Sum(1, 2).forward(x)     // tensor([5., 7., 9.], dtype=torch.float64): one input
  /// Sum(1, 1).forward(x)     // tensor([6., 15.], dtype=torch.float64): a batch of two
  /// Sum(1, 1).forward(x[0])  // tensor([6.], dtype=torch.float64): one input, a vector
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 4, 2 points. Find out whether a module takes a batch as one: whether `forward` of the whole
/// batch gives what it gives row by row.
///
/// It does when both results have the same shape and no element differs by more than 1e-9. It can be
/// answered without part 2, and what part 2 says of the module is true here as well.
///
/// - Parameters:
///   - module: turns a tensor into a tensor, whether it is given the whole batch or one element of
///     it. Whether it is in training stays as it is.
///   - batch: a tensor of shape [N, ...], N being 1 or more. The outputs have at least one element,
///     and are finite.
///
/// Example:
/// ```
/// let batch = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
/// takesBatches(Tanh(), batch)  // true
/// ```
public func takesBatches(_ module: Module, _ batch: Tensor) -> Bool {
  unanswered()
}
