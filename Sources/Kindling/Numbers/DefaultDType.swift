import CThreadState

/// The dtype of floating-point tensors if none is specified: float32, unless a program or part of
/// it sets another.
extension DType {
  /// The dtype that factory functions, floating-point literals and functions of integers use on
  /// this thread. `torch.get_default_dtype()`.
  public static var `default`: DType {
    let number = current_thread_state().pointee.default_dtype
    return number == 0 ? .float32 : DType(rawValue: number - 1)!
  }
}

/// Sets the default dtype of floating-point tensors on this thread. `torch.set_default_dtype`.
///
/// Traps with `setDefaultDType: int64 is not floating point`.
///
/// ```swift
/// setDefaultDType(.float64)
/// Tensor([1.0]).dtype  // float64
/// ```
public func setDefaultDType(_ dtype: DType) {
  check(dtype.isFloatingPoint, "setDefaultDType", "\(dtype) is not floating point")
  current_thread_state().pointee.default_dtype = dtype.rawValue + 1
}

/// Runs `body` with `dtype` as the default, then restores the previous default, even after an
/// error.
///
/// Torch7 computes in double precision, and so do tensors created inside
/// `withDefaultDType(.float64) { }`.
@discardableResult
public func withDefaultDType<Result, Failure: Error>(
  _ dtype: DType, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let before = DType.default
  setDefaultDType(dtype)
  defer { setDefaultDType(before) }
  return try body()
}
