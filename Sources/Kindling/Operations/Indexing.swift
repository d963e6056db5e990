extension Tensor {
  /// The part of the tensor that the indices select.
  ///
  /// Each index applies to one dimension, starting with the first: a number selects a position and
  /// removes the dimension, a range keeps a part of it, `.all` keeps it whole, `.newAxis` adds one
  /// of size 1, and `.rest` means all the dimensions that the other indices leave. Dimensions
  /// without an index are kept. All of these give a view. A tensor or array of integers, or a bool
  /// tensor, gives a copy; several are broadcast together and select element by element, as in
  /// PyTorch.
  ///
  /// Assigning writes into the tensor's memory and is recorded.
  ///
  /// ```swift
  /// let m = Tensor([[1, 2, 3], [4, 5, 6]])
  /// m[1]               // tensor([4, 5, 6])
  /// m[.all, 0]         // tensor([1, 4])
  /// m[0, 1...]         // tensor([2, 3])
  /// m[.all, .every(2)] // tensor([[1, 3], [4, 6]])
  /// m[.rest, [2, 0]]   // tensor([[3, 1], [6, 4]])
  /// m[[0, 1], [1, 2]]  // tensor([2, 6])
  /// m[m .> 4]          // tensor([5, 6])
  /// m[m .> 4] += 10    // m is [[1, 2, 3], [4, 15, 16]]
  /// ```
  ///
  /// Traps with `subscript: more indices than the 1 dimensions of shape [3]`, `subscript: a mask of
  /// shape [3] does not fit dims [4] of shape [2, 4]` and the like.
  public subscript(_ first: some TensorIndexConvertible) -> Tensor {
    get {
      // By far the most common index, and the one in inner loops.
      if case .at(let position) = first.tensorIndex, rank > 0 { return select(0, position) }
      return self[at: [first.tensorIndex]]
    }
    set {
      // `x[0] += 1` assigns what the getter returned, which has already been changed.
      if case .at(let position) = first.tensorIndex, newValue.isPart(position, of: self) { return }
      self[at: [first.tensorIndex]] = newValue
    }
  }

  /// The part of the tensor selected by indices of the first two dimensions.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [first.tensorIndex, second.tensorIndex]] }
    set { self[at: [first.tensorIndex, second.tensorIndex]] = newValue }
  }

  /// The part of the tensor selected by indices of the first three dimensions.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex]] }
    set { self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex]] = newValue }
  }

  /// The part of the tensor selected by indices of the first four dimensions.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible, _ fourth: some TensorIndexConvertible
  ) -> Tensor {
    get {
      self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex, fourth.tensorIndex]]
    }
    set {
      self[at: [first.tensorIndex, second.tensorIndex, third.tensorIndex, fourth.tensorIndex]] =
        newValue
    }
  }

  /// The part of the tensor selected by a list of indices of any length.
  public subscript(at indices: [TensorIndex]) -> Tensor {
    get {
      let (part, advanced, tensors) = resolved(indices)
      return advanced.map { part.indexed(by: $0, watching: tensors, "IndexBackward0") } ?? part
    }
    set {
      let (part, advanced, tensors) = resolved(indices)
      if let advanced {
        part.assign(newValue.withoutLeadingOnes(), at: advanced, watching: tensors)
      } else if !part.isSameMemory(as: newValue) {
        // `x[0] += 1` has already changed the view when it assigns it.
        part.copy(from: part.rank < newValue.rank ? newValue.withoutLeadingOnes() : newValue)
      }
    }
  }

  /// The tensor without leading sizes of 1: as in PyTorch, `[1, 3]` is assignable to `[3]`.
  private func withoutLeadingOnes() -> Tensor {
    let ones = shape.prefix { $0 == 1 }.count
    return ones == 0 ? self : view(Shape(shape.dropFirst(ones)))
  }

  /// Whether this is `whole[position]`, for a position counted from the start.
  private func isPart(_ position: Int, of whole: Tensor) -> Bool {
    guard storage === whole.storage, rank == whole.rank - 1, position >= 0,
      position < whole.shape.sizes[0],
      offset == whole.offset + position * whole.strides.sizes[0]
    else { return false }
    return shape == whole.shape.removing(0) && strides == whole.strides.removing(0)
  }

  private func isSameMemory(as other: Tensor) -> Bool {
    storage === other.storage && offset == other.offset && shape == other.shape
      && strides == other.strides
  }

  private func assign(_ values: Tensor, at index: AdvancedIndex, watching tensors: [Tensor]) {
    if records(a: values) {
      overwrite("subscript") {
        $0.putting(
          values.to(dtype), at: index, watching: tensors, .write, "subscript", "IndexPutBackward0")
      }
    } else {
      checkOwnMemory("subscript")
      put(values, at: index, .write, "subscript")
      storage.noteChange()
    }
  }

  /// The view that numbers and ranges select, what tensors then select from it, and these tensors.
  private func resolved(_ indices: [TensorIndex]) -> (Tensor, AdvancedIndex?, [Tensor]) {
    var (result, dim) = (self, 0)
    var tensors: [(dim: Int, tensor: Tensor)] = []
    for index in Tensor.completed(indices.map(\.plain), rank: rank, shape: shape) {
      switch index {
      case .inserted:
        result = result.unsqueeze(dim)
        dim += 1
      case .at(let position): result = result.select(dim, position)
      case .range(let start, let end, let step):
        result = result.cut(dim, start, end, step, isAlone: indices.count == 1)
        dim += 1
      case .ellipsis: break
      case .tensor(var tensor):
        if tensor.dtype == .bool && tensor.rank == 0 {
          // A single truth value is a mask of a new dimension of size 1.
          (result, tensor) = (result.unsqueeze(dim), tensor.view(1))
        }
        let positions = tensor.positions(in: result.shape, from: dim, "subscript")
        tensors += positions
        dim += positions.count
      }
    }
    if tensors.isEmpty {
      return (
        result === self ? alias().recording("AliasBackward0", self) { $1 } : result, nil, []
      )
    }
    return (
      result, AdvancedIndex(tensors, of: result.shape, "subscript"), tensors.map(\.tensor)
    )
  }

  /// The indices with an ellipsis expanded. Traps if they name too many dimensions.
  private static func completed(_ indices: [TensorIndex], rank: Int, shape: Shape) -> [TensorIndex]
  {
    var (named, gaps) = (0, 0)
    for index in indices {
      switch index {
      case .at, .range: named += 1
      case .inserted: break
      case .ellipsis: gaps += 1
      case .tensor(let tensor):
        named += tensor.dtype == .bool ? tensor.rank : 1
      }
    }
    check(gaps <= 1, "subscript", ".rest stands for all dimensions left over; use it once")
    check(
      named <= rank, "subscript", "more indices than the \(rank) dimensions of shape \(shape)")
    let whole = [TensorIndex](repeating: .all, count: rank - named)
    return indices.flatMap { index in
      if case .ellipsis = index { return whole }
      return [index]
    }
  }

  /// A range of one dimension, by Python's rules: negative bounds count from the end, and bounds
  /// are clamped to the dimension. Beside other indices, the whole dimension is no operation.
  private func cut(_ dim: Int, _ start: Int?, _ end: Int?, _ step: Int, isAlone: Bool) -> Tensor {
    check(step > 0, "subscript", "a step of \(step) is not above 0; use flip to go backwards")
    let size = shape[dim]
    let clamp = { (bound: Int) in
      Swift.min(Swift.max(bound < 0 ? bound + size : bound, 0), size)
    }
    let (from, to) = (clamp(start ?? 0), clamp(end ?? size))
    if from == 0 && to == size && step == 1 && !isAlone { return self }
    let length = to > from ? (to - from - 1) / step + 1 : 0
    // A step beyond the end takes one position, however long it is.
    let stride = length > 1 ? step : 1
    return sliced(Positions(dim: dim, start: from, length: length, step: stride))
  }
}
