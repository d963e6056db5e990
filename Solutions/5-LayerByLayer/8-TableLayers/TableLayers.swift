// 5.8 Table layers: solution

import Layerwise

/// Part 1, 2 points. The sum of the tensors in a table.
public final class CAddTable: Module {
  /// Adds the tensors, element by element.
  ///
  /// - Parameter input: a table of one tensor or more, float64, all of the same shape, whatever it is.
  /// - Returns: a tensor of that shape.
  ///
  /// Example:
  /// ```
  /// let pair: Signal = [Tensor([1, 2], dtype: .float64), Tensor([10, 20], dtype: .float64)]
  /// CAddTable().forward(pair)  // [11, 22]
  /// ```
  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    return .tensor(tensors.dropFirst().reduce(tensors[0], +))
  }

  /// The gradient for each tensor of the table.
  ///
  /// - Parameters:
  ///   - input: the table that went in.
  ///   - gradOutput: a tensor, the gradient with respect to the sum.
  /// - Returns: a table of as many tensors as went in.
  ///
  /// Example:
  /// ```
  /// // for the pair above, when the gradient of the sum is [3, 4]: {[3, 4], [3, 4]}
  /// ```
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .table(input.table.map { _ in gradOutput })
  }
}

/// Part 2, 2 points. Some tensors of a table that follow one another.
public final class NarrowTable: Module {
  /// The place of the first, counted from 1, and how many there are.
  private let offset: Int, length: Int

  public init(_ offset: Int, _ length: Int) {
    self.offset = offset
    self.length = length
  }

  /// Takes `length` tensors from the one at `offset`.
  ///
  /// - Parameter input: a table of tensors of any shapes and dtypes, `offset + length - 1` of them or
  ///   more.
  /// - Returns: a table of `length` tensors, even where that is 1.
  ///
  /// Example:
  /// ```
  /// // NarrowTable(2, 2) makes {b, c} of {a, b, c, d}
  /// ```
  public override func updateOutput(_ input: Signal) -> Signal {
    .table(Array(input.table[offset - 1..<offset - 1 + length]))
  }

  /// The gradient for each tensor of the table.
  ///
  /// - Parameters:
  ///   - input: the table that went in.
  ///   - gradOutput: a table of `length` tensors, the gradients with respect to those taken.
  /// - Returns: a table of as many tensors as went in. A tensor that was left out has no influence:
  ///   its gradient is zeros of its shape, in float64 whatever its dtype.
  ///
  /// Example:
  /// ```
  /// // NarrowTable(2, 2) on {a, b, c, d} makes {zeros, g, h, zeros} of {g, h}
  /// ```
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients = input.table.map { Signal.tensor(.zeros($0.tensor.shape, dtype: .float64)) }
    gradients.replaceSubrange(offset - 1..<offset - 1 + length, with: gradOutput.table)
    return .table(gradients)
  }
}

/// Part 3, 3 points. The tensors of a table joined along one dimension.
public final class JoinTable: Module {
  /// Which dimension, counted from 1.
  private let dimension: Int
  /// How many dimensions a tensor of the table has without a batch; nil where all of them count.
  private let nInputDims: Int?

  public init(_ dimension: Int, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Puts the tensors one behind the other along the dimension.
  ///
  /// Where `nInputDims` is given and the tensors have one dimension more than that, they are batches
  /// along their first, which does not count: dimension 1 is then the one after it. With any other
  /// number of dimensions all of them count.
  ///
  /// - Parameter input: a table of one tensor or more, float64, that differ in their sizes along that
  ///   dimension at most. A size may be 0.
  /// - Returns: a tensor, in that dimension as long as all of them together.
  ///
  /// Example:
  /// ```
  /// // JoinTable(2) makes a tensor [1, 8] of tensors [1, 3], [1, 3] and [1, 2],
  /// // and so does JoinTable(1, 1)
  /// ```
  public override func updateOutput(_ input: Signal) -> Signal {
    let tensors = input.table.map(\.tensor)
    return .tensor(.cat(tensors, dim: place(in: tensors[0])))
  }

  /// The gradient for each tensor of the table: the piece of `gradOutput` where that tensor is.
  ///
  /// - Parameters:
  ///   - input: the table that went in.
  ///   - gradOutput: a tensor, the gradient with respect to what came out.
  /// - Returns: a table of as many tensors as went in, of their shapes.
  ///
  /// Example:
  /// ```
  /// // JoinTable(1) on {[a, b], [c]} makes {[1, 2], [3]} of [1, 2, 3]
  /// ```
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var start = 0
    var pieces: [Signal] = []
    for tensor in input.table.map(\.tensor) {
      let dim = place(in: tensor)
      let length = tensor.shape[dim]
      pieces.append(.tensor(gradOutput.tensor.narrow(dim, start: start, length: length)))
      start += length
    }
    return .table(pieces)
  }
}

/// Part 4, 3 points. Several modules side by side: the first child gets the first element of a table,
/// the second child the second, and so on.
///
/// `Container` gives it `modules`, the children in their order, and `add(_:)`. There is at least one,
/// and a table has an element for each. An element may be a table, too: hand children the `Signal` as
/// it is.
public final class ParallelTable: Container {
  /// Runs each child forward on its element, so that the child keeps its own `output`.
  ///
  /// - Parameter input: a table with an element for each child.
  /// - Returns: a table of the children's outputs.
  ///
  /// Example:
  /// ```
  /// let both = ParallelTable()
  /// both.add(Abs())
  /// both.add(Sum(1))
  /// let pair: Signal = [Tensor([-1, 2], dtype: .float64), Tensor([3, 4], dtype: .float64)]
  /// both.forward(pair)  // {[1, 2], [7]}
  /// ```
  public override func updateOutput(_ input: Signal) -> Signal {
    .table(zip(modules, input.table).map { $0.forward($1) })
  }

  /// Asks each child for the gradient of its element, with `updateGradInput(_:_:)`. It leaves the
  /// gradients of the children's parameters as they are: those are for `accGradParameters`.
  ///
  /// - Parameters:
  ///   - input: the table that went in.
  ///   - gradOutput: a table with the gradient for each child's output.
  /// - Returns: a table of the children's gradients.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let pairs = zip(input.table, gradOutput.table)
    return .table(zip(modules, pairs).map { $0.updateGradInput($1.0, $1.1) })
  }

  /// Has each child add `scale` times the gradients of its parameters to those that it has gathered.
  /// It is called after `updateGradInput`, with the same input and gradient.
  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for (child, pair) in zip(modules, zip(input.table, gradOutput.table)) {
      child.accGradParameters(pair.0, pair.1, scale: scale)
    }
  }
}

extension JoinTable {
  /// The dimension counted from 0, with the one of a batch before it.
  private func place(in tensor: Tensor) -> Int {
    let isBatch = nInputDims.map { tensor.rank == $0 + 1 } ?? false
    return isBatch ? dimension : dimension - 1
  }
}
