/// Gradient descent: each step moves every parameter against its gradient.
/// `torch.optim.SGD`.
///
/// parameter <- parameter - learningRate * gradient
///
/// ```swift
/// let optimizer = SGD(model.parameters(), learningRate: 0.1)
/// for (x, y) in batches {
///   optimizer.zeroGrad()
///   crossEntropy(model(x), y).backward()
///   optimizer.step()
/// }
/// ```
public final class SGD {
  /// The parameters that ``step()`` changes.
  public let parameters: [Tensor]
  /// How far a step goes; may be changed between steps.
  public var learningRate: Double

  /// Traps when a parameter does not require a gradient, or the learning rate is negative.
  public init(_ parameters: [Tensor], learningRate: Double) {
    check(learningRate >= 0, "SGD", "a learning rate of \(learningRate) is negative")
    for (index, parameter) in parameters.enumerated() {
      check(parameter.requiresGrad, "SGD", "parameter \(index) does not require a gradient")
    }
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Changes the parameters in place. One without a gradient stays as it is.
  public func step() {
    withoutGradients {
      for parameter in parameters {
        if let gradient = parameter.grad { parameter -= gradient * learningRate }
      }
    }
  }

  /// Forgets the gradients of the parameters.
  public func zeroGrad() {
    for parameter in parameters { parameter.grad = nil }
  }
}
