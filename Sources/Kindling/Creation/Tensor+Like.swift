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
