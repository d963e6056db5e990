// 4.2 Tensor creation
//
// Lesson: docs/lessons/4-framework/2-tensor-creation.md
// Try:    grade try 4.2
// Grade:  grade 4.2
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part is
// graded alone.
//
// The library's calls that make tensors by a rule or by chance are not allowed, such as
// `zeros`, `arange`, `eye` and `randn`.
//
// What is left is enough: `Tensor.empty`, `fill`, and a tensor from an array, `Tensor(numbers, dtype:)`.
// All results are new tensors with their own memory, and require no gradient. A shape may have no
// dimensions, and sizes may be 0.

import Kindling
import RealModule

/// Part 1, 1 point. Zeros of the shape and the dtype of another tensor.
///
/// - Parameter other: any tensor of any dtype, which is left as it was.
/// - Returns: a tensor of its shape and dtype.
///
/// Example:
/// ```
/// zerosLike(Tensor([[1, 2], [3, 4]]))
/// // tensor([[0, 0],
/// //         [0, 0]])
/// ```
public func zerosLike(_ other: Tensor) -> Tensor {
  unanswered()
}

/// Part 1, 1 point. The same number everywhere; with `value` 1 these are ones.
///
/// - Parameters:
///   - shape: the shape of the result.
///   - value: a number that the dtype can hold.
///   - dtype: any dtype.
/// - Returns: a tensor of that shape and dtype.
///
/// Example:
/// ```
/// constant([2, 3], 5, dtype: .float32)
/// // tensor([[5., 5., 5.],
/// //         [5., 5., 5.]])
/// ```
public func constant(_ shape: Shape, _ value: Double, dtype: DType) -> Tensor {
  unanswered()
}

/// Part 2, 2 points. The numbers start, start + step, start + 2 step, ... that have not reached `end`,
/// which is left out.
///
/// Compute element i as `start + i * step` in Double. Adding the step again and again accumulates
/// rounding errors: from 0 to 1 in steps of 0.1 there are ten numbers, not eleven.
///
/// - Parameters:
///   - start: the first number, if there is any.
///   - end: where they stop. The number of elements is (end - start) / step, computed in Double and
///     rounded up: four from 1 to 1.3 in steps of 0.1, since (1.3 - 1) / 0.1 is a little more than 3.
///   - step: not 0. Below 0 the numbers go down. `end` does not lie in the other direction from
///     `start`; where it is `start` itself there is no element.
///   - dtype: the dtype of the result, from which fractions are cut off if it holds whole numbers. Every
///     element fits it.
/// - Returns: a tensor of one dimension.
///
/// Example:
/// ```
/// range(from: 0, to: 1, step: 0.25, dtype: .float32)  // tensor([0.0000, 0.2500, 0.5000, 0.7500])
/// range(from: 5, to: 0, step: -2, dtype: .int64)      // tensor([5, 3, 1])
/// ```
public func range(from start: Double, to end: Double, step: Double, dtype: DType) -> Tensor {
  unanswered()
}

/// Part 3, 2 points. Ones where the number of the row is that of the column, and zeros elsewhere.
///
/// - Parameters:
///   - rows: the number of rows, 0 or more.
///   - columns: the number of columns, 0 or more; not always that of the rows.
///   - dtype: any dtype.
/// - Returns: a tensor of shape [rows, columns].
///
/// Example:
/// ```
/// identity(2, 3, dtype: .int64)
/// // tensor([[1, 0, 0],
/// //         [0, 1, 0]])
/// ```
public func identity(_ rows: Int, _ columns: Int, dtype: DType) -> Tensor {
  unanswered()
}

/// Part 4, 2 points. Uniform random numbers: each is `low + (high - low) * u`, where u comes from
/// `draw()`.
///
/// Draw once for each element, in row order, and no more: then the same seed gives the same tensor, and
/// leaves the source where the next call expects it.
///
/// - Parameters:
///   - shape: the shape of the result.
///   - low: the lower end of the interval.
///   - high: the upper end.
///   - dtype: float32 or float64.
///   - draw: gives the next random number, from 0 up and below 1.
/// - Returns: a tensor of that shape and dtype.
///
/// Example:
/// ```
/// var numbers = [0.25, 0.5]
/// uniformNumbers([2], from: -1, to: 1, dtype: .float32) { numbers.removeFirst() }
/// // tensor([-0.5000,  0.0000])
/// ```
public func uniformNumbers(
  _ shape: Shape, from low: Double, to high: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  unanswered()
}

/// Part 5, 2 points. Normal random numbers from uniform ones, by the method of Box and Muller.
///
/// Take two numbers from `draw()`, first u and then v. With the radius r = sqrt(-2 log(1 - v)) and the
/// angle a = 2 pi u they give two standard normal numbers, first r cos a and then r sin a. These are
/// the next two elements in row order. Where one element is left over, draw two numbers all the same and
/// use r cos a alone. An element is `mean + deviation * z`, where z is the standard normal number.
///
/// - Parameters:
///   - shape: the shape of the result.
///   - mean: what is added to each number.
///   - deviation: what each is multiplied by before that: the standard deviation.
///   - dtype: float32 or float64. Compute in Double.
///   - draw: gives the next random number, from 0 up and below 1.
/// - Returns: a tensor of that shape and dtype.
///
/// Example:
/// ```
/// var numbers = [0.0, 0.864665, 0.25, 0.864665]   // 0.864665 is about 1 - exp(-2), so r is 2
/// normalNumbers([2, 2], mean: 10, deviation: 3, dtype: .float32) { numbers.removeFirst() }
/// // tensor([[16.0000, 10.0000],
/// //         [10.0000, 16.0000]])
/// ```
public func normalNumbers(
  _ shape: Shape, mean: Double, deviation: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  unanswered()
}
