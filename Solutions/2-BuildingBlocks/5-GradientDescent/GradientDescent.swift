// 2.5 Gradient descent: solution

import Kindling

/// Part 1, 4 points. One step downhill: `parameter - learningRate * gradient`, in place.
///
/// Each parameter's own numbers change, so that everything that holds the tensor sees the new ones.
/// It still requires a gradient, and the step itself is not recorded. A parameter whose `grad` is
/// nil stays as it is, and a frozen one stays frozen. The gradients stay as they are: forgetting
/// them is up to the caller.
///
/// - Parameters:
///   - parameters: floating-point tensors of any shapes, and maybe none.
///   - learningRate: how far to go; the same for every parameter.
///
/// Example:
/// ```
/// let weight = Tensor([1.0, 2.0]).requiringGradient()
/// (weight * weight).sum().backward()  // the gradient is [2, 4]
/// sgdStep([weight], learningRate: 0.1)
/// print(weight)
/// // tensor([0.8000, 1.6000], requires_grad=True)
/// ```
public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  withoutGradients {
    for parameter in parameters {
      if let gradient = parameter.grad { parameter -= gradient * learningRate }
    }
  }
}

/// Part 2, 4 points. Many steps downhill, from where `start` is.
///
/// In each step: the loss at the present place, its gradient there, and one step against it. It can
/// be answered without part 1.
///
/// - Parameters:
///   - loss: takes `start`, depends on it, and returns a tensor with one element.
///   - start: where to begin, of any shape and floating-point dtype; it requires a gradient. Its
///     numbers change in place, and it still requires a gradient. A gradient that it already has
///     from something else must not count, and what its `grad` is afterwards does not matter.
///   - learningRate: how far a step goes.
///   - steps: how many steps to take, all of them, even when the loss grows, stays the same, or is
///   no longer a number. With 0 steps nothing changes.
/// - Returns: the loss before each step, `steps` numbers.
///
/// Example:
/// ```
/// let place = Tensor([4.0]).requiringGradient()
/// minimize({ ($0 * $0).sum() }, from: place, learningRate: 0.25, steps: 3)
/// // [16.0, 4.0, 1.0]
/// print(place)
/// // tensor([0.5000], requires_grad=True)
/// ```
public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  var losses: [Double] = []
  for _ in 0..<steps {
    start.grad = nil
    let value = loss(start)
    losses.append(value.item())
    value.backward()
    sgdStep([start], learningRate: learningRate)
  }
  return losses
}

/// Part 3, 2 points. The learning rate beyond which gradient descent on a quadratic runs away.
///
/// The loss is `(c1 * x1^2 + c2 * x2^2 + ...) / 2`, with the curvatures c1, c2, ... With a learning
/// rate between 0 and the result, no `xi` ever gets further from 0; with a greater one, some `xi`
/// gets further and further away.
///
/// - Parameter curvatures: one for each direction, in any order: finite numbers, and none of them the
///   negative zero, -0.0.
/// - Returns: the limit. A direction of curvature 0 is flat and sets no limit: when no direction sets
///   one, as when there are no directions, it is `.infinity`. Along a negative curvature every step
///   leads away: then no learning rate will do, and it is 0.
///
/// Example:
/// ```
/// largestStableLearningRate(curvatures: [4.0])  // 0.5
/// ```
public func largestStableLearningRate(curvatures: [Double]) -> Double {
  if curvatures.contains(where: { $0 < 0 }) { return 0 }
  let steepest = curvatures.max() ?? 0
  return steepest > 0 ? 2 / steepest : .infinity
}
