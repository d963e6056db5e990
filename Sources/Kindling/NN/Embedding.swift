/// A table of vectors, one row for each index. `torch.nn.Embedding`.
///
/// The rows are initialized with standard normal numbers, which match PyTorch's for the same seed.
///
/// ```swift
/// let words = Embedding(10, 3)
/// words(Tensor([[1, 2, 4], [4, 3, 9]])).shape  // [2, 3, 3]
/// ```
public final class Embedding: Module {
  /// The table, of shape `[count, size]`. Assign another layer's tensor to share it.
  @Parameter public var weight: Tensor
  /// The index of the row that is not trained: it gets no gradient. A new table has zeros there.
  public let paddingIndex: Int?

  /// A table of `count` rows of `size` numbers.
  ///
  /// Traps with `Embedding: cannot hold 0 rows of 3 numbers`, and if `paddingIndex` is not a row.
  public init(
    _ count: Int, _ size: Int, paddingIndex: Int? = nil, dtype: DType = .default
  ) {
    check(count > 0 && size > 0, "Embedding", "cannot hold \(count) rows of \(size) numbers")
    self.paddingIndex = paddingIndex.map { paddingRow($0, count, "Embedding") }
    let rows = Tensor.randn([count, size], dtype: dtype)
    if let row = self.paddingIndex { rows[row].fill(0) }
    weight = rows
  }

  /// A table of the rows of `weights`, which are not copied. They are not trained unless `freeze`
  /// is false. `torch.nn.Embedding.from_pretrained`.
  ///
  /// Traps with `Embedding: the weights must be a matrix of rows, these have shape [3]`.
  public init(weights: Tensor, paddingIndex: Int? = nil, freeze: Bool = true) {
    check(
      weights.rank == 2, "Embedding",
      "the weights must be a matrix of rows, these have shape \(weights.shape)")
    self.paddingIndex = paddingIndex.map { paddingRow($0, weights.shape[0], "Embedding") }
    let rows = weights.detach()
    weight = rows
    if freeze { rows.requiresGrad = false }
  }

  /// Returns the rows at `indices`, an integer tensor of any shape `S`: `[S, size]`.
  public override func forward(_ indices: Tensor) -> Tensor {
    embedding(indices, weight: weight, paddingIndex: paddingIndex)
  }

  public override var argumentDescription: String {
    "\(weight.shape[0]), \(weight.shape[1])"
      + (paddingIndex.map { ", padding_idx=\($0)" } ?? "")
  }
}

/// Returns the rows of `weight` at `indices`. Derivative: the gradient of each row is added to that
/// of the row it was copied from. `torch.nn.functional.embedding`.
///
/// - Parameters:
///   - indices: integers of any shape `S`, each in 0..<count.
///   - weight: `[count, size]`.
///   - paddingIndex: a row that gets no gradient; a negative index counts from the end.
/// - Returns: `[S, size]`.
///
/// Traps with `embedding: index 12 is outside 0..<10 (position [1, 0])`.
///
/// - Complexity: O(n) for n elements of the result. The gradient has the size of the whole table,
///   however few of its rows were looked up.
public func embedding(_ indices: Tensor, weight: Tensor, paddingIndex: Int? = nil) -> Tensor {
  check(
    indices.dtype.isInteger, "embedding", "indices must be integers, these are \(indices.dtype)")
  check(
    weight.rank == 2, "embedding",
    "the weight must be a matrix of rows, this one has shape \(weight.shape)")
  let (count, size) = (weight.shape[0], weight.shape[1])
  let padding = paddingIndex.map { paddingRow($0, count, "embedding") }
  let rows = RowIndices(indices)
  for (order, index) in rows.values.enumerated() where index < 0 || index >= count {
    fail(
      "embedding",
      "index \(index) is outside 0..<\(count) (position \(indices.shape.position(of: order)))")
  }
  let result = Tensor(
    uninitialized: Shape(indices.shape + [size]), weight.dtype,
    on: commonHome("embedding", weight, indices))
  copyRowsKernel(weight, rows, into: result)
  return result.recording("EmbeddingBackward0", [weight], saving: [indices]) { node, gradient in
    [embeddingGradient(gradient, node.saved(0), count, padding)]
  }
}

/// Accumulates each row of `gradient` into the row at its index, in a table of `count` rows of
/// zeros.
private func embeddingGradient(
  _ gradient: Tensor, _ indices: Tensor, _ count: Int, _ paddingIndex: Int?
) -> Tensor {
  let size = gradient.shape.last!
  let result = Tensor.zeros([count, size], dtype: gradient.dtype, on: gradient.home)
  addRowsKernel(gradient, RowIndices(indices), into: result, skipping: paddingIndex)
  return result.recording("EmbeddingDenseBackwardBackward0", [gradient], saving: [indices]) {
    node, second in
    let rows = embedding(node.saved(0), weight: second)
    guard let paddingIndex else { return [rows] }
    return [.where((node.saved(0) .!= paddingIndex).unsqueeze(-1), rows, 0)]
  }
}

/// The row at a padding index; a negative index counts from the end.
private func paddingRow(_ index: Int, _ count: Int, _ operation: String) -> Int {
  check(
    index >= -count && index < count, operation,
    "padding index \(index) is outside 0..<\(count)")
  return index < 0 ? index + count : index
}
