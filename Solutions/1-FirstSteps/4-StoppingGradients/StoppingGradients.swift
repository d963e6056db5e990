// 1.4 Stopping gradients: solution

import Kindling

/// Part 1, 2 points, together with `snapshot`. The numbers of a tensor without its past.
///
/// The result shares the tensor's memory: a change in one shows in the other. But it requires no
/// gradient and has no gradient function, and gets none when the tensor is changed in place later.
/// Making it require a gradient changes nothing about the tensor, which is left as it was.
///
/// - Parameter tensor: any tensor.
/// - Returns: a tensor of the same shape, dtype and numbers.
///
/// Example:
/// ```
/// let x = Tensor([1.0, 2.0]).requiringGradient()
/// let y = x * 2
/// print(y, peek(at: y))
/// // tensor([2., 4.], grad_fn=<MulBackward0>) tensor([2., 4.])
/// ```
public func peek(at tensor: Tensor) -> Tensor {
  tensor.detach()
}

/// Part 1, too. The numbers of a tensor as they are now.
///
/// Like `peek`, but with its own memory: later changes of the tensor do not show.
///
/// - Parameter tensor: any tensor. It is left as it was.
/// - Returns: a tensor of the same shape, dtype and numbers, which requires no gradient.
///
/// Example:
/// ```
/// let x = Tensor([1.0, 2.0])
/// let before = snapshot(of: x)
/// x += 10
/// print(x, before)
/// // tensor([11., 12.]) tensor([1., 2.])
/// ```
public func snapshot(of tensor: Tensor) -> Tensor {
  tensor.detach().clone()
}

/// Part 2, 2 points. What a model gives for each input, when nothing will be learned from it.
///
/// Nothing is recorded while the model runs, so that no memory is spent on a graph. Afterwards
/// recording is on again, if it was before.
///
/// - Parameters:
///   - model: called once for each input, with the input itself.
///   - inputs: any number of tensors. They are left as they were.
/// - Returns: the results in the order of the inputs. None of them requires a gradient: not even
///   where the model returns, as it is, an input or a parameter that does. Those still do.
///
/// Example:
/// ```
/// let w = Tensor([2.0]).requiringGradient()
/// evaluate({ $0 * w }, on: [Tensor([1.0]), Tensor([3.0])])
/// // [tensor([2.]), tensor([6.])]
/// ```
public func evaluate(_ model: (Tensor) -> Tensor, on inputs: [Tensor]) -> [Tensor] {
  withoutGradients { inputs.map { model($0).detach() } }
}

/// Part 3, 3 points. How far a prediction is from a target that should not move.
///
/// The distance is the sum of the squared differences of all elements. Its gradient flows to the
/// prediction, and never to the target: not even where both were computed from the same tensor, and
/// not where both are the same tensor.
///
/// prediction and target are left as they were.
///
/// - Parameters:
///   - prediction: of any shape; its dtype is float16, float32 or float64.
///   - target: of the shape and the dtype of the prediction.
/// - Returns: the distance, of rank 0 and of that dtype. It requires a gradient where the prediction
///   does.
///
/// Example:
/// ```
/// let w = Tensor([1.0]).requiringGradient()
/// let far = distance(from: w * 2, to: w + 3)
/// far.backward()
/// print(far.detach(), w.grad!)
/// // tensor(4.) tensor([-8.])
/// ```
public func distance(from prediction: Tensor, to target: Tensor) -> Tensor {
  (prediction - target.detach()).square().sum()
}

/// Part 4, 3 points. Freeze part of a model for a while.
///
/// While `body` runs, none of the parameters requires a gradient or holds one. After it, even if it
/// throws, each of them requires a gradient if it did before, and none if it did not, and its
/// `grad` is what it was before, whatever `body` did to both. You change no number yourself: what
/// `body` does to the numbers stays.
///
/// - Parameters:
///   - parameters: any number of tensors, none of which was computed. Some may require no gradient
///   in the first place, and one may occur more than once.
///   - body: called once.
/// - Throws: what `body` throws.
///
/// Example:
/// ```
/// let (slope, shift) = (Tensor(2.0).requiringGradient(), Tensor(1.0).requiringGradient())
/// withFrozen([slope]) { (slope * 3 + shift).backward() }
/// print(slope.grad == nil, shift.grad!, slope.requiresGrad)
/// // true tensor(1.) true
/// ```
public func withFrozen(_ parameters: [Tensor], _ body: () throws -> Void) rethrows {
  let before = parameters.map { (requiresGrad: $0.requiresGrad, grad: $0.grad) }
  for parameter in parameters { parameter.requiresGrad = false }
  defer {
    for (parameter, state) in zip(parameters, before) {
      parameter.requiresGrad = state.requiresGrad
      parameter.grad = state.grad
    }
  }
  try body()
}
