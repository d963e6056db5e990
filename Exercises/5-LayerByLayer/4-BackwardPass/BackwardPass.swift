// 5.4 The backward pass
//
// Lesson: docs/lessons/5-layer-by-layer/4-backward-pass.md
// Try:    grade try 5.4
// Grade:  grade 5.4
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. The arguments
// stay as they were. Each part is graded alone, so you can answer them in any order.
//
// Layerwise's `Sequential` and `Concat` are not allowed, nor is `ConcatTable`.

import Layerwise

/// Part 1, 2 points. The chain rule, with all derivatives given: from the gradient of the loss with
/// respect to z to that with respect to x, where z is computed from x.
///
/// dL/dx_i is the sum over j of dL/dz_j * dz_j/dx_i.
///
/// - Parameters:
///   - jacobian: the derivatives dz_j/dx_i, float64, of shape [m, n]: a row for each element of z, a
///     column for each element of x. Both m and n are 1 or more.
///   - gradOutput: the gradient dL/dz, float64, of shape [m].
/// - Returns: the gradient dL/dx, float64, of shape [n].
///
/// Example:
/// ```
/// let jacobian = Tensor([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]], dtype: .float64)
/// gradInput(jacobian: jacobian, gradOutput: Tensor([1.0, 10.0], dtype: .float64))
/// // tensor([1., 12., 3.], dtype=torch.float64)
/// ```
public func gradInput(jacobian: Tensor, gradOutput: Tensor) -> Tensor {
  unanswered()
}

/// Part 2, 2 points. All gradients of h(x) = g(f(x)), by hand: f multiplies each element of x by a
/// weight, and g adds the products up.
///
/// - Parameters:
///   - input: x, a float64 vector of n elements, n being 1 or more.
///   - weight: w, a float64 vector of as many.
///   - gradOutput: the gradient of the loss with respect to h(x), float64, of shape [1].
/// - Returns: three float64 vectors of n elements, in this order: the gradient of the loss with
///   respect to f(x), that with respect to x, and that with respect to w.
///
/// Example:
/// ```
/// let (x, w) = (Tensor([1.0, 2.0], dtype: .float64), Tensor([5.0, -3.0], dtype: .float64))
/// weightedSumGradients(input: x, weight: w, gradOutput: Tensor([10.0], dtype: .float64))
/// // [10, 10], [50, -30] and [10, 20]
/// ```
public func weightedSumGradients(input: Tensor, weight: Tensor, gradOutput: Tensor) -> [Tensor] {
  unanswered()
}

/// Part 3, 3 points. Send a gradient back through modules that run one after the other.
///
/// `forward` has been called on each module once, in their order: the first was given `input`, and
/// each other one what the module before it gave. It must not be called again. Call `backward` of each
/// module once, with the input that it was given and with the gradient for its output. That keeps each
/// module's `gradInput`, and adds to the gradients of its parameters.
///
/// - Parameters:
///   - modules: the modules in the order in which they ran, each a different one, each turning a
///     tensor into a tensor. There may be none.
///   - input: what the first module was given, float64.
///   - gradOutput: the gradient of the loss with respect to what the last module gave, or where there
///     is no module, with respect to the input. Float64, of that shape.
/// - Returns: the gradient of the loss with respect to `input`, of its shape.
///
/// Example:
/// ```
/// let (f, g) = (Abs(), Sum(1))
/// let x = Tensor([3.0, -2.0], dtype: .float64)
/// g.forward(f.forward(x))
/// backward(through: [f, g], input: x, gradOutput: Tensor([10.0], dtype: .float64))
/// // tensor([10., -10.], dtype=torch.float64)
/// ```
public func backward(through modules: [Module], input: Tensor, gradOutput: Tensor) -> Tensor {
  unanswered()
}

/// Part 4, 3 points. The Jacobian of a module, exact, from its backward pass.
///
/// `forward` has not been called with this input yet. The gradients that the module's parameters have
/// gathered stay as they are, and so does whether it is in training. Its `output` and `gradInput` may
/// be anything afterwards. As in section 5.2, the module may have a single tensor for its output, and
/// one for its `gradInput`, and overwrite them at the next call.
///
/// - Parameters:
///   - module: turns a vector of n elements into one of m, both 1 or more.
///   - input: where to take the derivatives, float64, of shape [n].
/// - Returns: the derivatives dz_j/dx_i of each element of the output with respect to each of the
///   input, float64, of shape [m, n]. They are the module's own, not differences of its values.
///
/// Example:
/// ```
/// jacobian(of: Sum(1), at: Tensor([3.0, 4.0, 5.0], dtype: .float64))
/// // tensor([[1., 1., 1.]], dtype=torch.float64)
/// ```
public func jacobian(of module: Module, at input: Tensor) -> Tensor {
  unanswered()
}
