/// Combines the elements of a contiguous tensor with one number.
private struct ScalarMap<F: BinaryFunction>: ElementVisitor {
  let from: UnsafeMutableRawPointer, to: UnsafeMutableRawPointer
  let count: Int
  let number: Scalar

  func visit<T: Element>(_ type: T.Type) {
    let (x, y) = (from.assumingMemoryBound(to: T.self), to.assumingMemoryBound(to: T.self))
    if T.isHalf { return visitHalves() }
    let number: T = number.value()
    inParallel(count) { part in
      if T.isSingle, let vector = F.vector {
        let (start, count) = (part.lowerBound, part.count)
        withUnsafePointer(to: number) {
          vector(floats(x + start), floats(.init(mutating: $0)), floats(y + start), count, 1, 0)
        }
      } else {
        for i in part { y[i] = F.apply(x[i], number) }
      }
    }
  }
}

extension ScalarMap {
  /// Handles half precision without rounding the number to half precision first, as in PyTorch.
  private func visitHalves() {
    let (x, y) = (
      from.assumingMemoryBound(to: Float16.self), to.assumingMemoryBound(to: Float16.self)
    )
    let number: Float = number.value()
    inParallel(count) { part in
      inSingle(x + part.lowerBound, y + part.lowerBound, part.count) { numbers, count in
        if let vector = F.vector {
          withUnsafePointer(to: number) {
            vector(numbers, $0, numbers, count, 1, 0)
          }
        } else {
          for i in 0..<count { numbers[i] = F.apply(numbers[i], number) }
        }
      }
    }
  }
}

/// Returns the elements of `x` combined with `number`; nil if that is not one plain pass in the
/// dtype of `x`, so that the number has to become a tensor.
func scalarKernel<F: BinaryFunction>(
  _ function: F.Type, _ x: Tensor, _ number: Scalar, inPlace: Bool = false
) -> Tensor? {
  guard x.isContiguous, !x.isOnDevice, number.promoted(with: x.dtype) == x.dtype else { return nil }
  let result = inPlace ? x : Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visit(
    ScalarMap<F>(
      from: x.firstLocalByte, to: result.firstLocalByte, count: x.elementCount, number: number))
  return result
}
