/// Examples that can be counted and looked up by number. `torch.utils.data.Dataset`.
///
/// ```swift
/// struct Squares: Dataset {
///   let count = 10
///   subscript(index: Int) -> (Tensor, Tensor) {
///     (Tensor(Double(index)), Tensor(Double(index * index)))
///   }
/// }
/// ```
public protocol Dataset<Sample> {
  /// One example, such as an input with its target.
  associatedtype Sample

  /// The number of examples.
  var count: Int { get }

  /// The example at `index`, in 0..<count.
  subscript(index: Int) -> Sample { get }
}

extension Array: Dataset {
  public typealias Sample = Element
}

/// Inputs and targets in two tensors, whose rows belong together.
/// `torch.utils.data.TensorDataset`.
public struct TensorDataset: Dataset {
  private let inputs: Tensor, targets: Tensor

  /// Traps with `TensorDataset: 3 inputs and 2 targets do not pair up`.
  public init(_ inputs: Tensor, _ targets: Tensor) {
    check(
      inputs.rank > 0 && targets.rank > 0, "TensorDataset", "a single number has no rows")
    check(
      inputs.shape[0] == targets.shape[0], "TensorDataset",
      "\(inputs.shape[0]) inputs and \(targets.shape[0]) targets do not pair up")
    (self.inputs, self.targets) = (inputs, targets)
  }

  public var count: Int { inputs.shape[0] }

  /// The row of each tensor, as a view.
  public subscript(index: Int) -> (Tensor, Tensor) { (inputs[index], targets[index]) }
}

/// A dataset that has many examples at once ready, faster than one by one.
protocol RowDataset {
  /// The rows at `indices` of inputs and targets.
  func rows(at indices: [Int]) -> (Tensor, Tensor)
}

extension TensorDataset: RowDataset {
  func rows(at indices: [Int]) -> (Tensor, Tensor) {
    (inputs.rows(at: indices), targets.rows(at: indices))
  }
}

extension Tensor {
  /// The slices at positions of the first dimension, as a copy.
  fileprivate func rows(at indices: [Int]) -> Tensor {
    guard isContiguous, node == nil || !gradientsEnabled else {
      return indexSelect(dim: 0, Tensor(indices))
    }
    let result = Tensor(uninitialized: shape.replacing(0, with: indices.count), dtype)
    let size = elementCount / Swift.max(shape[0], 1) * dtype.byteCount
    for (order, index) in indices.enumerated() {
      check(
        index >= 0 && index < shape[0], "TensorDataset",
        "index \(index) is outside 0..<\(shape[0])")
      (result.firstByte + order * size).copyMemory(from: firstByte + index * size, byteCount: size)
    }
    return result
  }
}

extension Subset: RowDataset where Source: RowDataset {
  func rows(at indices: [Int]) -> (Tensor, Tensor) {
    source.rows(at: indices.map { self.indices[$0] })
  }
}

/// Some of the examples of another dataset, in an order of their own. `torch.utils.data.Subset`.
public struct Subset<Source: Dataset>: Dataset {
  /// The dataset that the examples come from.
  public let source: Source
  /// The examples' numbers there.
  public let indices: [Int]

  /// Traps with `Subset: index 7 is outside 0..<5`.
  public init(_ source: Source, _ indices: [Int]) {
    for index in indices where index < 0 || index >= source.count {
      fail("Subset", "index \(index) is outside 0..<\(source.count)")
    }
    (self.source, self.indices) = (source, indices)
  }

  public var count: Int { indices.count }

  public subscript(index: Int) -> Source.Sample { source[indices[index]] }
}
