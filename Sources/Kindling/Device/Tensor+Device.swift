extension Tensor {
  /// Where the elements are. `torch.Tensor.device`.
  public var device: Device { home?.device ?? .cpu }

  /// The device that the elements are on; nil for the processor.
  @inline(__always)
  var home: OpenCLDevice? { storage.memory?.home }

  /// Whether the elements are on another device than the processor.
  @inline(__always)
  var isAway: Bool { storage.isAway }

  /// The tensor on `device`; the tensor itself if it is there already. `torch.Tensor.to`.
  ///
  /// Derivative: the gradient, moved back. Traps with `to(.cuda(0)): no CUDA driver found on this
  /// machine (libcuda.so.1); tensors stay on .cpu` when it cannot be moved there;
  /// ``Device/isAvailable`` tells beforehand.
  @_disfavoredOverload
  public func to(_ device: Device) -> Tensor {
    let before = self.device
    if before == device { return self }
    if let obstacle = device.obstacle {
      fail("to(\(device))", "\(obstacle); tensors stay on \(before)")
    }
    let home = device.home("to(\(device))")
    // One device can have two names.
    if home === self.home { return self }
    return moved(to: home).recording("ToCopyBackward0", self) { $1.to(before) }
  }

  /// A contiguous copy on a device, or with nil on the processor. Records nothing.
  func moved(to home: OpenCLDevice?) -> Tensor {
    if isAway, home != nil, self.home !== home { return moved(to: nil).moved(to: home) }
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

  /// The tensor on a device, or with nil on the processor. Records nothing.
  func brought(to home: OpenCLDevice?) -> Tensor { self.home === home ? self : moved(to: home) }

  /// A contiguous tensor on a device, or with nil on the processor, whose elements are yet to be
  /// written.
  @inline(__always)
  convenience init(uninitialized shape: Shape, _ dtype: DType, on home: OpenCLDevice?) {
    if let home {
      self.init(shape, strides: shape.contiguousStrides, dtype, there: home)
    } else {
      self.init(uninitialized: shape, dtype)
    }
  }

  /// A tensor on a device whose elements are yet to be written, and lie there without gaps.
  @inline(never)
  convenience init(_ shape: Shape, strides: Shape, _ dtype: DType, there home: OpenCLDevice) {
    home.checkHolds(dtype, shape.elementCount)
    self.init(
      storage: .allocate(byteCount: shape.elementCount * dtype.byteCount, on: home), shape: shape,
      strides: strides, dtype: dtype)
  }
}

extension OpenCLDevice {
  /// Traps with `Tensor: .opencl(0) (Intel Iris) does not compute in float64; use float32` where a
  /// tensor of that dtype cannot be there.
  func checkHolds(_ dtype: DType, _ count: Int) {
    Kindling.check(
      dtype != .float64 || hasDouble, "Tensor",
      "\(device) (\(name)) does not compute in float64; use float32")
    // Kernels count elements in 32 bits.
    Kindling.check(
      count <= Int(UInt32.max), "Tensor",
      "\(count) elements are too many for \(device), which takes \(UInt32.max)")
  }
}

/// The device on which an operation of these tensors runs; nil for the processor.
///
/// As in PyTorch a single number, of rank 0, may be on the processor beside tensors that are not.
/// Traps with `add: the tensors are on .cpu and .opencl(0); bring them to one device with to(_:)`.
func commonHome(_ operation: String, _ tensors: [Tensor]) -> OpenCLDevice? {
  guard let home = tensors.first(where: \.isAway)?.home else { return nil }
  for tensor in tensors where tensor.home !== home && (tensor.isAway || tensor.rank > 0) {
    let devices = [tensor.device, home.device]
    fail(
      operation,
      "the tensors are on \(devices[0]) and \(devices[1]); bring them to one device with to(_:)")
  }
  return home
}

/// The same for two tensors, which are nearly always on the processor.
@inline(__always)
func commonHome(
  _ operation: @autoclosure () -> String, _ a: borrowing Tensor, _ b: borrowing Tensor
) -> OpenCLDevice? {
  a.isAway || b.isAway ? commonHome(operation(), [copy a, copy b]) : nil
}
