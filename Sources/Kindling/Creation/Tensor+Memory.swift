extension Tensor {
  /// Creates a tensor that shares existing memory: nothing is copied, and changes on either side
  /// are visible on the other. `torch.from_blob`, and `torch.from_numpy` for an array.
  ///
  /// - Parameters:
  ///   - memory: the elements in row order; must stay valid until `deallocator` is called.
  ///   - shape: the tensor's shape, which must have as many elements as `memory`. Traps with
  ///     `Tensor(sharing:): 5 elements do not fit [2, 3], which has 6`.
  ///   - deallocator: called once, when the tensor and all its views have been released.
  public convenience init<T: Element>(
    sharing memory: UnsafeMutableBufferPointer<T>, shape: Shape,
    deallocator: @escaping () -> Void
  ) {
    let shape = Tensor.checked(shape, "Tensor(sharing:)")
    check(
      memory.count == shape.elementCount, "Tensor(sharing:)",
      "\(counted(memory.count, "element", "do not fit")) \(shape), which has \(shape.elementCount)")
    let owner = ForeignMemory(
      byteCount: memory.count * MemoryLayout<T>.stride, release: deallocator)
    // An empty buffer may have no address; the tensor then gets its own memory.
    let storage =
      memory.baseAddress.map { Storage.wrapping(UnsafeMutableRawPointer($0), owner: owner) }
      ?? .allocate(byteCount: 0)
    self.init(
      storage: storage, shape: shape, strides: shape.contiguousStrides, dtype: T.dtype)
  }
}
