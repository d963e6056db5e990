import CKernels

/// The dtype of floating-point tensors if none is specified: float32, unless a program or part of
/// it sets another.
extension DType {
  /// The dtype that factory functions, floating-point literals and functions of integers use on
  /// this thread. `torch.get_default_dtype()`.
  public static var `default`: DType {
    let code = ck_thread().pointee.default_dtype
    return code == 0 ? .float32 : DType(rawValue: code - 1)!
  }

  /// The dtype as stored in a thread's `default_dtype`.
  fileprivate var code: UInt8 {
    check(isFloatingPoint, "setDefaultDType", "\(self) is not floating point")
    return rawValue + 1
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
  ck_thread().pointee.default_dtype = dtype.code
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
  try withThreadState(\.default_dtype, dtype.code, body)
}
