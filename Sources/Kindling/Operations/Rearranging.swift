/// Copies with rearranged elements.
extension Tensor {
  /// The elements in reverse order along each of `dims`. `torch.flip`.
  ///
  /// ```swift
  /// Tensor([1, 2, 3]).flip(0)  // tensor([3, 2, 1])
  /// ```
  public func flip(_ dims: Int...) -> Tensor { flip(dims) }

  /// The elements in reverse order along each of `dims`. `torch.flip`.
  public func flip(_ dims: [Int]) -> Tensor {
    let order = dims.map { shape.dimension($0, "flip") }
    check(Set(order).count == order.count, "flip", "a dim is named twice in \(dims)")
    var (start, steps) = (offset, strides)
    for dim in order where rank > 0 && shape[dim] > 1 {
      start += (shape[dim] - 1) * strides[dim]
      steps[dim] = -strides[dim]
    }
    return copyKernel(alias(offset: start, strides: steps))
      .recording("FlipBackward0", self) { $1.flip(order) }
  }

  /// The elements shifted by `shift` places along `dim`; those shifted past the end reappear at the
  /// beginning. `torch.roll`.
  public func roll(_ shift: Int, dim: Int) -> Tensor { roll([shift], dims: [dim]) }

  /// The elements shifted along several dimensions. `torch.roll`.
  ///
  /// Traps with `roll: 2 shifts do not fit 1 dims`.
  public func roll(_ shifts: [Int], dims: [Int]) -> Tensor {
    check(
      shifts.count == dims.count, "roll", "\(shifts.count) shifts do not fit \(dims.count) dims")
    check(rank > 0 || dims.isEmpty, "roll", "a tensor of rank 0 has no dimension to shift along")
    let result = withoutGradients {
      zip(shifts, dims).reduce(clone()) { $0.rolled($1.0, $0.shape.dimension($1.1, "roll")) }
    }
    return result.recording("RollBackward0", self) { $1.roll(shifts.map { -$0 }, dims: dims) }
  }

  /// The elements shifted by `shift` places in row-major order. `torch.roll`.
  public func roll(_ shift: Int) -> Tensor {
    let result = withoutGradients { flatten().rolled(shift, 0).view(shape) }
    return result.recording("RollBackward0", self) { $1.roll(-shift) }
  }

  private func rolled(_ shift: Int, _ dim: Int) -> Tensor {
    guard rank > 0, shape[dim] > 0 else { return self }
    let size = shape[dim]
    let split = (size - shift % size) % size
    return .cat(
      [
        narrow(dim, start: split, length: size - split), narrow(dim, start: 0, length: split),
      ], dim: dim)
  }

  /// The tensor repeated `counts[i]` times along each dimension i; extra counts add leading
  /// dimensions. `torch.Tensor.repeat`.
  ///
  /// Derivative: the sum over the repetitions. Traps with
  /// `repeat: 1 counts are too few for shape [2, 3]`.
  public func `repeat`(_ counts: Int...) -> Tensor { repeated(counts) }

  /// Like ``repeat(_:)``, but missing counts are 1. `torch.tile`.
  public func tile(_ counts: Int...) -> Tensor {
    repeated([Int](repeating: 1, count: Swift.max(rank - counts.count, 0)) + counts)
  }

  private func repeated(_ counts: [Int]) -> Tensor {
    check(
      counts.count >= rank, "repeat", "\(counts.count) counts are too few for shape \(shape)")
    check(counts.allSatisfy { $0 >= 0 }, "repeat", "\(counts) has a negative count")
    let lead = [Int](repeating: 1, count: counts.count - rank)
    let wide = Shape(lead + shape)
    let before = shape
    let result = withoutGradients {
      wide.indices.reduce(copyKernel(self).view(wide)) { $0.blocks(counts[$1], $1) }
    }
    return result.recording("RepeatBackward0", self) { _, gradient in
      var share = gradient
      for dim in wide.indices where counts[dim] != 1 {
        let parts = share.shape[..<dim] + [counts[dim], wide[dim]] + share.shape[(dim + 1)...]
        share = share.reshape(Shape(parts)).sum(dim: dim)
      }
      return share.view(before)
    }
  }

  private func blocks(_ count: Int, _ dim: Int) -> Tensor {
    if count == 1 { return self }
    let size = shape[dim]
    let (length, overflow) = size.multipliedReportingOverflow(by: count)
    check(!overflow, "repeat", "\(count) times \(size) is more than a dimension can hold")
    let result = Tensor(uninitialized: shape.replacing(dim, with: length), dtype, on: home)
    // Without elements, nothing is copied any number of times.
    for block in 0..<(result.elementCount == 0 ? 0 : count) {
      let place = result.alias(offset: block * size * result.strides[dim], shape: shape)
      copyKernel(self, into: place)
    }
    return result
  }

  /// The elements on and above the diagonal `diagonal` of each matrix, 0 below it. `torch.triu`.
  public func triu(diagonal: Int = 0) -> Tensor {
    withoutGradients { maskedFill(distanceRight("triu") .< diagonal, 0) }
      .recording("TriuBackward0", self) { $1.triu(diagonal: diagonal) }
  }

  /// The elements on and below the diagonal `diagonal` of each matrix, 0 above it. `torch.tril`.
  public func tril(diagonal: Int = 0) -> Tensor {
    withoutGradients { maskedFill(distanceRight("tril") .> diagonal, 0) }
      .recording("TrilBackward0", self) { $1.tril(diagonal: diagonal) }
  }

  /// How far each element of a matrix is to the right of the diagonal.
  private func distanceRight(_ operation: String) -> Tensor {
    check(rank >= 2, operation, "a tensor of shape \(shape) is not a matrix")
    return .arange(shape[rank - 1], device: device)
      - Tensor.arange(shape[rank - 2], device: device).unsqueeze(1)
  }
}
