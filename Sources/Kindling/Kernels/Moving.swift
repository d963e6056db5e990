extension Tensor {
  /// Returns a contiguous copy on a device, or on the processor if `home` is nil. Records nothing.
  func moved(to home: OpenCLDevice?) -> Tensor {
    if isOnDevice, home != nil, self.home !== home { return moved(to: nil).moved(to: home) }
    let source = isContiguous ? self : copyKernel(self)
    let result = Tensor(uninitialized: shape, dtype, on: home)
    let byteCount = elementCount * dtype.byteCount
    if let memory = source.storage.memory {
      if home === memory.home {
        copyKernel(source, into: result)
      } else {
        memory.read(at: source.offset * dtype.byteCount, result.firstByte, byteCount)
      }
    } else if let memory = result.storage.memory {
      memory.fill(from: source.firstByte)
    } else {
      result.firstByte.copyMemory(from: source.firstByte, byteCount: byteCount)
    }
    return result
  }

  /// Returns the tensor on a device, or on the processor if `home` is nil. Records nothing.
  func brought(to home: OpenCLDevice?) -> Tensor { self.home === home ? self : moved(to: home) }
}
