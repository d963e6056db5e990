extension Tensor {
  /// A tensor of zeros on a device, or with nil on the processor, for kernels to add to.
  static func zeros(_ shape: Shape, dtype: DType, on home: OpenCLDevice?) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype, on: home)
    if home != nil {
      fillKernel(result, .int(0))
      return result
    }
    // Every dtype's zero is all bits clear.
    result.storage.bytes.initializeMemory(
      as: UInt8.self, repeating: 0, count: shape.elementCount * dtype.byteCount)
    return result
  }
}
