/// Something that inputs differ in and a hidden suite should vary, or a trace that a call leaves.
///
/// `grade check` has wrong answers for each, made from the solution, and a section's row says of
/// each whether its hidden suite tests it or why there is nothing to test.
public enum SuiteDimension: String, Sendable, Equatable, CaseIterable, Encodable {
  /// The shape of a result, or how many elements a list has.
  case shape
  /// Every element of a result, the last one too.
  case everyElement
  /// Matrices with as many rows as columns, whose transpose has the same shape.
  case square
  case float16
  case float64
  case integers
  /// Tensors without a dimension.
  case rank0
  /// Tensors with three dimensions or more.
  case higherRanks
  /// Tensors, lists and texts with nothing in them.
  case noElement
  case oneRow
  case oneElement
  /// Dimensions that are counted from the last one.
  case negativeDim
  case notContiguous
  case infinities
  case nan
  /// Finite numbers of 1000 and more, or -1000 and less.
  case veryLarge
  /// Numbers other than 0 that are closer to it than a millionth.
  case verySmall
  /// Rows whose numbers are all below -80, where exp is 0 in float32.
  case veryNegative
  /// Whether gradients flow back to the arguments.
  case gradient
  /// Whether a second call gives what a first one would.
  case calledTwice
  /// Whether a call leaves the numbers of its arguments as they were.
  case arguments
  /// Whether a call leaves `requiresGrad`, `grad` and `isTraining` as they were, and sets none on
  /// its result.
  case flags
  /// Whether a loop takes exactly the steps that it is asked for.
  case steps
  /// Loops of no step.
  case noStep
  /// Which error is thrown.
  case errors

  /// What a section's row says of a dimension.
  public enum Treatment: Sendable, Equatable, Encodable {
    /// The hidden tests of every part catch what is wrong in this dimension.
    case tested
    /// There is nothing to test in any part, for this reason.
    case ruledOut(String)
    /// As `tested`, but for what is named here, each with the reason: a part, a parameter of one,
    /// as `affine.weight`, or one kind of wrong answer to it, as `affine.rounded`.
    case testedExcept([String: String])

    /// Whether a wrong answer must be caught that goes by some names.
    public func covers(_ names: [String]) -> Bool {
      switch self {
      case .tested: true
      case .ruledOut: false
      case .testedExcept(let reasons): names.allSatisfy { reasons[$0] == nil }
      }
    }
  }

  /// A line of a section's row.
  public struct Entry: Sendable, Equatable, Encodable {
    public let dimension: SuiteDimension
    public let treatment: Treatment
    /// Where it is in the row's file.
    public let line: Int
  }
}
