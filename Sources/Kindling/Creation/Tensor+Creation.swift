extension Tensor {
  /// Creates a tensor of zeros. `torch.zeros`.
  ///
  /// ```swift
  /// Tensor.zeros(2, 3)  // tensor([[0., 0., 0.], [0., 0., 0.]])
  /// ```
  public static func zeros(_ sizes: Int..., dtype: DType = .default, device: Device = .default)
    -> Tensor
  {
    zeros(Shape(sizes), dtype: dtype, device: device)
  }

  /// Creates a tensor of zeros with the given shape. `torch.zeros`.
  public static func zeros(
    _ shape: Shape, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    zeros(checked(shape, "zeros"), dtype: dtype, on: device.home("zeros"))
  }

  /// Creates a tensor of ones. `torch.ones`.
  public static func ones(_ sizes: Int..., dtype: DType = .default, device: Device = .default)
    -> Tensor
  {
    ones(Shape(sizes), dtype: dtype, device: device)
  }

  /// Creates a tensor of ones with the given shape. `torch.ones`.
  public static func ones(
    _ shape: Shape, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    full(shape, 1, dtype: dtype, device: device)
  }

  /// Creates a tensor filled with `value`. `torch.full`.
  ///
  /// The dtype is int64, ``DType/default`` or bool, as the number is, unless `dtype` says
  /// otherwise. Traps with `full: 300 does not fit in uint8`.
  public static func full(
    _ shape: Shape, _ value: some ScalarValue, dtype: DType? = nil, device: Device = .default
  ) -> Tensor {
    let result = Tensor(
      uninitialized: checked(shape, "full"), dtype ?? value.scalar.dtype, on: device.home("full"))
    fillKernel(result, value.scalar.fitting(result.dtype, "full"))
    return result
  }

  /// Creates an uninitialized tensor: fill it before reading it. `torch.empty`.
  public static func empty(_ sizes: Int..., dtype: DType = .default, device: Device = .default)
    -> Tensor
  {
    empty(Shape(sizes), dtype: dtype, device: device)
  }

  /// Creates an uninitialized tensor with the given shape. `torch.empty`.
  public static func empty(
    _ shape: Shape, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    Tensor(uninitialized: checked(shape, "empty"), dtype, on: device.home("empty"))
  }

  /// Creates a tensor of the whole numbers from 0 up to, but not including, `end`, as int64.
  /// `torch.arange(n)`.
  public static func arange(_ end: Int, device: Device = .default) -> Tensor {
    Tensor((0..<Swift.max(end, 0)).map { $0 }, device: device)
  }

  /// Creates a tensor of the whole numbers `start`, `start + step`, ... up to, but not including,
  /// `end`. `torch.arange(start, end, step)`.
  ///
  /// Traps with `arange: a step of 0 never gets from 0 to 1` if the step does not lead towards
  /// `end`.
  public static func arange(
    _ start: Int, _ end: Int, step: Int = 1, dtype: DType = .int64,
    device: Device = .default
  ) -> Tensor {
    check(
      step != 0 && (start == end || (start < end) == (step > 0)), "arange",
      "a step of \(step) never gets from \(start) to \(end)")
    checkCount((Double(end) - Double(start)) / Double(step), "from \(start) to \(end) by \(step)")
    return Tensor(Array(stride(from: start, to: end, by: step)), dtype: dtype, device: device)
  }

  /// Creates a tensor of the numbers `start`, `start + step`, ... up to, but not including,
  /// `end`. `torch.arange(start, end, step)`.
  ///
  /// Traps with `arange: a step of 0.0 never gets from 0.0 to 1.0` if the step does not lead
  /// towards `end`.
  public static func arange(
    _ start: Double, _ end: Double, step: Double = 1, dtype: DType = .default,
    device: Device = .default
  ) -> Tensor {
    check(
      step != 0 && step.isFinite && (end - start) / step >= 0, "arange",
      "a step of \(step) never gets from \(start) to \(end)")
    checkCount((end - start) / step, "from \(start) to \(end) by \(step)")
    let count = Int(((end - start) / step).rounded(.up))
    return Tensor((0..<count).map { start + Double($0) * step }, dtype: dtype, device: device)
  }

  /// Creates a tensor of `count` numbers evenly spaced from `start` to `end`, inclusive.
  /// `torch.linspace`.
  public static func linspace(
    _ start: Double, _ end: Double, count: Int, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    check(count >= 0, "linspace", "a count of \(count) is negative")
    switch dtype {
    case .float32:
      let numbers = spaced(Float(start), Float(end), count) { $0.addingProduct($1, $2) }
      return Tensor(numbers, device: device)
    case .float16:
      let numbers = spaced(Float(Float16(start)), Float(Float16(end)), count) { $0 + $1 * $2 }
      return Tensor(numbers, dtype: dtype, device: device)
    default:
      let numbers = spaced(start, end, count) { $0.addingProduct($1, $2) }
      return Tensor(numbers, dtype: dtype, device: device)
    }
  }

  /// `count` numbers from `start` to `end`, each from the nearer end by `step(_:_:_:)`, so that the
  /// last one is exactly `end`. As in PyTorch, a sum with a product is rounded once, except in half
  /// precision.
  private static func spaced<T: FloatingElement>(
    _ start: T, _ end: T, _ count: Int, _ step: (_ end: T, _ size: T, _ steps: T) -> T
  ) -> [T] where T: TensorData {
    let size = count > 1 ? (end - start) / T(count - 1) : 0
    let half = Swift.max(count / 2, 1)
    return (0..<count).map {
      $0 < half ? step(start, size, T($0)) : step(end, size, T($0 - count + 1))
    }
  }

  /// Creates an identity matrix with `size` rows. `torch.eye`.
  public static func eye(
    _ size: Int, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    eye(size, size, dtype: dtype, device: device)
  }

  /// Creates a matrix with ones on the diagonal and zeros elsewhere. `torch.eye`.
  public static func eye(
    _ rows: Int, _ columns: Int, dtype: DType = .default, device: Device = .default
  ) -> Tensor {
    let result = zeros(rows, columns, dtype: dtype, device: device)
    let diagonal = Tensor(
      storage: result.storage, shape: [Swift.min(rows, columns)], strides: [columns + 1],
      dtype: dtype)
    fillKernel(diagonal, .int(1))
    return result
  }

  private static func checkCount(_ count: Double, _ range: @autoclosure () -> String) {
    check(count < 0x1p59, "arange", "\(range()) is more numbers than memory can hold")
  }

  /// Traps if a size is negative.
  static func checked(_ shape: Shape, _ operation: @autoclosure () -> String) -> Shape {
    for size in shape {
      check(size >= 0, operation(), "\(shape) has a negative size")
    }
    return shape
  }
}

/// Tensors with the shape and device of another, and with its dtype unless one is specified.
extension Tensor {
  /// Creates a tensor of zeros with the shape of `other`. `torch.zeros_like`.
  public static func zeros(like other: Tensor, dtype: DType? = nil) -> Tensor {
    zeros(other.shape, dtype: dtype ?? other.dtype, on: other.home)
  }

  /// Creates a tensor of ones with the shape of `other`. `torch.ones_like`.
  public static func ones(like other: Tensor, dtype: DType? = nil) -> Tensor {
    ones(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// Creates a tensor with the shape of `other`, filled with `value`. `torch.full_like`.
  public static func full(
    like other: Tensor, _ value: some ScalarValue, dtype: DType? = nil
  ) -> Tensor {
    full(other.shape, value, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// Creates an uninitialized tensor with the shape of `other`. `torch.empty_like`.
  public static func empty(like other: Tensor, dtype: DType? = nil) -> Tensor {
    empty(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }
}
