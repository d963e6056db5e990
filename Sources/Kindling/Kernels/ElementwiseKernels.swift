/// The memory of two operands and the result of an elementwise operation. Passing tensors would
/// mean reference counting at every step, which for small tensors is most of the work. The tensors
/// must be known to be on the processor.
struct Operands {
  let left: UnsafeMutableRawPointer, right: UnsafeMutableRawPointer
  let result: UnsafeMutableRawPointer
  let count: Int
  /// 0 for an operand that repeats one number.
  let leftStep: Int, rightStep: Int
  /// How to traverse them if they are not simply stored in a row, as most are.
  let walk: Traversal?

  init(_ a: borrowing Tensor, _ b: borrowing Tensor, _ result: borrowing Tensor) {
    (left, right, self.result) = (a.firstLocalByte, b.firstLocalByte, result.firstLocalByte)
    count = result.elementCount
    if result.isContiguous, let leftStep = a.step(throughRowOf: count),
      let rightStep = b.step(throughRowOf: count)
    {
      (self.leftStep, self.rightStep, walk) = (leftStep, rightStep, nil)
    } else if !result.isContiguous, let leftStep = a.step(inOrderOf: result),
      let rightStep = b.step(inOrderOf: result)
    {
      (self.leftStep, self.rightStep, walk) = (leftStep, rightStep, nil)
    } else {
      (leftStep, rightStep) = (0, 0)
      let order = DimensionOrder(result.shape, result.strides)
      walk = Traversal(
        order.arranged(result.shape), order.arranged(result.strides),
        order.arranged(a.shape.broadcastStrides(a.strides, to: result.shape)),
        order.arranged(b.shape.broadcastStrides(b.strides, to: result.shape)))
    }
  }
}

extension Tensor {
  /// Returns the step through this tensor alongside `count` elements in a row: 1 if it also has
  /// `count` elements in a row, 0 if it repeats a single number; nil otherwise.
  @inline(__always)
  fileprivate func step(throughRowOf count: Int) -> Int? {
    if elementCount == 1 { return 0 }
    guard elementCount == count else { return nil }
    if isContiguous { return 1 }
    for dim in 0..<shape.count where strides.sizes[dim] != 0 { return nil }
    return 0
  }
}

extension Tensor {
  /// Returns the step through this tensor alongside a result that is stored without gaps in an
  /// order other than row by row: 1 if this tensor is stored in the same order, 0 if it is a single
  /// number; nil otherwise.
  fileprivate func step(inOrderOf result: borrowing Tensor) -> Int? {
    elementCount == 1 ? 0 : isInOrder(with: result) ? 1 : nil
  }
}

/// Returns the same memory as `Float`; only for elements of that type.
@inline(__always)
func floats<T>(_ pointer: UnsafeMutablePointer<T>) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
}

private struct FloatMap<F: FloatFunction>: FloatingVisitor {
  let x: Tensor, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    // Half precision goes through single precision, so that the steps of a function are rounded
    // only once.
    if T.isHalf {
      return mapHalves(x, result, vector: F.vector) { (e: Float) -> Float in F.apply(e) }
    }
    mapElements(FloatStep<F, T>.self, x, result, vector: T.isSingle ? F.vector : nil)
  }
}

private struct NumberMap<F: NumberFunction>: ElementVisitor {
  let x: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    if T.isHalf {
      return mapHalves(x, result, vector: F.vector) { (e: Float) -> Float in F.apply(e) }
    }
    mapElements(NumberStep<F, T>.self, x, result, vector: T.isSingle ? F.vector : nil)
  }
}

private struct BinaryMap<F: BinaryFunction>: ElementVisitor {
  let operands: Operands
  func visit<T: Element>(_ type: T.Type) {
    if T.isHalf {
      return zipHalves(operands, vector: F.vector) { (l: Float, r: Float) -> Float in
        F.apply(l, r)
      }
    }
    zipElements(BinaryStep<F, T>.self, operands, vector: T.isSingle ? F.vector : nil)
  }
}

private struct BinaryFloatMap<F: BinaryFloatFunction>: FloatingVisitor {
  let operands: Operands
  func visit<T: FloatingElement>(_ type: T.Type) {
    if T.isHalf {
      return zipHalves(operands, vector: F.vector) { (l: Float, r: Float) -> Float in
        F.apply(l, r)
      }
    }
    zipElements(BinaryFloatStep<F, T>.self, operands, vector: T.isSingle ? F.vector : nil)
  }
}

private struct ComparisonMap<F: ComparisonFunction>: ElementVisitor {
  let operands: Operands
  func visit<T: Element>(_ type: T.Type) {
    if T.isHalf {
      return zipHalves(operands) { (l: Float, r: Float) -> Bool in F.apply(l, r) }
    }
    zipElements(ComparisonStep<F, T>.self, operands)
  }
}

