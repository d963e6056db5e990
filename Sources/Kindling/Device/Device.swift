/// Where a tensor's elements are, and where operations on it run. `torch.device`.
///
/// A program that should run anywhere checks first:
///
/// ```swift
/// let device: Device = Device.accelerator ?? .cpu
/// let x = Tensor.ones(2, 3).to(device)
/// ```
///
/// Devices other than the processor are not looked for until a program asks for them.
public enum Device: Hashable, Sendable {
  /// The processor and its memory.
  case cpu
  /// The OpenCL device with this number, counted from 0: another vendor's GPU, or PoCL, which is
  /// the processor under another name, for trying programs out.
  case opencl(Int)
  /// The NVIDIA device with this number, counted from 0. A tensor on it reports `.cuda`, whichever
  /// name was used to move it there.
  case cuda(Int)

  /// Every device that tensors can be moved to, the processor first.
  public static var available: [Device] { [.cpu] + OpenCLDevices.all.map(\.device) }

  /// The first GPU, or nil if there is none. PoCL, which is no faster than the processor, does not
  /// count.
  public static var accelerator: Device? {
    OpenCLDevices.all.first { !$0.isProcessor }?.device
  }

  /// Whether tensors can be moved to this device. `torch.cuda.is_available()`.
  public var isAvailable: Bool { obstacle == nil }

  /// The reason tensors cannot be moved to this device; nil if they can.
  ///
  /// Determined by querying the drivers at run time.
  public var obstacle: String? {
    switch self {
    case .cpu: nil
    case .opencl(let number): OpenCLDevices.obstacle(toDevice: number)
    case .cuda(let number): CUDADriver.obstacle(toDevice: number)
    }
  }

  /// The driver's name for the device, such as `NVIDIA H100`; nil for a device that is not
  /// available, and for the processor. `torch.cuda.get_device_name`.
  public var name: String? { known?.name }

  /// The size of its memory in bytes; nil for a device that is not available, and for the
  /// processor.
  public var memory: Int? { known?.memory }

  /// Whether the device supports double precision. Some GPUs do not.
  public var hasFloat64: Bool { self == .cpu || known?.hasDouble == true }

  /// Waits until all work given to the device is done, as timing requires.
  /// `torch.cuda.synchronize`.
  public func synchronize() { known?.finish() }

  private var known: OpenCLDevice? {
    let (devices, number) =
      switch self {
      case .cpu: ([OpenCLDevice](), 0)
      case .opencl(let number): (OpenCLDevices.all, number)
      case .cuda(let number): (OpenCLDevices.nvidia, number)
      }
    return devices.indices.contains(number) ? devices[number] : nil
  }

  /// Returns the device itself, nil for the processor. Traps with the reason if it is not
  /// available.
  @inline(__always)
  func home(_ operation: @autoclosure () -> String) -> OpenCLDevice? {
    if case .cpu = self { return nil }
    return knownHome(operation())
  }

  @inline(never)
  private func knownHome(_ operation: String) -> OpenCLDevice {
    guard let known else { fail(operation, obstacle!) }
    return known
  }
}

extension Device: CustomStringConvertible {
  /// The device as in Swift: `.cpu`, `.opencl(0)`, `.cuda(0)`.
  public var description: String {
    switch self {
    case .cpu: ".cpu"
    case .opencl(let number): ".opencl(\(number))"
    case .cuda(let number): ".cuda(\(number))"
    }
  }

  /// The device as in PyTorch: `cpu`, `opencl:0`, `cuda:0`.
  var label: String {
    switch self {
    case .cpu: "cpu"
    case .opencl(let number): "opencl:\(number)"
    case .cuda(let number): "cuda:\(number)"
    }
  }
}
