/// The slices of a tensor along a dimension and the matching slices of a result, as kernels locate
/// them.
private struct Slices {
  let walk: Walk
  /// The number of slices, the elements in each, and the step between elements in the tensor and in
  /// the result.
  let count: Int, length: Int, step: Int, resultStep: Int

  init(_ x: Tensor, _ result: Tensor, dim: Int) {
    let isScalar = x.rank == 0
    func others(_ shape: Shape) -> Shape { isScalar ? shape : shape.removing(dim) }
    let shape = others(x.shape)
    count = shape.elementCount
    walk = Walk(
      Traversal(shape, others(result.strides), others(x.strides)), count: count, result.offset,
      x.offset)
    (length, step) = isScalar ? (1, 0) : (x.shape[dim], x.strides[dim])
    resultStep = isScalar ? 0 : result.strides[dim]
  }
}

/// Writes the index of the largest, or smallest, element along `dim` into `result`, where that
/// dimension has size 1.
func argExtremeOnDevice(_ x: Tensor, dim: Int, largest: Bool, into result: Tensor) {
  let (home, slices) = (x.home!, Slices(x, result, dim: dim))
  // Long slices are searched in parts, and then among the positions found.
  let parts =
    slices.length > 4096 && slices.count < 4096 ? min((slices.length + 1023) / 1024, 4096) : 1
  func search(_ places: Tensor?, _ length: Int, _ parts: Int, into target: Tensor) {
    home.launch(
      "extreme", x.dtype, items: slices.count * parts, .read(x), .read(places ?? x),
      .write(target), .walk(slices.walk), .count(slices.count), .count(length),
      .count(slices.step), .count(parts), .flag(places != nil), .flag(largest))
  }
  guard parts > 1 else { return search(nil, slices.length, 1, into: result) }
  let places = Tensor(uninitialized: [slices.count, parts], .int64, on: home)
  search(nil, slices.length, parts, into: places)
  search(places, parts, 1, into: result)
}

/// Returns the cumulative sums along `dim`.
func runningSumOnDevice(_ x: Tensor, dim: Int) -> Tensor {
  let result = Tensor(uninitialized: x.shape, x.dtype, on: x.home)
  let slices = Slices(x, result, dim: dim)
  x.home!.launch(
    "running_sum", x.dtype, items: slices.count, .read(x), .write(result), .walk(slices.walk),
    .count(slices.count), .count(slices.length), .count(slices.step), .count(slices.resultStep))
  return result
}

/// Returns the first `count` of the indices that sort the elements along `dim`, all if it is nil.
/// `compute` finds them on the processor.
func sortOrderOnDevice(
  _ x: Tensor, dim: Int, descending: Bool, count: Int?, _ compute: (Tensor) -> Tensor
) -> Tensor {
  let home = x.home!
  // Each element is compared with all others, which is fast if there are few.
  let limit = 4096
  let length = x.rank == 0 ? 1 : x.shape[dim]
  guard length <= limit else {
    return fallingBack("sort", "it orders up to \(limit) elements along a dimension", home) {
      compute(x.moved(to: nil))
    }
  }
  let result = Tensor(uninitialized: x.shape, .int64, on: home)
  let slices = Slices(x, result, dim: dim)
  home.launch(
    "order", x.dtype, items: slices.count * length, .read(x), .write(result),
    .walk(slices.walk), .count(slices.count), .count(length), .count(slices.step),
    .count(slices.resultStep), .flag(descending))
  // The kernel finds the place of each element, of those that are not wanted as well.
  guard let count, count < length, x.rank > 0 else { return result }
  return copyKernel(result.alias(shape: x.shape.replacing(dim, with: count)))
}

/// Returns the softmax of each slice along `dim`, or its logarithm.
func softmaxOnDevice(_ x: Tensor, dim: Int, logarithmic: Bool) -> Tensor {
  let result = Tensor(uninitialized: x.shape, x.dtype, on: x.home)
  let slices = Slices(x, result, dim: dim)
  if slices.length == 0 { return result }
  x.home!.launch(
    "softmax", x.dtype, items: slices.count, .read(x), .write(result), .walk(slices.walk),
    .count(slices.count), .count(slices.length), .count(slices.step), .count(slices.resultStep),
    .flag(logarithmic))
  return result
}
