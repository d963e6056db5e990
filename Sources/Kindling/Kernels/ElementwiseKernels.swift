/// A function of one floating-point number.
protocol FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T
  /// The same over arrays of `Float`, where that is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of one number of any dtype.
protocol NumberFunction {
  static func apply<T: Element>(_ x: T) -> T
  /// The same over arrays of `Float`, where that is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of two numbers of one dtype.
protocol BinaryFunction {
  static func apply<T: Element>(_ a: T, _ b: T) -> T
  /// The same over arrays of `Float`, where that is worth having.
  static var vector: VectorBinaryFunction? { get }
}

/// A function of two floating-point numbers.
protocol BinaryFloatFunction {
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T
  /// The same over arrays of `Float`, where that is worth having.
  static var vector: VectorBinaryFunction? { get }
}

/// A question about two numbers of one dtype.
protocol Comparison {
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool
}

@inline(__always)
private func map<In: Element, Out: Element>(
  _ x: Tensor, _ result: Tensor, vector: VectorFunction? = nil, _ function: (In) -> Out
) {
  let (source, target): (UnsafeMutablePointer<In>, UnsafeMutablePointer<Out>) = (
    x.pointer(), result.pointer()
  )
  // One copy of the loops for each function and type: there are many of both.
  @inline(never)
  func apply(_ from: UnsafeMutablePointer<In>, _ to: UnsafeMutablePointer<Out>, _ row: Span) {
    if row.steps == (1, 1, 0) {
      if let vector { return vector(floats(from), floats(to), row.count) }
      for i in 0..<row.count { to[i] = function(from[i]) }
    } else {
      for i in 0..<row.count { to[i * row.steps.0] = function(from[i * row.steps.1]) }
    }
  }
  if x.isContiguous && result.isContiguous {
    return inParallel(result.elementCount) {
      apply(source + $0.lowerBound, target + $0.lowerBound, Span($0.count, (1, 1, 0)))
    }
  }
  Traversal(result.shape, result.strides, x.strides).forEachRowInParallel {
    apply(source + $0.start[1], target + $0.start[0], Span($0))
  }
}

@inline(__always)
private func zip<In: Element, Out: Element>(
  _ a: Tensor, _ b: Tensor, _ result: Tensor, vector: VectorBinaryFunction? = nil,
  _ function: (In, In) -> Out
) {
  let (left, right): (UnsafeMutablePointer<In>, UnsafeMutablePointer<In>) = (
    a.pointer(), b.pointer()
  )
  let target: UnsafeMutablePointer<Out> = result.pointer()
  let shape = result.shape
  @inline(never)
  func apply(
    _ l: UnsafeMutablePointer<In>, _ r: UnsafeMutablePointer<In>, _ to: UnsafeMutablePointer<Out>,
    _ row: Span
  ) {
    if let vector, row.steps.0 == 1, row.steps.1 | row.steps.2 <= 1 {
      return vector(
        floats(l), floats(r), floats(to), row.count, Int32(row.steps.1), Int32(row.steps.2))
    }
    switch row.steps {
    case (1, 1, 1): for i in 0..<row.count { to[i] = function(l[i], r[i]) }
    case (1, 1, 0):
      let constant = r[0]
      for i in 0..<row.count { to[i] = function(l[i], constant) }
    case (1, 0, 1):
      let constant = l[0]
      for i in 0..<row.count { to[i] = function(constant, r[i]) }
    default:
      for i in 0..<row.count {
        to[i * row.steps.0] = function(l[i * row.steps.1], r[i * row.steps.2])
      }
    }
  }
  // Most operands have the result's shape or are a single number, and need no walk.
  if let (leftStep, rightStep) = flatSteps(a, b, result) {
    return inParallel(result.elementCount) {
      let start = $0.lowerBound
      apply(
        left + start * leftStep, right + start * rightStep, target + start,
        Span($0.count, (1, leftStep, rightStep)))
    }
  }
  Traversal(
    shape, result.strides, a.shape.broadcastStrides(a.strides, to: shape),
    b.shape.broadcastStrides(b.strides, to: shape)
  ).forEachRowInParallel {
    apply(left + $0.start[1], right + $0.start[2], target + $0.start[0], Span($0))
  }
}

/// How many elements of a row there are, and the steps between those of result and operands.
private struct Span {
  let count: Int
  let steps: (Int, Int, Int)

