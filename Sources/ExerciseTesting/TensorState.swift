import Kindling

/// What a tensor is at one moment: its numbers, whether it requires a gradient, the operation it
/// came from and the gradient it holds. A call that leaves a tensor as it was changes none of them.
public struct TensorState {
  private let shape: Shape
  private let numbers: [Double]
  /// Whether it required a gradient.
  public let requiresGrad: Bool
  private let gradientFunction: String?
  private let gradient: [Double]?

  /// The state of a tensor now.
  public init(_ tensor: Tensor) {
    shape = tensor.shape
    numbers = tensor.detach().doubles()
    requiresGrad = tensor.requiresGrad
    gradientFunction = tensor.gradientFunction
    gradient = tensor.grad?.doubles()
  }

  /// What a call has changed in the tensor called `name`, in words; nil when everything is as it
  /// was.
  public func change(to tensor: Tensor, called name: String) -> String? {
    let after = TensorState(tensor)
    if let order = Self.firstDifference(after.numbers, numbers) {
      let (old, new) = shortPair(numbers[order], after.numbers[order])
      let place = numbers.count == 1 ? "" : " at \(shape.place(of: order))"
      return "\(name) was changed by the call, which should leave it as it was: "
        + "\(old) became \(new)\(place)"
    }
    if after.requiresGrad != requiresGrad {
      return after.requiresGrad
        ? "\(name) requires a gradient after the call, and did not before"
        : "\(name) no longer requires a gradient after the call"
    }
    if after.gradientFunction != gradientFunction {
      return "\(name) comes from another operation after the call"
    }
    switch (gradient, after.gradient) {
    case (nil, nil): return nil
    case (nil, _): return "\(name).grad was nil and is not after the call"
    case (_, nil): return "\(name).grad is nil after the call, and was not before"
    case (let old?, let new?):
      return Self.firstDifference(new, old) == nil
        ? nil : "\(name).grad was changed by the call, which should leave it as it was"
    }
  }

  private static func firstDifference(_ a: [Double], _ b: [Double]) -> Int? {
    if a.count != b.count { return 0 }
    return a.indices.first { a[$0] != b[$0] && !(a[$0].isNaN && b[$0].isNaN) }
  }
}

/// Fails when a call has changed a tensor that it is to leave as it was.
public func expectUnchanged(
  _ tensor: Tensor, since before: TensorState, _ name: String,
  for inputs: KeyValuePairs<String, Any>, file: StaticString = #filePath, line: UInt = #line
) {
  guard let change = before.change(to: tensor, called: name) else { return }
  expect(false, change, for: inputs, file: file, line: line)
}
