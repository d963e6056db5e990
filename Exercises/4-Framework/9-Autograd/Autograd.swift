// 4.9 Autograd
//
// Lesson: docs/lessons/4-framework/9-autograd.md
// Try:    grade try 4.9
// Grade:  grade 4.9
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// The library's automatic differentiation, `grad` and `backward`, is not allowed, nor is
// `gradCheck`, which has it inside. The methods `backward` that you write here are yours, and may
// be called.

import Kindling
import RealModule

/// A number that remembers what it was computed from. What is written here is given; parts 1 and 3 add
/// to it.
public final class Value {
  public let number: Double
  /// How fast the root of a graph grows when this number does: what `backward()` of the root finds.
  public var gradient: Double = 0
  /// What the number was computed from, in order; none for a leaf. A value may be there twice.
  public private(set) var inputs: [Value]
  /// For each input, how fast this number grows when that one does, the others being as they are.
  public let slopes: [Double]

  /// A leaf, `Value(3)`, or a number with what it was computed from.
  public init(_ number: Double, inputs: [Value] = [], slopes: [Double] = []) {
    precondition(inputs.count == slopes.count, "a value has one slope for each input")
    self.number = number
    self.inputs = inputs
    self.slopes = slopes
  }

  /// Part 1, 2 points. Six operations: each returns a new value, with the number, the inputs in their
  /// order and a slope for each of them.
  ///
  /// a + a has two inputs, both of them a. The operands stay as they are, and no number is special:
  /// log 0 is -infinity, and its slope infinity.
  ///
  /// Example:
  /// ```
  /// let (a, b) = (Value(2), Value(5))
  /// let product = a * b
  /// (product.number, product.slopes)  // (10.0, [5.0, 2.0])
  /// ```
  public static func + (a: Value, b: Value) -> Value {
    unanswered()
  }

  /// The difference, a - b; see `+`.
  public static func - (a: Value, b: Value) -> Value {
    unanswered()
  }

  /// The product; see `+`.
  public static func * (a: Value, b: Value) -> Value {
    unanswered()
  }

  /// The exponential function of this value; see `+`.
  public func exp() -> Value {
    unanswered()
  }

  /// The natural logarithm of this value; see `+`.
  public func log() -> Value {
    unanswered()
  }

  /// The hyperbolic tangent of this value; see `+`. Its slope is 1 - tanh(x)^2.
  public func tanh() -> Value {
    unanswered()
  }

  /// Part 3, 2 points. The gradient of every value that this one, the root, was computed from.
  ///
  /// The gradient of the root itself is 1. Each value hands its gradient on to its inputs, times the
  /// slope, and what an input gets from several places adds up. A *leaf*, a value without inputs, adds
  /// what it gets to the `gradient` that it holds, as in the library. The others start anew: what
  /// they hold from an earlier call does not count. If the root is a leaf, 1 is added to its
  /// gradient.
  ///
  /// The graph may be a chain of 100,000 values. So there is no room for recursion, here and in one
  /// more place: when the last value is let go, Swift lets go of its inputs, which let go of theirs,
  /// in nested calls. Give this class a `deinit` that does this in a loop. A value that something
  /// else still holds has to keep its inputs.
  ///
  /// It can be answered without part 2: any order will do in which a value comes before its inputs.
  ///
  /// Example:
  /// ```
  /// let a = Value(3)
  /// let b = Value(6, inputs: [a, a], slopes: [1, 1])   // a + a
  /// let c = Value(12, inputs: [b, b], slopes: [1, 1])  // b + b
  /// c.backward()
  /// (a.gradient, b.gradient, c.gradient)  // (4.0, 2.0, 1.0)
  /// c.backward()
  /// (a.gradient, b.gradient, c.gradient)  // (8.0, 2.0, 1.0)
  /// ```
  public func backward() {
    unanswered()
  }
}

/// Part 2, 2 points. The values that `root` was computed from, in a topological order: each of them
/// once, and after all of its inputs. So a leaf is first, and the root is last.
///
/// Values are told apart by what they are, not by their numbers: `ObjectIdentifier(value)`. The graph
/// may be a chain of 100,000 values, and there may be more paths through it than can be counted, as
/// where each value is the sum of the last one and itself. So use no recursion, and go to each value
/// once. The values stay as they are.
///
/// - Parameter root: a value with any graph behind it.
/// - Returns: the values, the root among them.
///
/// Example:
/// ```
/// let (x, y) = (Value(2), Value(5))
/// let sum = Value(7, inputs: [x, y], slopes: [1, 1])
/// let root = Value(14, inputs: [x, sum], slopes: [7, 2])
/// topologicalOrder(of: root)  // [x, y, sum, root], or [y, x, sum, root]
/// ```
public func topologicalOrder(of root: Value) -> [Value] {
  unanswered()
}

