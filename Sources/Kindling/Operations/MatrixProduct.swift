extension Tensor {
  /// The matrix product, following PyTorch's rules for ranks. `torch.matmul`.
  ///
  /// - Vector with vector: the dot product, of rank 0.
  /// - Matrix `[n, k]` with matrix `[k, m]`: `[n, m]`. A vector on the left counts as one row, on
  ///   the right as one column, and that dimension is removed again.
  /// - Higher ranks: a matrix product for each index of the leading dimensions, which broadcast.
  ///
  /// Traps with `matmul: [2, 5] x [3, 4]: 5 columns meet 3 rows`.
  public func matmul(_ other: Tensor) -> Tensor {
    check(
      rank > 0 && other.rank > 0, "matmul",
      "\(shape) x \(other.shape): a single number has no rows; use *")
    let (columns, rows) = (shape.last!, other.shape[other.rank == 1 ? 0 : other.rank - 2])
    check(
      columns == rows, "matmul",
      "\(shape) x \(other.shape): \(counted(columns, "column", "meet")) \(counted(rows, "row"))")
    if rank == 1 && other.rank == 1 { return dot(other) }
    if rank == 1 { return unsqueeze(0).matmul(other).squeeze(-2) }
    if rank == 2 && other.rank == 1 { return mv(other) }
    if other.rank == 1 { return matmul(other.unsqueeze(1)).squeeze(-1) }
    if rank == 2 && other.rank == 2 { return matrixProduct(self, other) }
    if other.rank == 2 {
      let rows = Shape(shape.dropLast()).elementCount
      let flat = matrixProduct(reshape(rows, columns), other)
      return flat.view(shape.replacing(rank - 1, with: other.shape[1]))
    }
    return batchedProduct(other)
  }

  private func batchedProduct(_ other: Tensor) -> Tensor {
    let leads = (Shape(shape.dropLast(2)), Shape(other.shape.dropLast(2)))
    let lead = Shape.broadcast(leads.0, leads.1, "matmul")
    func batch(_ x: Tensor) -> Tensor {
      let matrix = x.shape.suffix(2)
      return x.expand(Shape(Array(lead) + matrix)).reshape(
        Shape([lead.elementCount] + matrix))
    }
    let (a, b) = (batch(self), batch(other))
    let product = a.batchProduct(b)
    return product.view(Shape(Array(lead) + product.shape.suffix(2)))
  }

  /// One matrix product for each index of the first dimension of both tensors.
  func batchProduct(_ other: Tensor) -> Tensor {
    let dtype = promotedDType(self, other)
    let (a, b) = (cast(self, to: dtype), cast(other, to: dtype))
    let result = Tensor(
      uninitialized: [shape[0], shape[1], other.shape[2]], dtype, on: commonHome("matmul", a, b))
    withoutGradients {
      for index in 0..<shape[0] {
        matrixProductKernel(
          Matrix(a.select(0, index)), Matrix(b.select(0, index)), into: result.select(0, index))
      }
    }
    return result.recording(
      "BmmBackward0", self, other, { $1.batchProduct($0.right.transpose(1, 2)) },
      { $0.left.transpose(1, 2).batchProduct($1) })
  }
}

/// The product of two matrices, `[n, k]` times `[k, m]`.
func matrixProduct(_ a: Tensor, _ b: Tensor) -> Tensor {
  let dtype = promotedDType(a, b)
  let product = matrixProductKernel(Matrix(cast(a, to: dtype)), Matrix(cast(b, to: dtype)))
  return product.recording(
    "MmBackward0", a, b, { matrixProduct($1, $0.right.t()) }, { matrixProduct($0.left.t(), $1) })
}

