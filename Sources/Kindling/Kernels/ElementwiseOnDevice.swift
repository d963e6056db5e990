// The counterparts of the entry functions in Kernels for tensors on a device, which run kernels
// there.

extension Walk {
  /// Creates a walk over the elements of `result` and of other tensors, which broadcast to its
  /// shape.
  init(_ result: Tensor, _ a: Tensor? = nil, _ b: Tensor? = nil, _ c: Tensor? = nil) {
    let shape = result.shape
    func strides(_ x: Tensor?) -> Shape {
      x.map { $0.shape.broadcastStrides($0.strides, to: shape) } ?? []
    }
    self.init(
      Traversal(shape, result.strides, strides(a), strides(b), strides(c)),
      count: result.elementCount, result.offset, a?.offset ?? 0, b?.offset ?? 0, c?.offset ?? 0)
  }
}

extension Tensor {
  /// The number as a kernel argument, if this is a single number on the processor.
  fileprivate var asArgument: Scalar? { isOnDevice ? nil : number }
}

/// Applies a function to each element.
func mapOnDevice(_ function: some DeviceFunction, _ x: Tensor) -> Tensor {
  let home = x.home!
  let result = Tensor(x.dtype, as: x, on: home)
  home.launch(
    function.kernel, x.dtype, items: x.elementCount, .read(x), .write(result),
    .walk(Walk(result, x)), .count(x.elementCount))
  return result
}

/// Combines two tensors of the same dtype, of which one is on a device, with broadcasting.
func zipOnDevice(
  _ function: some DeviceFunction, _ name: String, _ a: Tensor, _ b: Tensor, into target: Tensor?,
  _ dtype: DType
) -> Tensor {
  let home = commonHome(name, [a, b] + (target.map { [$0] } ?? []))!
  check(
    target == nil || target!.home === home, name,
    "a result on \(home.device) does not fit in place into a tensor on .cpu")
  let result =
    target
    ?? Tensor(
      uninitialized: Shape.broadcast(a.shape, b.shape, name), dtype, as: a, b, on: home)
  let (left, right) = (a.asArgument, b.asArgument)
  home.launch(
    function.kernel, a.dtype, items: result.elementCount, .read(left == nil ? a : b),
    .read(right == nil ? b : a), target == nil ? .write(result) : .update(result),
    .walk(Walk(result, a, b)), .count(result.elementCount),
    .flags(left != nil, right != nil), .number(left ?? .int(0)), .number(right ?? .int(0)))
  return result
}

/// Writes the elements of `a` where `condition` is true, and of `b` elsewhere, into `result`. Both
/// have the same dtype.
func choiceOnDevice(_ condition: Tensor, _ a: Tensor, _ b: Tensor, into result: Tensor) {
  let (flag, left, right) = (condition.asArgument, a.asArgument, b.asArgument)
  // Memory that is not read, passed in place of an operand that is a number.
  let tensor = [condition, a, b].first(where: \.isOnDevice)!
  result.home!.launch(
    "choose", a.dtype, items: result.elementCount, .read(flag == nil ? condition : tensor),
    .read(left == nil ? a : tensor), .read(right == nil ? b : tensor), .write(result),
    .walk(Walk(result, condition, a, b)), .count(result.elementCount),
    .flags(flag != nil, left != nil, right != nil), .byte(flag.map { $0.value() ? 1 : 0 } ?? 0),
    .number(left ?? .int(0)), .number(right ?? .int(0)))
}

/// Writes `value` into every element.
func fillOnDevice(_ target: Tensor, _ value: Scalar) {
  target.home!.launch(
    "fill", target.dtype, items: target.elementCount, .write(target), .walk(Walk(target)),
    .count(target.elementCount), .number(value))
}

/// Writes the elements of `source`, converted and broadcast, into `target`. The tensors may be on
/// different devices.
func copyOnDevice(_ source: Tensor, into target: Tensor) {
  guard let home = target.home else { return copyKernel(source.moved(to: nil), into: target) }
  if source.home !== home {
    if source.elementCount == 1 { return fillOnDevice(target, source.number) }
    let here = cast(source.brought(to: nil), to: target.dtype)
    return copyOnDevice(here.moved(to: home), into: target)
  }
  home.launch(
    "cast_\(target.dtype)", source.dtype, items: target.elementCount, .read(source),
    .write(target), .walk(Walk(target, source)), .count(target.elementCount))
}
