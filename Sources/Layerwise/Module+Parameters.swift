extension Module {
  /// The parameters and their gradients, each listed once. `parameters()`.
  public func parameters() -> [(weight: Tensor, gradient: Tensor)] {
    distinct.map { ($0.wrappedValue, $0.gradient) }
  }

  /// Sets all accumulated gradients to zero. `zeroGradParameters()`.
  public func zeroGradParameters() {
    for parameter in distinct { parameter.gradient.fill(0) }
  }

  /// parameter <- parameter - learningRate * gradient, in place. `updateParameters(learningRate)`.
  public func updateParameters(_ learningRate: Double) {
    for parameter in distinct { parameter.wrappedValue -= parameter.gradient * learningRate }
  }

  /// All parameters in one tensor, and all gradients in another. `getParameters()`.
  ///
  /// They are moved there: the modules' own tensors become views of these two, so a change on
  /// either side is visible on the other. Call this once, on the outermost module: another call
  /// moves the parameters again and disconnects the tensors that this one returned.
  ///
  /// ```swift
  /// let (weights, gradients) = network.getParameters()
  /// gradients.fill(0)
  /// // ... forward, backward ...
  /// weights -= gradients * 0.01
  /// ```
  public func getParameters() -> (weights: Tensor, gradients: Tensor) {
    let parts = distinct
    let count = parts.reduce(0) { $0 + $1.wrappedValue.elementCount }
    let weights = Tensor.zeros(count, dtype: .float64)
    let gradients = Tensor.zeros(count, dtype: .float64)
    var start = 0
    for part in parts {
      let (shape, length) = (part.wrappedValue.shape, part.wrappedValue.elementCount)
      part.move(
        into: weights.narrow(0, start: start, length: length).view(shape),
        gradient: gradients.narrow(0, start: start, length: length).view(shape))
      start += length
    }
    return (weights, gradients)
  }

  /// The parameters, counting a module that appears in several places once.
  private var distinct: [Learned] {
    var seen: Set<ObjectIdentifier> = []
    return learned().filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
