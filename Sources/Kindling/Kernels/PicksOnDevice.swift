/// ``gatherKernel(_:_:dim:)`` on a device.
func gatherOnDevice(_ whole: Tensor, _ index: Tensor, dim: Int) -> Tensor {
  let home = commonHome("gather", [whole, index])!
  let place = index.brought(to: home)
  let result = Tensor(uninitialized: index.shape, whole.dtype, on: home)
  let isScalar = index.rank == 0
  let steps = isScalar ? whole.strides : whole.strides.replacing(dim, with: 0)
  home.launch(
    "gather", whole.dtype, items: index.elementCount, .read(whole), .read(place),
    .write(result),
    .walk(
      Walk(
        Traversal(index.shape, result.strides, place.strides, steps), count: index.elementCount,
        result.offset, place.offset, whole.offset)),
    .count(index.elementCount), .count(isScalar ? 0 : whole.strides[dim]))
  return result
}

/// ``scatterKernel(_:_:dim:into:adds:)`` on a device.
///
/// Elements along `dim` are processed in sequence, so that a position named twice receives its
/// shares in a fixed order.
func scatterOnDevice(_ whole: Tensor, _ index: Tensor, _ source: Tensor, dim: Int, adds: Bool) {
  let home = commonHome("scatter", [whole, index, source])!
  let (place, source) = (index.brought(to: home), source.brought(to: home))
  let isScalar = index.rank == 0
  func others(_ shape: Shape) -> Shape { isScalar ? shape : shape.removing(dim) }
  let shape = others(index.shape)
  home.launch(
    "scatter", whole.dtype, items: shape.elementCount, .update(whole), .read(place),
    .read(source),
    .walk(
      Walk(
        Traversal(shape, others(whole.strides), others(place.strides), others(source.strides)),
        count: shape.elementCount, whole.offset, place.offset, source.offset)),
    .count(shape.elementCount), .count(isScalar ? 1 : index.shape[dim]),
    .count(isScalar ? 0 : place.strides[dim]), .count(isScalar ? 0 : source.strides[dim]),
    .count(isScalar ? 0 : whole.strides[dim]), .flag(adds))
}

/// ``moveSlicesKernel(_:_:_:starts:slice:step:)`` on a device.
func slicesOnDevice(
  _ direction: SliceTransfer, _ whole: Tensor, _ picked: Tensor, starts: [Int],
  slice: SliceLayout, step: Int
) {
  let home = whole.home!
  let places = Tensor(uninitialized: [starts.count], .int32, on: home)
  let target = places.pointer(Int32.self)
  for (order, start) in starts.enumerated() { target[order] = Int32(truncatingIfNeeded: start) }
  let count = slice.shape.elementCount
  let walk = Walk(
    Traversal(slice.shape, slice.wholeStrides, slice.pickedStrides), count: count, whole.offset,
    picked.offset)
  if direction == .read {
    home.launch(
      "read_slices", whole.dtype, items: count * starts.count, .read(whole), .read(places),
      .write(picked), .walk(walk), .count(count), .count(starts.count), .count(step))
  } else {
    home.launch(
      "write_slices", whole.dtype, items: count, .update(whole), .read(places), .read(picked),
      .walk(walk), .count(count), .count(starts.count), .count(step), .flag(direction == .add))
  }
}