/// A tensor that remembers what it was computed from. What is written here is given; part 4 adds to it.
///
/// An input has no single slope here. Instead there is a function, the *pullback*: it takes the
/// gradient of this tensor and returns that of each input.
public final class TensorValue {
  public let data: Tensor
  /// What `backward()` of the root finds: a tensor of the shape and the dtype of `data`.
  public var gradient: Tensor?
  public let inputs: [TensorValue]
  /// Takes a gradient of the shape of `data`, and returns one for each input, of its shape.
  public let pullback: (Tensor) -> [Tensor]

  /// A leaf, `TensorValue(data)`, or a tensor with what it was computed from.
  public init(
    _ data: Tensor, inputs: [TensorValue] = [],
    pullback: @escaping (Tensor) -> [Tensor] = { _ in [] }
  ) {
    self.data = data
    self.inputs = inputs
    self.pullback = pullback
  }

  /// Part 4, 3 points. An engine over tensors: four operations and the walk back.
  ///
  /// Each operation returns a new value with its inputs and its pullback. All tensors of an operation
  /// have one dtype, float32 or float64, which the result and the gradients have as well. None of them
  /// requires a gradient, so the library records nothing.
  ///
  /// The sum of a, of any shape, and b, of the same shape; or of a of shape [rows, columns] and b of
  /// shape [columns], which is added to every row. There may be no rows.
  ///
  /// Example:
  /// ```
  /// let (x, bias) = (TensorValue(Tensor([[1.0, 2.0], [3.0, 4.0]])), TensorValue(Tensor([5.0, 6.0])))
  /// let sum = x + bias
  /// sum.data                                     // [[6, 8], [8, 10]]
  /// sum.pullback(Tensor([[1.0, 2.0], [3.0, 4.0]]))  // [[1, 2], [3, 4]], and [4, 6]
  /// ```
  public static func + (a: TensorValue, b: TensorValue) -> TensorValue {
    unanswered()
  }

  /// The product of this matrix, [rows, inner], and another, [inner, columns]; see `+`.
  public func matmul(_ other: TensorValue) -> TensorValue {
    unanswered()
  }

  /// The hyperbolic tangent of each element, of any shape; see `+`.
  public func tanh() -> TensorValue {
    unanswered()
  }

  /// The mean of the squares of all elements, of which there is at least one: a tensor of shape [];
  /// see `+`.
  public func meanSquare() -> TensorValue {
    unanswered()
  }

  /// The gradient of every value that this one, the root, was computed from; the root has one element,
  /// and its own gradient is 1.
  ///
  /// As in part 3, what comes from several places adds up, a leaf adds it to the gradient that it
  /// holds, nil counting as none, and the others begin anew. There may be more paths through the graph
  /// than can be counted, but it is at most a hundred values deep, so that recursion will do here.
  public func backward() {
    unanswered()
  }
}

/// Part 5, 1 point. A function of the library's kind, with a derivative of your own: log cosh x of each
/// element. `LogCosh()(x)` computes it.
///
/// cosh x overflows from 711 on in float64, and log cosh x is only a little less than |x|: so use
/// |x| + log(1 + exp(-2|x|)) - log 2. The derivative is tanh x. It must be differentiable itself, with
/// the second derivative 1 - tanh(x)^2, at 0 as well.
public struct LogCosh: DifferentiableFunction {
  public init() {}

  /// - Parameters:
  ///   - inputs: one tensor of any shape: float16, float32 or float64. An infinity gives infinity, and
  ///     NaN gives NaN.
  ///   - context: keeps what `backward` needs.
  /// - Returns: a tensor of its shape and dtype.
  public func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    unanswered()
  }

  /// - Parameters:
  ///   - gradient: the gradient of the result.
  ///   - context: what `forward` kept.
  /// - Returns: the gradient of the one input.
  public func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    unanswered()
  }
}
