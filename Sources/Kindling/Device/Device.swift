/// Where a tensor's elements are, and where operations on it run. `torch.device`.
///
/// A program that runs anywhere asks first:
///
/// ```swift
/// let device: Device = Device.accelerator ?? .cpu
/// let x = Tensor.ones(2, 3).to(device)
/// ```
///
/// Nothing but the processor is looked for until a program asks.
public enum Device: Hashable, Sendable {
  /// The processor and its memory.
  case cpu
  /// OpenCL's device of that number, counted from 0: another vendor's GPU, or PoCL, which is the
  /// processor under another name and serves to try programs out.
  case opencl(Int)
  /// NVIDIA's device of that number, counted from 0. A tensor on it says `.cuda`, whichever name it
  /// was moved by.
  case cuda(Int)

  /// Every device that tensors can be moved to, the processor first.
  public static var available: [Device] { [.cpu] + OpenCLDevices.all.map(\.device) }

  /// The first GPU, or nil where there is none. PoCL is no faster than the processor, and is none.
  public static var accelerator: Device? {
    OpenCLDevices.all.first { !$0.isProcessor }?.device
  }

  /// Whether tensors can be moved there. `torch.cuda.is_available()`.
  public var isAvailable: Bool { obstacle == nil }

  /// What keeps tensors from being moved there; nil when nothing does.
  ///
  /// Found out by asking the drivers when the program runs.
  public var obstacle: String? {
    switch self {
    case .cpu: nil
    case .opencl(let number): OpenCLDevices.obstacle(toDevice: number)
    case .cuda(let number): CUDADriver.obstacle(toDevice: number)
    }
  }

  /// What its driver calls it, such as `NVIDIA H100`; nil for a device that is not there, and for
  /// the processor. `torch.cuda.get_device_name`.
  public var name: String? { known?.name }

  /// The bytes of its memory; nil for a device that is not there, and for the processor.
  public var memory: Int? { known?.memory }

  /// Whether it computes in double precision. Some GPUs cannot.
  public var hasFloat64: Bool { self == .cpu || known?.hasDouble == true }

  /// Waits until everything it was asked to do is done, as timing it takes.
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

  /// The device itself, nil for the processor. Traps with the reason where it is not there.
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
  /// As in Swift: `.cpu`, `.opencl(0)`, `.cuda(0)`.
  public var description: String {
    switch self {
    case .cpu: ".cpu"
    case .opencl(let number): ".opencl(\(number))"
    case .cuda(let number): ".cuda(\(number))"
    }
  }

  /// As in PyTorch: `cpu`, `opencl:0`, `cuda:0`.
  var label: String {
    switch self {
    case .cpu: "cpu"
    case .opencl(let number): "opencl:\(number)"
    case .cuda(let number): "cuda:\(number)"
    }
  }
}
