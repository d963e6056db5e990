/// For each element the product of those before it, times the product of those after it.
private struct ProductOfOthers: FloatingVisitor {
  let x: Tensor, result: Tensor, dim: Int
  func visit<T: FloatingElement>(_ type: T.Type) {
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<T>) in
      var product: T = 1
      for i in 0..<from.count {
        to[i] = product
        product *= from[i]
      }
      product = 1
      for i in stride(from: from.count - 1, through: 0, by: -1) {
        to[i] *= product
        product *= from[i]
      }
    }
  }
}

/// Products. Along an empty dimension a product is 1. Products of integers and bools are int64.
extension Tensor {
  /// The product of all elements, of rank 0. Derivative: the product of the other elements.
  /// `torch.prod`.
  public func prod() -> Tensor {
    flatten().multiplied(dim: 0, keepDim: false, "ProdBackward0")
  }

  /// The product along `dim`. Derivative: the product of the other elements. `torch.prod(dim=)`.
  ///
  /// - Complexity: O(n) for a slice of n elements, and so is its derivative; O(n^2), in memory as
  ///   well, where an element is 0 and the derivative is recorded or on a device.
  public func prod(dim: Int, keepDim: Bool = false) -> Tensor {
    multiplied(dim: shape.dimension(dim, "prod"), keepDim: keepDim, "ProdBackward1")
  }

  private func multiplied(dim: Int, keepDim: Bool, _ name: String) -> Tensor {
    let factors = dtype.isFloatingPoint ? self : cast(self, to: .int64)
    let dims = ReducedDims([dim], of: shape, "prod")
    let result = productKernel(factors, dim: dim)
    return dims.shaped(result, keepDim: keepDim).recording(name, self, saving: .input) {
      $1.view(dims.kept) * $0.input.productOfOthers(dim: dim)
    }
  }

  /// For each element, the product of the others along `dim`.
  private func productOfOthers(dim: Int) -> Tensor {
    if rank == 0 { return Tensor.ones(like: self) }
    if !(self .== 0).any() { return prod(dim: dim, keepDim: true) / self }
    if !gradientsEnabled && !isOnDevice {
      let result = Tensor(uninitialized: shape, dtype)
      dtype.visitFloating(ProductOfOthers(x: self, result: result, dim: dim), "prod")
      return result
    }
    // A 0 cannot be divided out, so row i of a square is the slice with element i set to 1.
    let own = Tensor.eye(shape[dim], dtype: .bool, device: device)
    let rows = movedim(dim, -1).unsqueeze(-2)
    let square = rows.expand(rows.shape.replacing(rank - 1, with: shape[dim]))
    return square.maskedFill(own, 1).prod(dim: -1).movedim(-1, dim)
  }
}
