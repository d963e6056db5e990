// 5.5 Inside a module: solution

import Layerwise

/// Multiplies each element by a weight of its own: y = x * w. Parts 1 to 3 are its three functions;
/// the rest is given.
///
/// An input has the shape of `weight`, or one dimension more: then it is a batch along its first,
/// of any number of examples, even one or none.
public final class CMul: Module {
  /// The factors.
  @Learned public var weight: Tensor
  /// The gradient of the loss with respect to `weight`, gathered since it was last set to zero. It is
  /// changed in place: `$weight.gradient += ...`
  public var gradWeight: Tensor { $weight.gradient }

  /// A module with weights of this shape: `CMul([5])` for vectors of five.
  public init(_ shape: Shape) {
    let bound = 1 / Double(shape.elementCount).squareRoot()
    weight = .uniform(shape, -bound..<bound, dtype: .float64)
  }

  /// Part 1, 2 points. Compute the output: each element of the input times its weight.
  ///
  /// - Parameter input: of the shape of `weight`, or a batch of such.
  /// - Returns: the output, of the shape of `input`.
  ///
  /// Example, with weights [2, -1]:
  /// ```
  /// module.updateOutput(Tensor([10.0, 20.0], dtype: .float64))
  /// // tensor([ 20., -20.], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input * weight
  }

  /// Part 2, 2 points. Compute the gradient of the loss with respect to the input.
  ///
  /// `backward` keeps what this returns as `gradInput`. Nothing else changes: the gradient of the
  /// weights belongs to part 3.
  ///
  /// - Parameters:
  ///   - input: what the output was computed from.
  ///   - gradOutput: the gradient of the loss with respect to that output, of the same shape.
  /// - Returns: the gradient with respect to `input`, of its shape.
  ///
  /// Example, with weights [2, -1]:
  /// ```
  /// module.updateGradInput(
  ///   Tensor([10.0, 20.0], dtype: .float64), Tensor([1.0, 3.0], dtype: .float64))
  /// // tensor([ 2., -3.], dtype=torch.float64)
  /// ```
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput * weight
  }

  /// Part 3, 4 points. Add `scale` times the gradient of the loss with respect to the weights to what
  /// they have gathered so far.
  ///
  /// All examples of a batch go through the same weights, so each of them adds its share. The weights
  /// themselves stay as they are.
  ///
  /// - Parameters:
  ///   - input: what the output was computed from.
  ///   - gradOutput: the gradient of the loss with respect to that output, of the same shape.
  ///   - scale: what this gradient is multiplied with before it is added.
  ///
  /// Example, for any two weights that have gathered nothing yet:
  /// ```
  /// module.accGradParameters(
  ///   Tensor([10.0, 20.0], dtype: .float64), Tensor([1.0, 3.0], dtype: .float64), scale: 0.5)
  /// print(module.gradWeight)
  /// // tensor([ 5., 30.], dtype=torch.float64)
  /// ```
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradient = input * gradOutput
    $weight.gradient += (input.rank > weight.rank ? gradient.sum(dim: 0) : gradient) * scale
  }
}

/// Part 4, 2 points. Gather the mean of the gradients of several examples, one example at a time.
///
/// Afterwards each parameter of the module has gathered the mean over the examples of its gradient,
/// and nothing else: what it had gathered before does not count. The parameters stay as they are.
/// It can be answered without the other parts: `module` may be any module.
///
/// - Parameters:
///   - module: takes a tensor and gives a tensor.
///   - examples: what goes in, and the gradient of that example's loss with respect to what comes
///     out. Without examples, the gathered gradients are zero afterwards.
///
/// Example:
/// ```
/// let x = Tensor([10.0, 20.0], dtype: .float64)
/// let one = Tensor([1.0, 1.0], dtype: .float64)
/// gatherMean(of: module, over: [(x, one), (x, one * 5)])
/// // module is a CMul of two weights: its gradWeight is x * (1 + 5) / 2, which is [30, 60]
/// ```
public func gatherMean(
  of module: Module, over examples: [(input: Tensor, gradOutput: Tensor)]
) {
  module.zeroGradParameters()
  for example in examples {
    module.forward(example.input)
    module.backward(example.input, example.gradOutput, scale: 1 / Double(examples.count))
  }
}
