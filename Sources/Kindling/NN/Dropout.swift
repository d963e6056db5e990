/// Zeroes each element with probability `p` during training, and does nothing in evaluation mode.
/// `torch.nn.Dropout`.
///
/// The remaining elements are divided by 1 - p, so the expected value does not change. With the
/// same seed, the same elements are zeroed as in PyTorch. (Srivastava et al., "Dropout", 2014.)
public final class Dropout: Module {
  /// The probability that an element is zeroed.
  public let p: Double

  /// Traps with `Dropout: p of 1.5 is outside 0...1`.
  public init(_ p: Double = 0.5) {
    check(p >= 0 && p <= 1, "Dropout", "p of \(p) is outside 0...1")
    self.p = p
  }

  public override func forward(_ input: Tensor) -> Tensor {
    dropout(input, p: p, isTraining: isTraining)
  }

  public override var argumentDescription: String { "p=\(p), inplace=False" }
}

/// Zeroes each element with probability `p` and divides the others by 1 - p.
/// `torch.nn.functional.dropout`.
///
/// - Parameters:
///   - x: floating point, of any shape.
///   - p: the probability that an element is zeroed.
///   - isTraining: whether to apply dropout; if false, `x` itself is returned.
///
/// Traps with `dropout: p of 1.5 is outside 0...1`.
public func dropout(_ x: Tensor, p: Double = 0.5, isTraining: Bool = true) -> Tensor {
  check(p >= 0 && p <= 1, "dropout", "p of \(p) is outside 0...1")
  if !isTraining || p == 0 { return x }
  if p == 1 { return x * scalarTensor(.int(0), x.dtype) }
  let mask = x.dtype.visitFloating(KeepMask(x: x, kept: 1 - p), "dropout")
  return x * mask.brought(to: x.home)
}

/// A mask with the shape of `x`: 1 / kept with probability `kept`, else 0.
private struct KeepMask: FloatingVisitor {
  let x: Tensor, kept: Double

  func visit<T: FloatingElement>(_ type: T.Type) -> Tensor {
    let generator = Generator.ofThread.slot
    // PyTorch draws in the order of the elements of `x` in memory.
    let order = x.shape.indices.filter { x.shape[$0] != 1 }
      .sorted { x.strides[$0] > x.strides[$1] }
    let mask = Tensor(uninitialized: x.shape, T.dtype)
    var steps = mask.strides
    var step = 1
    for dim in order.reversed() {
      steps[dim] = step
      step *= x.shape[dim]
    }
    // The scale of half precision is computed in single, and rounded once.
    let scale = T.isHalf ? T(1 / Float(kept)) : 1 / T(kept)
    let numbers = mask.pointer(T.self)
    for index in 0..<x.elementCount {
      numbers[index] = generator.value.uniformDouble() < kept ? scale : 0
    }
    return mask.alias(strides: steps)
  }
}
