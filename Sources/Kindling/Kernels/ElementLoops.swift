import CKernels

// The loops that elementwise kernels are made of.

/// What a loop does with each element, as a type: a closure would be called for each of them, which
/// takes longer than most functions and keeps the loop from being vectorized.
protocol ElementStep {
  associatedtype In: Element
  associatedtype Out: Element
  static func apply(_ x: In) -> Out
}

enum FloatStep<F: FloatFunction, T: FloatingElement>: ElementStep {
  @inline(__always) static func apply(_ x: T) -> T { F.apply(x) }
}
enum NumberStep<F: NumberFunction, T: Element>: ElementStep {
  @inline(__always) static func apply(_ x: T) -> T { F.apply(x) }
}

/// What a loop does with each pair of elements.
protocol PairStep {
  associatedtype In: Element
  associatedtype Out: Element
  static func apply(_ a: In, _ b: In) -> Out
}

enum BinaryStep<F: BinaryFunction, T: Element>: PairStep {
  @inline(__always) static func apply(_ a: T, _ b: T) -> T { F.apply(a, b) }
}
enum BinaryFloatStep<F: BinaryFloatFunction, T: FloatingElement>: PairStep {
  @inline(__always) static func apply(_ a: T, _ b: T) -> T { F.apply(a, b) }
}
enum ComparisonStep<F: ComparisonFunction, T: Element>: PairStep {
  @inline(__always) static func apply(_ a: T, _ b: T) -> Bool { F.apply(a, b) }
}

// Not inlined, so that there is one copy of the loops for each function and type: there are many of
// both.
@inline(never)
private func loop<S: ElementStep>(
  _ step: S.Type, _ from: UnsafeMutablePointer<S.In>, _ to: UnsafeMutablePointer<S.Out>,
  _ count: Int, _ fromStep: Int, _ toStep: Int, _ vector: VectorFunction?
) {
  if fromStep == 1 && toStep == 1 {
    if let vector { return vector(floats(from), floats(to), count) }
    for i in 0..<count { to[i] = S.apply(from[i]) }
  } else {
    for i in 0..<count { to[i * toStep] = S.apply(from[i * fromStep]) }
  }
}

/// Writes what `step` makes of each element of `x` to `result`, which has its shape.
@inline(__always)
func mapElements<S: ElementStep>(
  _ step: S.Type, _ x: Tensor, _ result: Tensor, vector: VectorFunction? = nil
) {
  let (source, target): (UnsafeMutablePointer<S.In>, UnsafeMutablePointer<S.Out>) = (
    x.pointer(), result.pointer()
  )
  if x.isInOrder(with: result) {
    return inParallel(result.elementCount) {
      loop(S.self, source + $0.lowerBound, target + $0.lowerBound, $0.count, 1, 1, vector)
    }
  }
  let order = DimensionOrder(result.shape, result.strides)
  Traversal(
    order.arranged(result.shape), order.arranged(result.strides), order.arranged(x.strides)
  ).forEachRowInParallel {
    loop(
      S.self, source + $0.start[1], target + $0.start[0], $0.count, $0.step[1], $0.step[0], vector)
  }
}

@inline(never)
private func loop<S: PairStep>(
  _ step: S.Type, _ l: UnsafeMutablePointer<S.In>, _ r: UnsafeMutablePointer<S.In>,
  _ to: UnsafeMutablePointer<S.Out>, _ count: Int, _ leftStep: Int, _ rightStep: Int,
  _ toStep: Int, _ vector: VectorBinaryFunction?
) {
  if let vector, toStep == 1, leftStep | rightStep <= 1 {
    return vector(floats(l), floats(r), floats(to), count, Int32(leftStep), Int32(rightStep))
  }
  switch (toStep, leftStep, rightStep) {
  case (1, 1, 1): for i in 0..<count { to[i] = S.apply(l[i], r[i]) }
  case (1, 1, 0):
    let constant = r[0]
    for i in 0..<count { to[i] = S.apply(l[i], constant) }
  case (1, 0, 1):
    let constant = l[0]
    for i in 0..<count { to[i] = S.apply(constant, r[i]) }
  default:
    for i in 0..<count { to[i * toStep] = S.apply(l[i * leftStep], r[i * rightStep]) }
  }
}

/// Writes what `step` makes of each pair of elements to the result of the operands.
@inline(__always)
func zipElements<S: PairStep>(
  _ step: S.Type, _ operands: borrowing Operands, vector: VectorBinaryFunction? = nil
) {
  let left = operands.left.assumingMemoryBound(to: S.In.self)
  let right = operands.right.assumingMemoryBound(to: S.In.self)
  let target = operands.result.assumingMemoryBound(to: S.Out.self)
  guard let walk = operands.walk else {
    let (leftStep, rightStep) = (operands.leftStep, operands.rightStep)
    return inParallel(operands.count) {
      let start = $0.lowerBound
      loop(
        S.self, left + start * leftStep, right + start * rightStep, target + start, $0.count,
        leftStep, rightStep, 1, vector)
    }
  }
  if let vector, walk.rank == 2, walk.steps[0][0] == 1, walk.steps[0][1] | walk.steps[0][2] <= 1 {
    return walk.forEachBlockOfRowsInParallel { first, rows in
      let (inner, outer) = (walk.steps[0], walk.steps[1])
      ck_each_row(
        vector, floats(left + first[1]), floats(right + first[2]), floats(target + first[0]), rows,
        walk.sizes[0], outer[1], outer[2], outer[0], Int32(inner[1]), Int32(inner[2]))
    }
  }
  walk.forEachRowInParallel {
    loop(
      S.self, left + $0.start[1], right + $0.start[2], target + $0.start[0], $0.count,
      $0.step[1], $0.step[2], $0.step[0], vector)
  }
}
