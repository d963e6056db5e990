/// Returns the elements picked along `dim`, in the shape of `index`, whose numbers are valid for
/// `whole`.
func gatherKernel(_ whole: Tensor, _ index: Tensor, dim: Int) -> Tensor {
  if whole.isOnDevice || index.isOnDevice { return gatherOnDevice(whole, index, dim: dim) }
  let result = Tensor(uninitialized: index.shape, whole.dtype)
  whole.dtype.visit(
    Pick(whole: whole, index: index, picked: result, dim: dim, direction: .gather))
  return result
}

/// Writes the elements of `source`, or adds them, at the positions in `index` along `dim` of
/// `whole`.
func scatterKernel(
  _ source: Tensor, _ index: Tensor, dim: Int, into whole: Tensor, adds: Bool
) {
  if whole.isOnDevice || index.isOnDevice || source.isOnDevice {
    return scatterOnDevice(whole, index, source, dim: dim, adds: adds)
  }
  whole.dtype.visit(
    Pick(
      whole: whole, index: index, picked: source, dim: dim,
      direction: adds ? .scatterAdd : .scatter))
}

/// Moves elements between a tensor and one whose elements are picked by index along `dim`.
///
/// `picked` has the shape of `index`; for dim 0, its element `[i, j]` corresponds to element
/// `[index[i, j], j]` of `whole`.
private struct Pick: ElementVisitor {
  enum Direction { case gather, scatter, scatterAdd }
  let whole: Tensor, index: Tensor, picked: Tensor, dim: Int, direction: Direction

  func visit<T: Element>(_ type: T.Type) {
    let (all, some): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      whole.pointer(), picked.pointer()
    )
    let positions: UnsafeMutablePointer<Int64> = index.pointer()
    let along = index.rank == 0 ? 0 : whole.strides[dim]
    // The traversal of `whole` does not move along `dim`: the index gives the position.
    let steps = index.rank == 0 ? whole.strides : whole.strides.replacing(dim, with: 0)
    let walk = Traversal(index.shape, index.strides, picked.strides, steps)
    func each(_ row: Traversal.Row, _ move: (_ whole: Int, _ picked: Int) -> Void) {
      let (place, step) = (positions + row.start[0], row.step)
      for i in 0..<row.count {
        move(
          row.start[2] + i * step[2] + Int(place[i * step[0]]) * along, row.start[1] + i * step[1])
      }
    }
    switch direction {
    case .gather: walk.forEachRowInParallel { each($0) { some[$1] = all[$0] } }
    case .scatter: walk.forEachRow { each($0) { all[$0] = some[$1] } }
    case .scatterAdd: walk.forEachRow { each($0) { all[$0] = .add(all[$0], some[$1]) } }
    }
  }
}

/// Whether slices are read from a tensor, written to it or added to its elements.
enum SliceTransfer { case read, write, add }

/// The shape of a slice, and its strides in a tensor and in one of slices picked from it.
typealias SliceLayout = (shape: Shape, wholeStrides: Shape, pickedStrides: Shape)

/// Moves slices between `whole`, where they begin at the offsets `starts` from its first element,
/// and `picked`, where they are `step` elements apart.
func moveSlicesKernel(
  _ direction: SliceTransfer, _ whole: Tensor, _ picked: Tensor, starts: [Int],
  slice: SliceLayout, step: Int
) {
  if whole.isOnDevice {
    return slicesOnDevice(direction, whole, picked, starts: starts, slice: slice, step: step)
  }
  whole.dtype.visit(
    SliceMove(
      whole: whole, picked: picked, direction: direction, starts: starts, step: step,
      slice: slice))
}

private struct SliceMove: ElementVisitor {
  let whole: Tensor, picked: Tensor, direction: SliceTransfer
  let starts: [Int], step: Int
  let slice: SliceLayout

  func visit<T: Element>(_ type: T.Type) {
    let (all, some): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      whole.pointer(), picked.pointer()
    )
    let walk = Traversal(slice.shape, slice.wholeStrides, slice.pickedStrides)
    for (order, offset) in starts.enumerated() {
      let (w, p) = (all + offset, some + order * step)
      walk.forEachRow { row in
        let (here, there) = (w + row.start[0], p + row.start[1])
        for i in 0..<row.count {
          let (a, b) = (i * row.step[0], i * row.step[1])
          switch direction {
          case .read: there[b] = here[a]
          case .write: here[a] = there[b]
          case .add: here[a] = .add(here[a], there[b])
          }
        }
      }
    }
  }
}