/// An affine map of rows: `x W^T + b`. `torch.nn.functional.linear`.
///
/// - Parameters:
///   - x: `[..., inputs]`; each row is mapped separately.
///   - weight: `[outputs, inputs]`.
///   - bias: `[outputs]`, or nil for none.
/// - Returns: `[..., outputs]`.
///
/// Traps with `linear: rows of 4 do not fit a weight of shape [3, 5], which takes 5`.
public func linear(_ x: Tensor, weight: Tensor, bias: Tensor? = nil) -> Tensor {
  check(
    weight.rank == 2, "linear", "the weight must be a matrix, this one has shape \(weight.shape)")
  check(
    x.rank > 0 && x.shape.last == weight.shape[1], "linear",
    "rows of \(x.shape.last ?? 0) do not fit a weight of shape \(weight.shape), which takes "
      + "\(weight.shape[1])")
  guard let bias else { return x.matmul(weight.t()) }
  check(
    bias.rank == 1 && bias.elementCount == weight.shape.sizes[0], "linear",
    "a bias of shape \(bias.shape) does not fit \(weight.shape[0]) outputs")
  guard x.rank == 2, x.dtype == weight.dtype, x.dtype == bias.dtype else {
    return x.matmul(weight.t()) + bias
  }
  let home =
    x.isOnDevice || weight.isOnDevice || bias.isOnDevice
    ? commonHome("linear", [x, weight, bias]) : nil
  let result = Tensor(
    uninitialized: Shape(x.shape.sizes[0], weight.shape.sizes[0]), x.dtype, on: home)
  copyKernel(bias, into: result)
  matrixProductKernel(Matrix(x), Matrix(weight, transposed: true), into: result, adds: true)
  OperationTrace.note(LinearNode.name)
  guard gradientsEnabled, x.dtype.isFloatingPoint else { return result }
  if bias.node != nil || x.node != nil || weight.node != nil {
    result.node = LinearNode(x, weight, bias, result: result)
  }
  return result
}

/// The node of ``linear(_:weight:bias:)``. A training step makes one per layer, and a dedicated
/// class needs no arrays.
private final class LinearNode: Node {
  static let name = "AddmmBackward0"

  private var parents: (x: Node?, weight: Node?, bias: Node?)
  private var saved: (x: SavedTensor?, weight: SavedTensor?)

  init(
    _ x: borrowing Tensor, _ weight: borrowing Tensor, _ bias: borrowing Tensor,
    result: borrowing Tensor
  ) {
    parents = (x.node, weight.node, bias.node)
    saved = (SavedTensor(x), SavedTensor(weight))
    let depth = max(parents.x?.depth ?? 0, parents.weight?.depth ?? 0, parents.bias?.depth ?? 0)
    super.init(Self.name, result: result, depth: depth + 1)
  }

  deinit {
    GraphRelease.withoutRecursion {
      saved = (nil, nil)
      parents = (nil, nil, nil)
    } collect: {
      for case let saved? in [saved.x, saved.weight] { $0.append(saved.held) }
      for case let parent? in inputs { $0.append(parent) }
    }
  }

  override var inputs: [Node?] { [parents.bias, parents.x, parents.weight] }

  override func propagate(_ gradient: Tensor, _ deliver: Delivery) {
    // All gradients are computed before any is passed on, as in every node.
    let wide = gradient.wide
    let forX = parents.x == nil ? nil : share(wide, saved.weight)
    let forWeight = parents.weight == nil ? nil : share(wide, saved.x, transposed: true)
    if let bias = parents.bias { deliver(gradient, bias) }
    if let forX { deliver(forX, parents.x!) }
    if let forWeight { deliver(forWeight, parents.weight!) }
  }

  /// The product of the gradient, or its transpose, with a saved tensor.
  private func share(
    _ gradient: Tensor, _ saved: consuming SavedTensor?, transposed: Bool = false
  ) -> Tensor {
    let other = saved.orFreed(self).value(for: self).wide
    if gradientsEnabled { return matrixProduct(transposed ? gradient.t() : gradient, other) }
    return matrixProductKernel(Matrix(gradient, transposed: transposed), Matrix(other))
  }

  override func releaseSaved() { saved = (nil, nil) }
}
