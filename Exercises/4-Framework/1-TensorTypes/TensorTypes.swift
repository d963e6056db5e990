// 4.1 Tensor types
//
// Lesson: docs/lessons/4-framework/1-tensor-types.md
// Try:    grade try 4.1
// Grade:  grade 4.1
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part is
// graded alone. The whole library is allowed here.

import Kindling

/// Names no tensor type of the tutorial.
public struct UnknownType: Error, Equatable {
  public let name: String
  public init(name: String) { self.name = name }
}

/// Part 1, 2 points. The dtype that one of PyTorch's tensor classes has.
///
/// The eight classes are HalfTensor, FloatTensor and DoubleTensor, with floating-point numbers of 16, 32
/// and 64 bits, ByteTensor with whole numbers of 8 bits from 0 up, and CharTensor, ShortTensor,
/// IntTensor and LongTensor with whole numbers of 8, 16, 32 and 64 bits that have a sign. Their names
/// begin with `torch.`, as `torch.FloatTensor` does.
///
/// - Parameter name: any text.
/// - Returns: the dtype of the class of that name, spelled exactly so.
/// - Throws: `UnknownType(name: name)` if there is none among the eight.
///
/// Example:
/// ```
/// try dtype(named: "torch.LongTensor")  // int64
/// try dtype(named: "LongTensor")        // throws UnknownType(name: "LongTensor")
/// ```
public func dtype(named name: String) throws -> DType {
  unanswered()
}

/// Part 2, 1 point. A constructor that is given sizes: memory for that many elements, then filled.
///
/// - Parameters:
///   - dtype: the type of the elements: one of the eight of part 1.
///   - sizes: the size of each dimension; none for a single number. A size may be 0.
///   - value: a number that the dtype can hold.
/// - Returns: a new tensor of that shape and dtype whose every element is `value`.
///
/// Example:
/// ```
/// filled(.float32, sizes: [2, 3], with: 5)
/// // tensor([[5., 5., 5.],
/// //         [5., 5., 5.]])
/// ```
public func filled(_ dtype: DType, sizes: [Int], with value: Double) -> Tensor {
  unanswered()
}

/// Part 2, 1 point. A constructor that is given content. The same list of numbers means something
/// different here: `[2, 3]` is not two sizes but two elements.
///
/// - Parameters:
///   - dtype: the type of the elements: one of the eight of part 1.
///   - content: the elements. Where the dtype holds whole numbers, a fraction is cut off towards 0.
/// - Returns: a new tensor of one dimension.
///
/// Example:
/// ```
/// holding(.float32, content: [2, 3])  // tensor([2., 3.])
/// holding(.int64, content: [2.7])     // tensor([2])
/// ```
public func holding(_ dtype: DType, content: [Double]) -> Tensor {
  unanswered()
}

/// Part 3, 1 point. The functional form: a new tensor with every element of x doubled.
///
/// The result has memory of its own, and x stays as it was. Gradients flow through it.
///
/// - Parameter x: a tensor of any shape and of any of the eight dtypes.
/// - Returns: a tensor of the shape and the dtype of x. Whole numbers that do not fit wrap around.
///
/// Example:
/// ```
/// let t = Tensor([1.0, 2.0])
/// doubled(t)  // tensor([2., 4.]), and t is tensor([1., 2.])
/// ```
public func doubled(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 3, 2 points. The in-place form, `mul_(2)` in PyTorch: every element of x itself is doubled.
///
/// No memory is made for the result: the elements are overwritten where they are, so that every tensor
/// that shares the memory of x shows the change.
///
/// - Parameter x: a tensor of any shape and of any of the eight dtypes, which requires no gradient. It
///   may be a view, such as a column of a matrix.
/// - Returns: x, the very same object.
///
/// Example:
/// ```
/// let t = Tensor([1.0, 2.0])
/// double(t) === t  // true, and t is tensor([2., 4.])
/// ```
@discardableResult
public func double(_ x: Tensor) -> Tensor {
  unanswered()
}

/// Part 4, 1 point. Three ways to a second tensor: this one has memory of its own and is still in the
/// graph, so that gradients flow back through it. `torch.clone(t)`.
///
/// - Parameter x: a tensor of any shape and of any of the eight dtypes.
/// - Returns: a tensor with the shape, the dtype and the elements of x.
public func linkedCopy(_ x: Tensor) -> Tensor {
  unanswered()
}

/// This one shares the memory of x and is cut off from the graph: it requires no gradient, whatever x
/// does. `t.detach()`.
///
/// - Parameter x: a tensor of any shape and of any of the eight dtypes.
/// - Returns: a tensor with the shape, the dtype and the elements of x.
public func detachedView(_ x: Tensor) -> Tensor {
  unanswered()
}

/// This one has memory of its own and is cut off from the graph. `torch.clone(t).detach()`.
///
/// - Parameter x: a tensor of any shape and of any of the eight dtypes.
/// - Returns: a tensor with the shape, the dtype and the elements of x.
public func independentCopy(_ x: Tensor) -> Tensor {
  unanswered()
}

/// How two tensors are related.
public enum Relation: Equatable, Sendable {
  /// They are one object under two names.
  case sameObject
  /// They are two objects over one block of memory.
  case sharedMemory
  /// Each has memory of its own.
  case separate
}

/// Part 4, 2 points. How a and b are related, whatever numbers they hold.
///
/// - Parameters:
///   - a: any tensor.
///   - b: any tensor.
/// - Returns: the first case of `Relation` that holds.
///
/// Example:
/// ```
/// let t = Tensor([1.0, 2.0])
/// relation(t, t)          // sameObject
/// relation(t, t.view(2))  // sharedMemory
/// relation(t, t + 0)      // separate
/// ```
public func relation(_ a: Tensor, _ b: Tensor) -> Relation {
  unanswered()
}
