/// In training, sets each element to 0 with probability p and divides the others by 1 - p to
/// preserve the mean; in evaluation, passes its input through. `nn.Dropout`.
public final class Dropout: Module {
  /// The probability that an element is dropped.
  public let p: Double
  private var noise: Tensor?

  /// Traps with `nn.Dropout: a probability of 1.0 is outside 0..<1`.
  public init(_ p: Double = 0.5) {
    self.p = p
    super.init()
    check(p >= 0 && p < 1, name, "a probability of \(p) is outside 0..<1")
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    noise = isTraining ? Self.noise(doubles(input).shape, keeping: 1 - p) : nil
    return noise.map { input * $0 } ?? input
  }

  /// dL/dx = dL/dy times the factors of the elements.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    noise.map { gradOutput * $0 } ?? gradOutput
  }

  /// Torch7's Bernoulli samples, each from one uniform number: 1 if that is at most the
  /// probability.
  private static func noise(_ shape: Shape, keeping probability: Double) -> Tensor {
    let draws = Tensor.rand(shape, dtype: .float64)
    return (draws .<= probability).to(.float64) / probability
  }

  /// `nn.Dropout(0.500000)`.
  public override var description: String {
    let millionths = Int((p * 1e6).rounded())
    let digits = String(millionths % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - digits.utf8.count)
    return "\(name)(\(millionths / 1_000_000).\(zeros)\(digits))"
  }
}
