/// Where a tensor's elements are, and where operations on it run. `torch.device`.
///
/// A program that runs anywhere asks first:
///
/// ```swift
/// let device: Device = Device.cuda(0).isAvailable ? .cuda(0) : .cpu
/// let x = Tensor.ones(2, 3).to(device)
/// ```
public enum Device: Hashable, Sendable {
  /// The processor and its memory.
  case cpu
  /// NVIDIA's device of that number, counted from 0.
  case cuda(Int)

  /// Whether tensors can be moved there. `torch.cuda.is_available()`.
  public var isAvailable: Bool { obstacle == nil }

  /// What keeps tensors from being moved there; nil when nothing does.
  ///
  /// Found out by asking the driver when the program runs. This is where a device's kernels attach:
  /// whoever adds them answers nil here, gives `Storage` the memory, and has every kernel ask the
  /// storage whose memory it is.
  public var obstacle: String? {
    switch self {
    case .cpu: nil
    case .cuda(let number): CUDADriver.obstacle(toDevice: number)
    }
  }
}

extension Device: CustomStringConvertible {
  /// As in Swift: `.cpu`, `.cuda(0)`.
  public var description: String {
    switch self {
    case .cpu: ".cpu"
    case .cuda(let number): ".cuda(\(number))"
    }
  }
}

extension Tensor {
  /// Where the elements are. `torch.Tensor.device`.
  public var device: Device { .cpu }

  /// The tensor on `device`; the tensor itself if it is there already. `torch.Tensor.to`.
  ///
  /// Traps with `to(.cuda(0)): no CUDA driver found on this machine (libcuda.so.1); tensors stay on
  /// .cpu` when it cannot be moved there; ``Device/isAvailable`` tells beforehand.
  public func to(_ device: Device) -> Tensor {
    if let obstacle = device.obstacle {
      fail("to(\(device))", "\(obstacle); tensors stay on \(self.device)")
    }
    return self
  }
}