  init(_ count: Int, _ steps: (Int, Int, Int)) { (self.count, self.steps) = (count, steps) }
  init(_ row: Traversal.Row) { self.init(row.count, (row.step[0], row.step[1], row.step[2])) }
}

/// The steps through the operands of a contiguous result if each is contiguous and of its shape, or
/// a single number.
@inline(__always)
private func flatSteps(_ a: Tensor, _ b: Tensor, _ result: Tensor) -> (Int, Int)? {
  guard result.isContiguous, a.isContiguous, b.isContiguous else { return nil }
  let count = result.elementCount
  guard a.elementCount == count || a.elementCount == 1 else { return nil }
  guard b.elementCount == count || b.elementCount == 1 else { return nil }
  return (a.elementCount == 1 ? 0 : 1, b.elementCount == 1 ? 0 : 1)
}

/// The same memory as `Float`; only for elements that are.
@inline(__always)
func floats<T>(_ pointer: UnsafeMutablePointer<T>) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
}

private struct FloatMap<F: FloatFunction>: FloatingVisitor {
  let x: Tensor, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    map(x, result, vector: T.self == Float.self ? F.vector : nil) { (e: T) -> T in F.apply(e) }
  }
}

private struct NumberMap<F: NumberFunction>: ElementVisitor {
  let x: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    map(x, result, vector: T.self == Float.self ? F.vector : nil) { (e: T) -> T in F.apply(e) }
  }
}

private struct BinaryMap<F: BinaryFunction>: ElementVisitor {
  let a: Tensor, b: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    zip(a, b, result, vector: T.self == Float.self ? F.vector : nil) { (l: T, r: T) -> T in
      F.apply(l, r)
    }
  }
}

private struct BinaryFloatMap<F: BinaryFloatFunction>: FloatingVisitor {
  let a: Tensor, b: Tensor, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    zip(a, b, result, vector: T.self == Float.self ? F.vector : nil) { (l: T, r: T) -> T in
      F.apply(l, r)
    }
  }
}

private struct ComparisonMap<F: Comparison>: ElementVisitor {
  let a: Tensor, b: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    zip(a, b, result) { (l: T, r: T) -> Bool in F.apply(l, r) }
  }
}

/// Applies a floating-point function to each element; integers become float32 first.
func floatKernel<F: FloatFunction>(_ function: F.Type, _ x: Tensor) -> Tensor {
  let x = x.dtype.isFloatingPoint ? x : cast(x, to: .float32)
  let result = Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visitFloating(FloatMap<F>(x: x, result: result), "\(F.self)")
  return result
}

/// Applies a function to each element, keeping the dtype.
func numberKernel<F: NumberFunction>(_ function: F.Type, _ x: Tensor) -> Tensor {
  let result = Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visit(NumberMap<F>(x: x, result: result))
  return result
}

/// Combines two tensors element by element, with broadcasting, in their promoted dtype.
func binaryKernel<F: BinaryFunction>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor, into target: Tensor? = nil
) -> Tensor {
  let dtype = target?.dtype ?? promotedDType(a, b)
  let (a, b) = (cast(a, to: dtype), cast(b, to: dtype))
  let result = target ?? Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), dtype)
  dtype.visit(BinaryMap<F>(a: a, b: b, result: result))
  return result
}

/// As ``binaryKernel``, for functions that need floating-point numbers; integers become float32.
func binaryFloatKernel<F: BinaryFloatFunction>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor, into target: Tensor? = nil
) -> Tensor {
  let promoted = promotedDType(a, b)
  let dtype = target?.dtype ?? (promoted.isFloatingPoint ? promoted : .float32)
  let (a, b) = (cast(a, to: dtype), cast(b, to: dtype))
  let result = target ?? Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), dtype)
  dtype.visitFloating(BinaryFloatMap<F>(a: a, b: b, result: result), name)
  return result
}

/// Compares two tensors element by element, with broadcasting; the result is bool.
func comparisonKernel<F: Comparison>(
  _ function: F.Type, _ name: String, _ a: Tensor, _ b: Tensor
) -> Tensor {
  let dtype = promotedDType(a, b)
  let (a, b) = (cast(a, to: dtype), cast(b, to: dtype))
  let result = Tensor(uninitialized: Shape.broadcast(a.shape, b.shape, name), .bool)
  dtype.visit(ComparisonMap<F>(a: a, b: b, result: result))
  return result
}

/// The dtype two tensors meet in. As in PyTorch, a tensor of rank 0 gives way to one with
/// dimensions unless it is of a higher category (bool, integer, floating point).
func promotedDType(_ a: Tensor, _ b: Tensor) -> DType {
  if a.dtype == b.dtype { return a.dtype }
  if (a.rank == 0) != (b.rank == 0) {
    let (scalar, tensor) = a.rank == 0 ? (a.dtype, b.dtype) : (b.dtype, a.dtype)
    let category = { (d: DType) in d == .bool ? 0 : d.isFloatingPoint ? 2 : 1 }
    return category(scalar) > category(tensor) ? scalar : tensor
  }
  return DType.promote(a.dtype, b.dtype)
}
