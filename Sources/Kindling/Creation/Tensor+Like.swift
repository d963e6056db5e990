/// Tensors of the shape of another, on its device, and of its dtype unless another is asked for.
extension Tensor {
  /// Zeros of the shape of `other`. `torch.zeros_like`.
  public static func zeros(like other: Tensor, dtype: DType? = nil) -> Tensor {
    zeros(other.shape, dtype: dtype ?? other.dtype, on: other.home)
  }

  /// Ones of the shape of `other`. `torch.ones_like`.
  public static func ones(like other: Tensor, dtype: DType? = nil) -> Tensor {
    ones(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// A tensor of the shape of `other` whose every element is `value`. `torch.full_like`.
  public static func full(
    like other: Tensor, _ value: some ScalarValue, dtype: DType? = nil
  ) -> Tensor {
    full(other.shape, value, dtype: dtype ?? other.dtype, device: other.device)
  }

  /// A tensor of the shape of `other` whose elements are yet to be written. `torch.empty_like`.
  public static func empty(like other: Tensor, dtype: DType? = nil) -> Tensor {
    empty(other.shape, dtype: dtype ?? other.dtype, device: other.device)
  }
}
