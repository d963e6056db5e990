import CKernels

/// Random tensors. Each draws from this thread's default generator (``manualSeed(_:dialect:)``), or
/// from `generator`, and produces the same numbers as PyTorch, or Torch7, from the same seed.
extension Tensor {
  /// Uniform numbers in [0, 1). `torch.rand`.
  public static func rand(_ sizes: Int..., dtype: DType = .default, device: Device = .default)
    -> Tensor
  {
    rand(Shape(sizes), dtype: dtype, device: device)
  }

  /// Uniform numbers in [0, 1). `torch.rand`.
  public static func rand(
    _ shape: Shape, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    rand(shape, dtype: dtype, device: device, using: &Generator.default)
  }

  /// Uniform numbers in [0, 1) drawn from `generator`. `torch.rand`.
  public static func rand(
    _ shape: Shape, dtype: DType = .default, device: Device = .default,
    using generator: inout Generator
  ) -> Tensor {
    uniform(shape, 0..<1, dtype: dtype, device: device, using: &generator)
  }

  /// Standard normal numbers. `torch.randn`.
  public static func randn(_ sizes: Int..., dtype: DType = .default, device: Device = .default)
    -> Tensor
  {
    randn(Shape(sizes), dtype: dtype, device: device)
  }

  /// Standard normal numbers. `torch.randn`.
  public static func randn(
    _ shape: Shape, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    randn(shape, dtype: dtype, device: device, using: &Generator.default)
  }

  /// Standard normal numbers drawn from `generator`. `torch.randn`.
  public static func randn(
    _ shape: Shape, dtype: DType = .default, device: Device = .default,
    using generator: inout Generator
  ) -> Tensor {
    let result = Tensor(
      uninitialized: checked(shape, "randn"), dtype, on: device.home("randn"))
    let count = shape.elementCount
    switch dtype {
    case .float32: generator.fillNormal(.init(start: result.pointer(Float.self), count: count))
    case .float64: generator.fillNormal(.init(start: result.pointer(Double.self), count: count))
    case .float16: generator.fillNormal(.init(start: result.pointer(Float16.self), count: count))
    default: fail("randn", "needs a floating-point dtype, not \(dtype)")
    }
    return result
  }

  /// Integers in `range`, as int64. `torch.randint`.
  public static func randint(
    _ range: Range<Int>, _ shape: Shape, device: Device = .default
  ) -> Tensor {
    check(!range.isEmpty, "randint", "the range \(range) is empty")
    let count = checked(shape, "randint").elementCount
    let numbers = (0..<count).map { _ in Generator.default.integer(in: range) }
    return Tensor(numbers, device: device).view(shape)
  }

  /// The numbers 0..<count in random order, as int64. `torch.randperm`.
  public static func randperm(_ count: Int, device: Device = .default) -> Tensor {
    Tensor(Generator.default.permutation(count), device: device)
  }

  /// Uniform numbers in `range`, drawn as PyTorch's `uniform_` does.
  public static func uniform(
    _ shape: Shape, _ range: Range<Double>, dtype: DType = .default,
    device: Device = .default
  ) -> Tensor {
    uniform(shape, range, dtype: dtype, device: device, using: &Generator.default)
  }

  /// Uniform numbers in `range` drawn from `generator`.
  public static func uniform(
    _ shape: Shape, _ range: Range<Double>, dtype: DType = .default,
    device: Device = .default, using generator: inout Generator
  ) -> Tensor {
    let result = Tensor(
      uninitialized: checked(shape, "uniform"), dtype, on: device.home("uniform"))
    let isFused = generator.dialect == .pyTorch
    switch dtype {
    case .float64:
      generator.fillUniform(.init(start: result.pointer(Double.self), count: shape.elementCount))
      result.stretch(range.upperBound - range.lowerBound, plus: range.lowerBound, isFused: isFused)
    case .float32:
      generator.fillUniform(.init(start: result.pointer(Float.self), count: shape.elementCount))
      let (low, high) = (Float(range.lowerBound), Float(range.upperBound))
      result.stretch(Double(high - low), plus: Double(low), isFused: isFused)
    case .float16:
      copyKernel(uniform(shape, range, device: .cpu, using: &generator), into: result)
      // A number just below the upper bound can round up to it, which is out of range: PyTorch
      // gives the lower bound.
      let target = result.pointer(Float16.self)
      let (low, high) = (Float16(range.lowerBound), Float16(range.upperBound))
      for i in 0..<shape.elementCount where target[i] == high { target[i] = low }
    default: fail("uniform", "needs a floating-point dtype, not \(dtype)")
    }
    return result
  }

  /// Multiplies drawn numbers of single or double precision by `factor` and adds `shift`, in place.
  ///
  /// PyTorch rounds each result once on every processor that can, Torch7 twice.
  func stretch(_ factor: Double, plus shift: Double, isFused: Bool = true) {
    if factor == 1 && shift == 0 { return }
    if dtype == .float32 {
      let (factor, shift, numbers) = (Float(factor), Float(shift), pointer(Float.self))
      if isFused { return ck_stretch(numbers, factor, shift, elementCount) }
      for i in 0..<elementCount { numbers[i] = numbers[i] * factor + shift }
    } else {
      let numbers = pointer(Double.self)
      for i in 0..<elementCount {
        numbers[i] =
          isFused ? shift.addingProduct(numbers[i], factor) : numbers[i] * factor + shift
      }
    }
  }
}

/// Random tensors with the shape of another tensor, and with its dtype unless one is given.
extension Tensor {
  /// Uniform numbers in [0, 1) with the shape of `other`. `torch.rand_like`.
  public static func rand(like other: Tensor, dtype: DType? = nil) -> Tensor {
    rand(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// Standard normal numbers with the shape of `other`. `torch.randn_like`.
  public static func randn(like other: Tensor, dtype: DType? = nil) -> Tensor {
    randn(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// Integers in `range` with the shape of `other`. `torch.randint_like`.
  public static func randint(
    _ range: Range<Int>, like other: Tensor, dtype: DType? = nil
  ) -> Tensor {
    randint(range, other.shape, device: other.device).to(dtype ?? other.dtype)
  }
}
