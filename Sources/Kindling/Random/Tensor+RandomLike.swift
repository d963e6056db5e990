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
