// __NUMBER__ __TITLE__
//
// Lesson: docs/lessons/__LESSONS__/__SLUG__.md
// Try:    grade try __NUMBER__
// Grade:  grade __NUMBER__
//
// Replace each `unanswered()` with your answer. FILL IN: what is not allowed here, and why. Keep the
// names, the labels and the types of the functions. The arguments are left as they were.

import Kindling

/// Part 1, FILL IN: its points. FILL IN: the task in a sentence, with the formula.
///
/// FILL IN: what else counts: gradients, edge cases, what the parts before it are needed for.
///
/// - Parameter x: FILL IN: what it is, its shape and its dtypes.
/// - Returns: FILL IN: what it is, its shape and its dtype.
///
/// Example:
/// ```
/// fillIn(Tensor([1.0, 2.0]))
/// // FILL IN: what it prints
/// ```
public func fillIn(_ x: Tensor) -> Tensor {
  unanswered()  // FILL IN: the name and the parameters of the function above
}
