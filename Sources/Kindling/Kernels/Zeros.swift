extension Tensor {
  /// Creates a tensor of zeros on a device, or on the processor if `home` is nil, for kernels to
  /// add to.
  static func zeros(_ shape: Shape, dtype: DType, on home: OpenCLDevice?) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype, on: home)
    if home != nil {
      fillKernel(result, .int(0))
      return result
    }
    // Zero is all bits clear in every dtype.
    result.storage.bytes.initializeMemory(
      as: UInt8.self, repeating: 0, count: shape.elementCount * dtype.byteCount)
    return result
  }
}
