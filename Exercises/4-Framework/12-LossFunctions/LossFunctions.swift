// 4.12 Loss functions
//
// Lesson: docs/lessons/4-framework/12-loss-functions.md
// Try:    grade try 4.12
// Grade:  grade 4.12
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Arguments
// are left as they were. Each part is graded alone, so you can answer them in any order.
//
// The library's `mseLoss` is not allowed, nor are the losses that can be made to do the same:
// `huberLoss` and `smoothL1Loss`.
//
// The library's `nllLoss` and `crossEntropy` are not allowed, nor are the losses that can be
// made to do the same: `klDivLoss`, `bceLoss` and `bceWithLogitsLoss`.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside.

import Kindling

/// Part 1, 3 points. The mean squared error, as a module.
///
/// It derives from the library's `Loss`, which has `init(reduction:)` and the property `reduction`.
public final class SquaredError: Loss {
  /// Compare numbers with what they should be: (input - target)^2 for each.
  ///
  /// - Parameters:
  ///   - input: finite numbers of any shape, float16, float32 or float64.
  ///   - target: numbers of the same shape and dtype, which you need not check.
  /// - Returns: the loss, of their dtype. With the reduction `.none` it is the loss of each number, of
  ///   their shape; with `.sum` the sum of them all and with `.mean` their mean, of rank 0. The sum
  ///   over no numbers is 0. The mean of no numbers is not asked for, nor where their sum is more than
  ///   the dtype can hold. Gradients must flow to both arguments.
  ///
  /// Example:
  /// ```
  /// SquaredError()(Tensor([1.0, 2.0]), Tensor([0.0, 4.0]))  // tensor(2.5000)
  /// ```
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 2, 4 points. The cross entropy of scores, as a module, with classes that may count differently.
public final class ClassEntropy: Loss {
  /// How much each class counts; nil where all count 1.
  private let weight: Tensor?

  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  /// Compare scores with the right classes: minus the log probability of the right class of each row,
  /// times the weight of that class.
  ///
  /// It must be right for scores of 10,000 and -10,000 too, in one batch, and so must its gradient.
  ///
  /// - Parameters:
  ///   - scores: one row for each example, of shape [rows, classes]: finite numbers, float16, float32 or
  ///     float64. The weight, where there is one, has shape [classes], the same dtype, and numbers above
  ///     0.
  ///   - targets: the right class of each row, int64 of shape [rows]; each is in 0..<classes.
  /// - Returns: the loss, of the dtype of the scores. With the reduction `.none` it is the loss of each
  ///   row, of shape [rows], and with `.sum` their sum, of rank 0. With `.mean` it is their sum divided by
  ///   the sum of the weights of the right classes: a row whose class counts twice is two rows. Without
  ///   weights that is the mean. The sum over no rows is 0. The mean of no rows is not asked for, nor
  ///   where the sum is more than the dtype can hold. Gradients must flow to the scores.
  ///
  /// Example:
  /// ```
  /// let scores = Tensor([[0.0, 0.0], [5.0, 0.0]])
  /// ClassEntropy(reduction: .none)(scores, Tensor([0, 1]))                 // tensor([0.6931, 5.0067])
  /// ClassEntropy(weight: Tensor([3.0, 1.0]))(scores, Tensor([0, 1]))  // tensor(1.7715)
  /// ```
  public override func forward(_ scores: Tensor, _ targets: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 3, 3 points. The slope of the cross entropy for each score, without automatic differentiation.
///
/// The loss is the mean over the rows, and all classes count 1. The slope is the probability of the
/// class, minus 1 where it is the right one, divided by the number of rows. It must be right for scores of
/// 10,000 and -10,000 too.
///
/// - Parameters:
///   - scores: one row for each example, of shape [rows, classes]: finite numbers, float16, float32 or
///     float64. There may be no row.
///   - targets: the right class of each row, int64 of shape [rows]; each is in 0..<classes.
/// - Returns: the slopes, of the shape and the dtype of the scores.
///
/// Example:
/// ```
/// crossEntropySlope(Tensor([[0.0, 0.0], [5.0, 0.0]]), Tensor([0, 1]))
/// // tensor([[-0.2500,  0.2500],
/// //         [ 0.4967, -0.4967]])
/// ```
public func crossEntropySlope(_ scores: Tensor, _ targets: Tensor) -> Tensor {
  unanswered()
}
