/// Multiplies each element by its own weight. `nn.CMul`.
///
/// y = x * w. An input with one more dimension than the weight is a batch along its first. Weights
/// with as many dimensions as the input are broadcast along dimensions of size 1.
public final class CMul: Module {
  /// The factors, of the given shape.
  @Learned public var weight: Tensor
  /// The accumulated gradient of the loss with respect to ``weight``.
  public var gradWeight: Tensor { $weight.gradient }

  /// Weights of the given sizes, uniform in [-1/sqrt(n), 1/sqrt(n)) for n weights.
  public convenience init(_ sizes: Int...) { self.init(Shape(sizes)) }

  /// Weights of the given shape.
  public init(_ shape: Shape) {
    weight = .initial(shape, inputs: shape.elementCount)
  }

  /// Traps with `nn.CMul: an input of shape [4] does not fit weights of shape [5]`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    if !isExpanded(to: doubles(input)) { checkPart(input, weight, "weights") }
    return input * weight
  }

  /// dL/dx = dL/dy * w.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput * weight
  }

  /// dL/dw = the sum over the batch of x * dL/dy.
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradient = input * gradOutput
    if isExpanded(to: input) {
      let dims = weight.shape.indices.filter { weight.shape[$0] != input.shape[$0] }
      gradWeight += (dims.isEmpty ? gradient : gradient.sum(dims: dims, keepDim: true)) * scale
    } else {
      gradWeight += (input.rank > weight.rank ? gradient.sum(dim: 0) : gradient) * scale
    }
  }

  /// Whether the weights have as many dimensions as the input and broadcast to its shape.
  private func isExpanded(to input: Tensor) -> Bool {
    input.rank == weight.rank
      && weight.shape.indices.allSatisfy {
        weight.shape[$0] == input.shape[$0] || weight.shape[$0] == 1
      }
  }
}

extension Module {
  /// Traps unless the input, or each element of a batch of them, has the shape of `parameter`.
  func checkPart(_ input: Tensor, _ parameter: Tensor, _ what: String) {
    check(
      doubles(input).shape == parameter.shape
        || (input.rank == parameter.rank + 1 && Shape(input.shape.dropFirst()) == parameter.shape),
      name,
      "an input of shape \(input.shape) does not fit \(what) of shape \(parameter.shape)")
  }
}
