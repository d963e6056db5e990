// 4.11 Sequential models
//
// Lesson: docs/lessons/4-framework/11-sequential-models.md
// Try:    grade try 4.11
// Grade:  grade 4.11
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's `Sequential` is not allowed.
//
// The library's `dropout` is not allowed, nor is the module `Dropout`.

import Kindling

/// Part 1, 3 points. Modules that run one after another, as a module. It has two halves, `init` and
/// `forward`.
public final class Chain: Module {
  /// Keep the modules.
  ///
  /// Their parameters are those of the chain, in their order, and `train()` and `eval()` reach them.
  ///
  /// - Parameter modules: what runs, the first one first. There may be none, and one may occur
  ///   twice: then it runs twice.
  public init(_ modules: [Module]) {
    unanswered()
  }

  /// Run the modules: the first on the input, and each other one on the result of the one before.
  ///
  /// - Parameter input: a tensor of any shape and dtype that the first module takes.
  /// - Returns: the result of the last module; where there are no modules, the input.
  public override func forward(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 2, 3 points. Draw a mask for dropout: each element is 0 with probability p, and otherwise
/// 1 / (1 - p), whatever the other elements are. So the mean of many elements is near 1.
///
/// The numbers come from the library's random numbers: after the same `manualSeed` the mask is the
/// same, and otherwise each call draws anew.
///
/// - Parameters:
///   - shape: any shape, even with no element.
///   - p: from 0, where no element is 0, to 1, where each is.
///   - dtype: float16, float32 or float64.
/// - Returns: a tensor of that shape and dtype, requiring no gradient.
///
/// Example:
/// ```
/// dropoutMask([2, 4], p: 0.5, dtype: .float32)
/// // tensor([[2., 0., 2., 2.],
/// //         [0., 0., 2., 0.]]), or another such one
/// ```
public func dropoutMask(_ shape: Shape, p: Double, dtype: DType) -> Tensor {
  unanswered()
}

/// Part 3, 2 points. Dropout as a module. It has two halves, `init` and `forward`.
///
/// In training mode each element is lost with probability p, or kept and divided by 1 - p, with a mask
/// as in part 2, drawn anew in each call. Gradients flow through what is kept. In evaluation mode the
/// result is the input. It can be answered without part 2.
public final class Drop: Module {
  /// - Parameter p: the probability that an element is lost, from 0 to 1.
  public init(_ p: Double) {
    unanswered()
  }

  /// - Parameter input: finite numbers of any shape: float16, float32 or float64.
  /// - Returns: a tensor of its shape and dtype.
  public override func forward(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 4, 2 points. The deeper network of the tutorial, which ends in probabilities.
///
/// One after another: an affine map from `inputs` to `hidden` numbers, relu, an affine map to
/// 2 * hidden, relu, an affine map to `classes`, dropout with the probability 1 - keep, and softmax along
/// dimension 1. The parameters start with the numbers that `Linear` would draw for the three maps in
/// this order, and `parameters()` finds them in it. It can be answered without the other parts.
///
/// - Parameters:
///   - inputs: how many numbers a row of the input has.
///   - hidden: how many come after the first map.
///   - classes: how many probabilities a row of the result has.
///   - keep: the probability that a score is kept, above 0 and at most 1.
/// - Returns: a module that takes rows [rows, inputs] and gives rows [rows, classes]; in training mode.
public func deepClassifier(inputs: Int, hidden: Int, classes: Int, keep: Double) -> Module {
  unanswered()
}
