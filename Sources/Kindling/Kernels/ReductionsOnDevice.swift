/// Some of a tensor's dimensions: their sizes and strides.
private struct Axes {
  let shape: Shape, strides: Shape
  var count: Int { shape.elementCount }
}

/// Combines all elements along `inner` for each element along `outer`, into a contiguous result.
///
/// Takes two or more passes if there is little other parallelism: one kernel combines pieces whose
/// length depends only on the shape, and the next combines their results.
private func reduce(
  _ step: String, _ x: Tensor, outer: Axes, inner: Axes, start: Scalar, into result: Tensor
) {
  let home = x.home!
  let (outputs, count) = (outer.count, inner.count)
  let isWhole = outputs >= 4096 || count <= 256
  let pieces = isWhole ? 1 : min((count + 255) / 256, max(1 << 22 / outputs, 1))
  let target =
    pieces == 1
    ? result : Tensor(uninitialized: [pieces, outputs], x.dtype, on: home)
  home.launch(
    "reduce_\(step)", x.dtype, items: outputs * pieces, .read(x), .write(target),
    .walk(
      Walk(
        Traversal(outer.shape, outer.shape.contiguousStrides, outer.strides), count: outputs,
        result.offset, x.offset)),
    .walk(Walk(Traversal(inner.shape, inner.strides), count: count)), .count(outputs),
    .count(count), .count(pieces), .number(start))
  guard pieces > 1 else { return }
  reduce(
    step, target, outer: Axes(shape: [outputs], strides: [1]),
    inner: Axes(shape: [pieces], strides: [outputs]), start: start, into: result)
}

/// Sums over `dims`, which are kept with size 1.
func sumOnDevice(_ x: Tensor, _ dims: ReducedDims) -> Tensor {
  let result = Tensor(uninitialized: dims.kept, x.dtype, on: x.home)
  var inner = x.shape
  for dim in inner.indices where !dims.reduced[dim] { inner.sizes[dim] = 1 }
  reduce(
    "add", x, outer: Axes(shape: dims.kept, strides: x.strides),
    inner: Axes(shape: inner, strides: x.strides), start: .int(0), into: result)
  return result
}

/// Returns the sum of the tensors of shape `block` that make up a contiguous tensor.
func sumOnDevice(_ x: Tensor, ofBlocks block: Shape) -> Tensor {
  let result = Tensor(uninitialized: block, x.dtype, on: x.home)
  let size = block.elementCount
  reduce(
    "add", x, outer: Axes(shape: [size], strides: [1]),
    inner: Axes(shape: [size == 0 ? 0 : x.elementCount / size], strides: [size]),
    start: .int(0), into: result)
  return result
}

/// Multiplies the elements along `dim`, which is kept with size 1.
func productOnDevice(_ x: Tensor, dim: Int, into result: Tensor) {
  if x.rank == 0 { return copyKernel(x, into: result) }
  reduce(
    "multiply", x, outer: Axes(shape: x.shape.replacing(dim, with: 1), strides: x.strides),
    inner: Axes(shape: [x.shape[dim]], strides: [x.strides[dim]]), start: .int(1), into: result)
}
