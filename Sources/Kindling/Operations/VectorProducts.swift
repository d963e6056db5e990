/// Products of vectors and batches, each for exactly one combination of ranks.
/// ``Tensor/matmul(_:)`` accepts any.
extension Tensor {
  /// The dot product of two vectors, of rank 0. `torch.dot`.
  ///
  /// Traps with `dot: [3] x [4]: needs two vectors of one length`.
  public func dot(_ other: Tensor) -> Tensor {
    check(
      rank == 1 && shape == other.shape, "dot",
      "\(shape) x \(other.shape): needs two vectors of one length")
    return withoutGradients { (self * other).sum().to(promotedDType(self, other)) }
      .recording("DotBackward0", self, other, { $1 * $0.right }, { $1 * $0.left })
  }

  /// A matrix `[n, k]` times a vector `[k]`: `[n]`. `torch.mv`.
  ///
  /// Traps with `mv: [2, 3] x [2]: needs a matrix and a vector as long as its rows`.
  public func mv(_ vector: Tensor) -> Tensor {
    check(
      rank == 2 && vector.shape == [shape[1]], "mv",
      "\(shape) x \(vector.shape): needs a matrix and a vector as long as its rows")
    return withoutGradients { matrixProduct(self, vector.unsqueeze(1)).view(shape[0]) }
      .recording("MvBackward0", self, vector, { $1.outer($0.right) }, { $0.left.t().mv($1) })
  }

  /// The outer product of a vector `[n]` and a vector `[m]`: `[n, m]`. `torch.outer`.
  ///
  /// Traps with `outer: [2, 3] x [3]: needs two vectors`.
  public func outer(_ other: Tensor) -> Tensor {
    check(
      rank == 1 && other.rank == 1, "outer", "\(shape) x \(other.shape): needs two vectors")
    return unsqueeze(1) * other
  }

  /// The product of two matrices, `[n, k]` times `[k, m]`: `[n, m]`. `torch.mm`.
  ///
  /// Traps with
  /// `mm: [2, 3] x [2, 3]: needs two matrices, columns of one meeting rows of the other`.
  public func mm(_ other: Tensor) -> Tensor {
    check(
      rank == 2 && other.rank == 2 && shape[1] == other.shape[0], "mm",
      "\(shape) x \(other.shape): needs two matrices, columns of one meeting rows of the other")
    return matrixProduct(self, other)
  }

  /// One matrix product for each index of the first dimension, `[b, n, k]` times `[b, k, m]`: `[b,
  /// n, m]`. `torch.bmm`.
  ///
  /// Traps with `bmm: [2, 3, 4] x [3, 4, 5]: needs batches of one size, columns meeting rows`.
  public func bmm(_ other: Tensor) -> Tensor {
    check(
      rank == 3 && other.rank == 3 && shape[0] == other.shape[0] && shape[2] == other.shape[1],
      "bmm", "\(shape) x \(other.shape): needs batches of one size, columns meeting rows")
    return batchProduct(other)
  }

  /// beta self + alpha (a b) for matrices `[n, k]` and `[k, m]`; `self` broadcasts to `[n, m]`.
  /// `torch.addmm`.
  public func addmm(_ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1) -> Tensor {
    let result = withoutGradients { () -> Tensor in
      if dtype == .float16 && a.dtype == .float16 && b.dtype == .float16 {
        // Rounded once, so that a product beyond half precision does not matter.
        return wide.addmm(a.wide, b.wide, beta: beta, alpha: alpha).to(.float16)
      }
      let product = a.mm(b)
      let scaled = alpha == 1 ? product : product * alpha
      // Not added at all if beta is 0, so that NaN in `self` does not matter.
      if beta == 0 { return scaled }
      return scaled + (beta == 1 ? self : self * beta)
    }
    check(
      result.shape == [a.shape[0], b.shape[1]], "addmm",
      "a tensor of shape \(shape) does not broadcast to the product's [\(a.shape[0]), \(b.shape[1])]"
    )
    return result.recording("AddmmBackward0", [self, a, b], saving: [a, b]) {
      [
        $1 * beta, $0.wants(1) ? matrixProduct($1, $0.saved(1).t()) * alpha : nil,
        $0.wants(2) ? matrixProduct($0.saved(0).t(), $1) * alpha : nil,
      ]
    }
  }
}
