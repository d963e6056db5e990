/// A collection of examples that can be counted and looked up by index. `torch.utils.data.Dataset`.
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

/// Tensors whose rows belong together, such as inputs and targets.
/// `torch.utils.data.TensorDataset`.
///
/// An example is one row of each tensor: a pair for two tensors, the row itself for one tensor, an
/// array for an array of tensors.
///
/// ```swift
/// let data = TensorDataset(images, lengths, classes)
/// for (x, length, y) in DataLoader(data, batchSize: 32) { ... }
/// ```
public struct TensorDataset<Sample>: Dataset {
  private let tensors: [Tensor]
  private let makeSample: (_ rows: [Tensor]) -> Sample

  private init(rowsOf tensors: [Tensor], _ makeSample: @escaping ([Tensor]) -> Sample) {
    check(
      !tensors.isEmpty && tensors.allSatisfy { $0.rank > 0 }, "TensorDataset",
      "a single number has no rows")
    (self.tensors, self.makeSample) = (tensors, makeSample)
  }

  /// The number of rows of each tensor.
  public var count: Int { tensors[0].shape[0] }

  /// The row of each tensor at `index`, as a view.
  public subscript(index: Int) -> Sample { makeSample(tensors.map { $0[index] }) }
}

extension TensorDataset where Sample == Tensor {
  /// The rows of one tensor.
  public init(_ tensor: Tensor) { self.init(rowsOf: [tensor]) { $0[0] } }
}

extension TensorDataset where Sample == (Tensor, Tensor) {
  /// Inputs with their targets.
  ///
  /// Traps with `TensorDataset: 3 inputs and 2 targets do not pair up`.
  public init(_ inputs: Tensor, _ targets: Tensor) {
    self.init(rowsOf: [inputs, targets]) { ($0[0], $0[1]) }
    check(
      inputs.shape[0] == targets.shape[0], "TensorDataset",
      "\(inputs.shape[0]) inputs and \(targets.shape[0]) targets do not pair up")
  }
}

extension TensorDataset where Sample == (Tensor, Tensor, Tensor) {
  /// Three tensors whose rows belong together.
  ///
  /// Traps with `TensorDataset: tensors of [3, 2, 3] rows do not go together`.
  public init(_ first: Tensor, _ second: Tensor, _ third: Tensor) {
    self.init(rowsOf: [first, second, third]) { ($0[0], $0[1], $0[2]) }
    checkRows()
  }
}

extension TensorDataset where Sample == (Tensor, Tensor, Tensor, Tensor) {
  /// Four tensors whose rows belong together.
  public init(_ first: Tensor, _ second: Tensor, _ third: Tensor, _ fourth: Tensor) {
    self.init(rowsOf: [first, second, third, fourth]) { ($0[0], $0[1], $0[2], $0[3]) }
    checkRows()
  }
}

extension TensorDataset where Sample == [Tensor] {
  /// Any number of tensors whose rows belong together.
  public init(_ tensors: [Tensor]) {
    self.init(rowsOf: tensors) { $0 }
    checkRows()
  }
}

/// A dataset that can return many examples at once, faster than one by one.
protocol RowDataset {
  /// The rows at `indices` of each tensor.
  func rows(at indices: [Int]) -> [Tensor]
}

extension TensorDataset: RowDataset {
  func rows(at indices: [Int]) -> [Tensor] { tensors.map { $0.rows(at: indices) } }

  private func checkRows() {
    let counts = tensors.map { $0.shape[0] }
    check(
      Set(counts).count == 1, "TensorDataset", "tensors of \(counts) rows do not go together")
  }
}

extension Tensor {
  /// A copy of the slices at `indices` in the first dimension.
  fileprivate func rows(at indices: [Int]) -> Tensor {
    guard isContiguous, !isOnDevice, node == nil || !gradientsEnabled else {
      return indexSelect(dim: 0, Tensor(indices, device: .cpu))
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
  func rows(at indices: [Int]) -> [Tensor] {
    source.rows(at: indices.map { self.indices[$0] })
  }
}

/// Some of the examples of another dataset, in their own order. `torch.utils.data.Subset`.
public struct Subset<Source: Dataset>: Dataset {
  /// The dataset that the examples come from.
  public let source: Source
  /// The indices of the examples in that dataset.
  public let indices: [Int]

  /// Traps with `Subset: index 7 is outside 0..<5`.
  public init(_ source: Source, _ indices: [Int]) {
    for index in indices where index < 0 || index >= source.count {
      fail("Subset", "index \(index) is outside 0..<\(source.count)")
    }
    (self.source, self.indices) = (source, indices)
  }

  public var count: Int { indices.count }

  /// The example at `index` in this subset.
  public subscript(index: Int) -> Source.Sample { source[indices[index]] }
}
