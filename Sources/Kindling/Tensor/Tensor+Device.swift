extension Tensor {
  /// Where the elements are. `torch.Tensor.device`.
  public var device: Device { home?.device ?? .cpu }

  /// The device that the elements are on; nil for the processor.
  @inline(__always)
  var home: OpenCLDevice? { storage.memory?.home }

  /// Whether the elements are on a device other than the processor.
  @inline(__always)
  var isOnDevice: Bool { storage.isOnDevice }

  /// Creates a contiguous uninitialized tensor on a device, or on the processor if `home` is nil.
  @inline(__always)
  convenience init(uninitialized shape: Shape, _ dtype: DType, on home: OpenCLDevice?) {
    if let home {
      self.init(shape, strides: shape.contiguousStrides, dtype, there: home)
    } else {
      self.init(uninitialized: shape, dtype)
    }
  }

  /// Creates an uninitialized tensor on a device, with its elements stored without gaps.
  @inline(never)
  convenience init(_ shape: Shape, strides: Shape, _ dtype: DType, there home: OpenCLDevice) {
    home.checkHolds(dtype, shape.elementCount)
    self.init(
      storage: .allocate(byteCount: shape.elementCount * dtype.byteCount, on: home), shape: shape,
      strides: strides, dtype: dtype)
  }
}

extension OpenCLDevice {
  /// Traps with `Tensor: .opencl(0) (Intel Iris) does not compute in float64; use float32` if the
  /// device cannot contain a tensor of that dtype.
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

/// Returns the device that an operation on these tensors runs on; nil for the processor.
///
/// As in PyTorch, a single number (rank 0) may be on the processor while the other tensors are not.
/// Traps with `add: the tensors are on .cpu and .opencl(0); bring them to one device with to(_:)`.
func commonHome(_ operation: String, _ tensors: [Tensor]) -> OpenCLDevice? {
  guard let home = tensors.first(where: \.isOnDevice)?.home else { return nil }
  for tensor in tensors where tensor.home !== home && (tensor.isOnDevice || tensor.rank > 0) {
    let devices = [tensor.device, home.device]
    fail(
      operation,
      "the tensors are on \(devices[0]) and \(devices[1]); bring them to one device with to(_:)")
  }
  return home
}

/// Returns the same for two tensors, which are nearly always on the processor.
@inline(__always)
func commonHome(
  _ operation: @autoclosure () -> String, _ a: borrowing Tensor, _ b: borrowing Tensor
) -> OpenCLDevice? {
  a.isOnDevice || b.isOnDevice ? commonHome(operation(), [copy a, copy b]) : nil
}
