/// Turns indices into the rows they name. `nn.LookupTable`.
///
/// Indices count from 1: `[k]` gives `[k, d]`, `[N, k]` gives `[N, k, d]`. They may be of any dtype.
public final class LookupTable: Module {
  /// `[n, d]`: row i - 1 belongs to index i.
  @Learned public var weight: Tensor
  /// The gradient of the loss with respect to ``weight``, gathered.
  public var gradWeight: Tensor { $weight.gradient }

  /// `count` rows of `size` standard normal numbers.
  public init(_ count: Int, _ size: Int) {
    weight = .randn([count, size], dtype: .float64)
  }

  /// Traps with `nn.LookupTable: index 6 is outside 1...5 (position [0, 2])`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    let size = weight.shape[1]
    return weight.gather(dim: 0, rows(input)).view(Shape(Array(input.shape) + [size]))
  }

  /// Zeros: nothing can be learned about an index.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    .zeros(input.shape, dtype: .float64)
  }

  /// Adds each row of dL/dy to the row whose index was asked for, as often as it was.
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradients = gradOutput.reshape(-1, weight.shape[1]) * scale
    gradWeight += Tensor.zeros(weight.shape, dtype: .float64)
      .scatterAdd(dim: 0, rows(input), gradients)
  }

  /// For each element asked for, the row it is in: `[k, d]`, counted from 0.
  private func rows(_ input: Tensor) -> Tensor {
    check(
      (1...2).contains(input.rank), name, "indices of shape \(input.shape) have rank 1 or 2")
    for (order, index) in input.ints().enumerated() where index < 1 || index > weight.shape[0] {
      let position =
        input.rank == 1 ? [order] : [order / input.shape[1], order % input.shape[1]]
      fail(name, "index \(index) is outside 1...\(weight.shape[0]) (position \(position))")
    }
    return (input.to(.int64).reshape(-1, 1) - 1).expand(input.elementCount, weight.shape[1])
  }
}
