// 5.9 Criteria
//
// Lesson: docs/lessons/5-layer-by-layer/9-criteria.md
// Try:    grade try 5.9
// Grade:  grade 5.9
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's `mseLoss` is not allowed, nor are the losses that can be made to do the same:
// `huberLoss` and `smoothL1Loss`.
//
// The library's `nllLoss` and `crossEntropy` are not allowed, nor are the losses that can be
// made to do the same: `klDivLoss`, `bceLoss` and `bceWithLogitsLoss`.

import Layerwise

/// The mean squared error: how far predictions are from targets.
public final class MSECriterion: Criterion {
  /// Whether the sum of the squares is divided by how many there are. It may be set at any time, and
  /// counts for the calls after that.
  public var sizeAverage = true

  /// Part 1, 2 points. The loss.
  ///
  /// Predictions and targets are compared in pairs, the first with the first and so on. The loss is
  /// the sum of the squares of their differences and, if `sizeAverage`, that sum divided by the
  /// number of elements.
  ///
  /// - Parameters:
  ///   - input: predictions, float64, of any shape with at least one element.
  ///   - target: as many numbers, float64. The shape may be another: predictions [5, 1] are compared
  ///     with targets [5] in their order, one by one.
  ///
  /// Example:
  /// ```
  /// let criterion = MSECriterion()
  /// let predictions = Tensor([1.0, 4.0], dtype: .float64)
  /// criterion.forward(predictions, Tensor([1.0, 2.0], dtype: .float64))  // 2.0
  /// criterion.sizeAverage = false
  /// criterion.forward(predictions, Tensor([1.0, 2.0], dtype: .float64))  // 4.0
  /// ```
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    unanswered()
  }

  /// Part 2, 3 points. The gradient of the loss with respect to the predictions.
  ///
  /// It is that of the loss of part 1, with `sizeAverage` as it is. It may be asked for before any
  /// loss was.
  ///
  /// - Parameters:
  ///   - input: predictions, as in part 1.
  ///   - target: targets, as in part 1.
  /// - Returns: the gradient, float64, in the shape of `input`.
  ///
  /// Example:
  /// ```
  /// let criterion = MSECriterion()
  /// let predictions = Tensor([1.0, 4.0], dtype: .float64)
  /// criterion.backward(predictions, Tensor([1.0, 2.0], dtype: .float64))  // [0, 2]
  /// ```
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    unanswered()
  }
}

/// The negative log likelihood: how little was expected of the right classes.
public final class ClassNLLCriterion: Criterion {
  /// Whether the sum over the examples is divided by how many there are. It may be set at any time,
  /// and counts for the calls after that.
  public var sizeAverage = true

  /// Part 3, 2 points. The loss.
  ///
  /// Every example has a row of log-probabilities, one a class, and the number of its right class.
  /// The loss is minus the sum of the log-probabilities of the right classes and, if `sizeAverage`,
  /// that divided by the number of examples.
  ///
  /// - Parameters:
  ///   - input: log-probabilities, float64: [N, C] for N examples and C classes, both at least 1, or
  ///     [C] for a single example. Some may be minus infinity; where that is so of a wrong class, it
  ///     does not count.
  ///   - target: the right classes, whole numbers from 1 to C: [N] of them, or [1] for a single
  ///     example. They may be of any dtype, float64 too.
  ///
  /// Example:
  /// ```
  /// let criterion = ClassNLLCriterion()
  /// let logs = Tensor([[-1.0, -0.5], [-3.0, -0.1]], dtype: .float64)
  /// criterion.forward(logs, Tensor([2, 1]))  // 1.75
  /// criterion.sizeAverage = false
  /// criterion.forward(logs, Tensor([2, 1]))  // 3.5
  /// ```
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    unanswered()
  }

  /// Part 4, 3 points. The gradient of the loss with respect to the log-probabilities.
  ///
  /// It is that of the loss of part 3, with `sizeAverage` as it is. It may be asked for before any
  /// loss was.
  ///
  /// - Parameters:
  ///   - input: log-probabilities, as in part 3.
  ///   - target: the right classes, as in part 3.
  /// - Returns: the gradient, float64, in the shape of `input`.
  ///
  /// Example:
  /// ```
  /// let criterion = ClassNLLCriterion()
  /// let logs = Tensor([[-1.0, -0.5], [-3.0, -0.1]], dtype: .float64)
  /// criterion.backward(logs, Tensor([2, 1]))  // [[0, -0.5], [-0.5, 0]]
  /// ```
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    unanswered()
  }
}
