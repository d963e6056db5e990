extension Tensor {
  /// The matrix product, by PyTorch's rules of rank. `torch.matmul`.
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
      "\(shape) x \(other.shape): \(columns) columns meet \(rows) rows")
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

  /// One matrix product for each index of the first dimension of both.
  func batchProduct(_ other: Tensor) -> Tensor {
    let dtype = promotedDType(self, other)
    let (a, b) = (cast(self, to: dtype), cast(other, to: dtype))
    let result = Tensor.zeros([shape[0], shape[1], other.shape[2]], dtype: dtype)
    withoutGradients {
      for index in 0..<shape[0] {
        matrixProductKernel(
          a.select(0, index), b.select(0, index), addingTo: result.select(0, index))
      }
    }
    return result.recording(
      "BmmBackward0", self, other, { $1.batchProduct($0.right.transpose(1, 2)) },
      { $0.left.transpose(1, 2).batchProduct($1) })
  }
}

/// The product of two matrices, `[n, k]` with `[k, m]`.
func matrixProduct(_ a: Tensor, _ b: Tensor) -> Tensor {
  let dtype = promotedDType(a, b)
  let result = Tensor.zeros([a.shape[0], b.shape[1]], dtype: dtype)
  matrixProductKernel(cast(a, to: dtype), cast(b, to: dtype), addingTo: result)
  return result.recording(
    "MmBackward0", a, b, { matrixProduct($1, $0.right.t()) }, { matrixProduct($0.left.t(), $1) })
}

/// An affine map of rows: `x W^T + b`. `torch.nn.functional.linear`.
///
/// - Parameters:
///   - x: `[..., inputs]`; each row is mapped by itself.
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
    bias.shape == [weight.shape[0]], "linear",
    "a bias of shape \(bias.shape) does not fit \(weight.shape[0]) outputs")
  guard x.rank == 2, x.dtype == weight.dtype, x.dtype == bias.dtype else {
    return x.matmul(weight.t()) + bias
  }
  let result = Tensor(uninitialized: [x.shape[0], weight.shape[0]], x.dtype)
  copyKernel(bias, into: result)
  matrixProductKernel(x, weight.alias().t(), addingTo: result)
  return result.recording("AddmmBackward0", [bias, x, weight], saving: [x, weight]) {
    node, gradient in
    [
      gradient, node.wants(1) ? matrixProduct(gradient, node.saved(1)) : nil,
      node.wants(2) ? matrixProduct(gradient.t(), node.saved(0)) : nil,
    ]
  }
}
