private struct Fill: ElementVisitor {
  let target: Tensor
  let value: Scalar
  func visit<T: Element>(_ type: T.Type) {
    let (number, first): (T, UnsafeMutablePointer<T>) = (value.value(), target.pointer())
    if target.isContiguous { return first.update(repeating: number, count: target.elementCount) }
    Traversal(target.shape, target.strides).forEachRow { row in
      let to = first + row.start[0]
      for i in 0..<row.count { to[i * row.step[0]] = number }
    }
  }
}

/// Writes `value` into every element of `target`.
func fillKernel(_ target: Tensor, _ value: Scalar) {
  if target.isOnDevice { return fillOnDevice(target, value) }
  target.dtype.visit(Fill(target: target, value: value))
}

extension Tensor {
  /// Creates a tensor of zeros on a device, or on the processor if `home` is nil, for kernels to
  /// add to.
  static func zeros(_ shape: Shape, dtype: DType, on home: OpenCLDevice?) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype, on: home)
    if home != nil {
      fillKernel(result, .int(0))
      return result
    }
    // Zero is all bits clear in every dtype.
    result.storage.bytes.initializeMemory(
      as: UInt8.self, repeating: 0, count: shape.elementCount * dtype.byteCount)
    return result
  }
}

/// Creates a tensor of rank 0 containing `value`, by default on the processor, where it can be
/// combined with any other tensor.
func scalarTensor(_ value: Scalar, _ dtype: DType, on home: OpenCLDevice? = nil) -> Tensor {
  let result = Tensor(uninitialized: .scalar, dtype, on: home)
  fillKernel(result, value)
  return result
}

private struct CastFrom: ElementVisitor {
  let source: Tensor, target: Tensor
  func visit<From: Element>(_ type: From.Type) {
    target.dtype.visit(CastTo<From>(source: source, target: target))
  }
}

private struct CastTo<From: Element>: ElementVisitor {
  let source: Tensor, target: Tensor
  func visit<To: Element>(_ type: To.Type) {
    let from: UnsafeMutablePointer<From> = source.pointer()
    let to: UnsafeMutablePointer<To> = target.pointer()
    let isFloat = From.dtype.isFloatingPoint
    Traversal(
      target.shape, target.strides, source.shape.broadcastStrides(source.strides, to: target.shape)
    )
    .forEachRow { row in
      let (t, s) = (to + row.start[0], from + row.start[1])
      for i in 0..<row.count {
        let element = s[i * row.step[1]]
        t[i * row.step[0]] =
          isFloat ? To(wrapping: element.asDouble) : To(wrapping: element.asInt64)
      }
    }
  }
}

/// Copies elements bit for bit, whatever their dtype.
private func copyRows<Bits>(_ source: Tensor, _ target: Tensor, as type: Bits.Type) {
  let from = source.firstByte.assumingMemoryBound(to: Bits.self)
  let to = target.firstByte.assumingMemoryBound(to: Bits.self)
  Traversal(
    target.shape, target.strides, source.shape.broadcastStrides(source.strides, to: target.shape)
  ).forEachRowInParallel { row in
    let (t, s) = (to + row.start[0], from + row.start[1])
    switch (row.step[0], row.step[1]) {
    case (1, 1): t.update(from: s, count: row.count)
    case (1, 0): t.update(repeating: s[0], count: row.count)
    default: for i in 0..<row.count { t[i * row.step[0]] = s[i * row.step[1]] }
    }
  }
}

/// Writes the elements of `source`, converted and broadcast, into `target`.
func copyKernel(_ source: Tensor, into target: Tensor) {
  if source.isOnDevice || target.isOnDevice { return copyOnDevice(source, into: target) }
  guard source.dtype == target.dtype else {
    if convertHalves(source, into: target) { return }
    return source.dtype.visit(CastFrom(source: source, target: target))
  }
  let size = source.dtype.byteCount
  let count = source.elementCount
  // A single number is not worth a separate copy for each element; the loops below repeat it.
  if source.isContiguous && target.isContiguous && target.shape.ends(with: source.shape)
    && (count > 1 || target.elementCount == 1)
  {
    let (from, to) = (source.firstByte, target.firstByte)
    return inParallel(target.elementCount / count, grain: max(parallelGrain / count, 1)) {
      for block in $0 {
        (to + block * count * size).copyMemory(from: from, byteCount: count * size)
      }
    }
  }
  switch size {
  case 1: copyRows(source, target, as: UInt8.self)
  case 2: copyRows(source, target, as: UInt16.self)
  case 4: copyRows(source, target, as: UInt32.self)
  default: copyRows(source, target, as: UInt64.self)
  }
}

/// Returns a contiguous copy, converted to `dtype` if one is given. Records nothing.
func copyKernel(_ source: Tensor, to dtype: DType? = nil) -> Tensor {
  let result = Tensor(uninitialized: source.shape, dtype ?? source.dtype, on: source.home)
  copyKernel(source, into: result)
  return result
}

/// Returns a copy whose elements are stored in the order of those of `source`, without gaps.
/// Records nothing.
func laidOutCopy(of source: Tensor, to dtype: DType) -> Tensor {
  let result = Tensor(dtype, as: source, on: source.home)
  copyKernel(source, into: result)
  return result
}

/// Returns the tensor itself, or a copy in single precision, in the same order, if it has half
/// precision. Records nothing.
func widened(_ x: Tensor) -> Tensor {
  x.dtype == x.dtype.wide ? x : laidOutCopy(of: x, to: x.dtype.wide)
}

/// Returns the tensor itself if it already has `dtype`, otherwise a converted copy. Records
/// nothing.
@inline(__always)
func cast(_ x: Tensor, to dtype: DType) -> Tensor {
  x.dtype == dtype ? x : copyKernel(x, to: dtype)
}