/// Applies a floating-point function to each element; integers are converted to the default dtype.
func floatKernel<F: FloatFunction>(_ function: F.Type, _ x: Tensor) -> Tensor {
  let x = x.dtype.isFloatingPoint ? x : cast(x, to: .default)
  if x.isOnDevice { return mapOnDevice(F.onDevice, x) }
  let result = Tensor(x.dtype, as: x)
  x.dtype.visitFloating(FloatMap<F>(x: x, result: result), "\(F.self)")
  return result
}

/// Applies a function to each element, keeping the dtype.
func numberKernel<F: NumberFunction>(_ function: F.Type, _ x: Tensor) -> Tensor {
  if x.isOnDevice { return mapOnDevice(F.onDevice, x) }
  let result = Tensor(x.dtype, as: x)
  x.dtype.visit(NumberMap<F>(x: x, result: result))
  return result
}

/// Combines two tensors element by element, with broadcasting, in their promoted dtype.
func binaryKernel<F: BinaryFunction>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor, into target: Tensor? = nil
) -> Tensor {
  let dtype = target?.dtype ?? promotedDType(a, b)
  if a.dtype != dtype || b.dtype != dtype {
    return inOneDType(a, b, dtype, into: target) { binaryKernel(function, name, $0, $1, into: $2) }
  }
  if a.isOnDevice || b.isOnDevice {
    return zipOnDevice(F.onDevice, name, a, b, into: target, dtype)
  }
  let result =
    target ?? Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), dtype, as: a, b)
  dtype.visit(BinaryMap<F>(operands: Operands(a, b, result)))
  return result
}

/// Like ``binaryKernel``, for floating-point functions; integers are converted to the default
/// dtype.
func binaryFloatKernel<F: BinaryFloatFunction>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor, into target: Tensor? = nil
) -> Tensor {
  let promoted = promotedDType(a, b)
  let dtype = target?.dtype ?? (promoted.isFloatingPoint ? promoted : .default)
  if a.dtype != dtype || b.dtype != dtype {
    return inOneDType(a, b, dtype, into: target) {
      binaryFloatKernel(function, name, $0, $1, into: $2)
    }
  }
  if a.isOnDevice || b.isOnDevice {
    return zipOnDevice(F.onDevice, name, a, b, into: target, dtype)
  }
  let result =
    target ?? Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), dtype, as: a, b)
  dtype.visitFloating(BinaryFloatMap<F>(operands: Operands(a, b, result)), name)
  return result
}

/// Combines two tensors after converting them to `dtype`.
private func inOneDType(
  _ a: Tensor, _ b: Tensor, _ dtype: DType, into target: Tensor?,
  combine: (_ a: Tensor, _ b: Tensor, _ target: Tensor?) -> Tensor
) -> Tensor {
  if dtype == .float16, isNumber(a, beside: b) || isNumber(b, beside: a) {
    return narrowed(combine(cast(a, to: .float32), cast(b, to: .float32), nil), into: target)
  }
  return combine(cast(a, to: dtype), cast(b, to: dtype), target)
}

/// Returns whether `a` is a single number whose dtype gives way to the half precision of `b`:
/// PyTorch does not round it to half precision first.
private func isNumber(_ a: Tensor, beside b: Tensor) -> Bool {
  a.rank == 0 && b.rank > 0 && a.dtype != .float16 && b.dtype == .float16
}

/// Returns a single-precision result rounded to half precision.
private func narrowed(_ wide: Tensor, into target: Tensor?) -> Tensor {
  guard let target else { return cast(wide, to: .float16) }
  copyKernel(wide, into: target)
  return target
}

/// Compares two tensors element by element, with broadcasting; the result is bool.
func comparisonKernel<F: ComparisonFunction>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor
) -> Tensor {
  let dtype = promotedDType(a, b)
  let (a, b) = (cast(a, to: dtype), cast(b, to: dtype))
  if a.isOnDevice || b.isOnDevice {
    return zipOnDevice(F.onDevice, name, a, b, into: nil, .bool)
  }
  let result = Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), .bool, as: a, b)
  dtype.visit(ComparisonMap<F>(operands: Operands(a, b, result)))
  return result
}

/// Returns the promoted dtype of two tensors. As in PyTorch, the dtype of a tensor of rank 0 gives
/// way to that of one with dimensions unless it is in a higher category (bool, integer, floating
/// point).
func promotedDType(_ a: Tensor, _ b: Tensor) -> DType {
  if a.dtype == b.dtype { return a.dtype }
  if (a.rank == 0) != (b.rank == 0) {
    let (scalar, tensor) = a.rank == 0 ? (a.dtype, b.dtype) : (b.dtype, a.dtype)
    let category = { (d: DType) in d == .bool ? 0 : d.isFloatingPoint ? 2 : 1 }
    return category(scalar) > category(tensor) ? scalar : tensor
  }
  return DType.promote(a.dtype, b.dtype)
}
