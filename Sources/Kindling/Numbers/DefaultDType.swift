import CThreadState

/// The dtype that floating-point tensors have where none is named: float32 unless a program, or a
/// part of it, asks for another.
extension DType {
  /// What the factories, floating-point literals and functions of integers use on this thread.
  /// `torch.get_default_dtype()`.
  public static var `default`: DType {
    let number = current_thread_state().pointee.default_dtype
    return number == 0 ? .float32 : DType(rawValue: number - 1)!
  }
}

/// Makes `dtype` what floating-point tensors on this thread have where none is named.
/// `torch.set_default_dtype`.
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

/// Runs `body` with `dtype` as the default, and puts back what was before, also after an error.
///
/// Torch7 computes in double precision: so does what is made inside `withDefaultDType(.float64) { }`.
@discardableResult
public func withDefaultDType<Result, Failure: Error>(
  _ dtype: DType, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let before = DType.default
  setDefaultDType(dtype)
  defer { setDefaultDType(before) }
  return try body()
}
