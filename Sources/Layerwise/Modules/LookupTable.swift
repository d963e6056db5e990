/// Looks up the rows of a table by their indices. `nn.LookupTable`.
///
/// Indices are counted from 1: `[k]` gives `[k, d]`, `[N, k]` gives `[N, k, d]`. They may be of any
/// dtype.
public final class LookupTable: Module {
  /// The table, of shape `[n, d]`: row i - 1 belongs to index i.
  @Learned public var weight: Tensor
  /// The accumulated gradient of the loss with respect to ``weight``.
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

  /// Zeros: there is no gradient with respect to an index.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    .zeros(input.shape, dtype: .float64)
  }

  /// Adds each row of dL/dy to the gradient of the row that was looked up, once for each lookup.
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradients = gradOutput.reshape(-1, weight.shape[1]) * scale
    gradWeight += Tensor.zeros(weight.shape, dtype: .float64)
      .scatterAdd(dim: 0, rows(input), gradients)
  }

  /// The row of each element to look up, counted from 0, as a tensor of shape `[k, d]`.
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
