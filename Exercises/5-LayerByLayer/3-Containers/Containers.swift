// 5.3 Containers
//
// Lesson: docs/lessons/5-layer-by-layer/3-containers.md
// Try:    grade try 5.3
// Grade:  grade 5.3
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types, and what is
// given. Each part is graded alone, so you can answer them in any order.
//
// Layerwise's `Sequential` and `Concat` are not allowed, nor is `ConcatTable`.

import Layerwise

/// Modules one after the other: the output of each goes into the next.
///
/// `Container` gives it its children: `Sequential(f, g)` makes one of two, `add` adds another,
/// `modules` has them in their order, counted from 0, and `get` counts from 1.
public final class Sequential: Container {
  /// Part 1, 3 points. Send the input through all children, from the first to the last.
  ///
  /// Call `forward` of each child once, so that each of them keeps its own output. Without children
  /// the input comes out as it went in. A child may be a container itself, or be used in several places.
  ///
  /// - Parameter input: a float64 tensor that the first child takes. It stays as it is.
  /// - Returns: what the last child gave.
  ///
  /// Example:
  /// ```
  /// let h = Sequential(Abs(), Sum(1))
  /// h.forward(Tensor([1.0, -2.0, -3.0], dtype: .float64))
  /// // tensor([6.], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }

  /// Part 2, 2 points. The container as Torch7 prints it.
  ///
  /// A line with the way through the children, then a line for each child with its number and its own
  /// description. Where that has several lines, as a container's has, all but the first are moved to
  /// the right by two more spaces. There is nothing after the last brace. Without children the way is
  /// `[input -> output]`, and no line follows it.
  ///
  /// Example: `print(Sequential(Abs(), Sequential(Linear(3, 2), Tanh())))` prints
  /// ```
  /// nn.Sequential {
  ///   [input -> (1) -> (2) -> output]
  ///   (1): nn.Abs
  ///   (2): nn.Sequential {
  ///     [input -> (1) -> (2) -> output]
  ///     (1): nn.Linear(3 -> 2)
  ///     (2): nn.Tanh
  ///   }
  /// }
  /// ```
  public override var description: String {
    unanswered()
  }
}

/// Modules side by side: each is given the same input, and their outputs are joined.
public final class Concat: Container {
  /// The dimension of the outputs to join them along, counted from 1.
  public let dimension: Int

  /// A container without children that joins along a dimension, counted from 1. This one is given.
  public init(_ dimension: Int) {
    self.dimension = dimension
    super.init()
  }

  /// Part 3, 3 points. Hand the input to each child, and join what they give.
  ///
  /// Call `forward` of each child once, from the first to the last, so that each keeps its output. The
  /// outputs have equal sizes but for the dimension that they are joined along, and are there in
  /// the order of the children.
  ///
  /// - Parameter input: a float64 tensor that every child takes. It stays as it is.
  /// - Returns: the outputs, joined along `dimension`. There is at least one child.
  ///
  /// Example:
  /// ```
  /// let both = Concat(1)
  /// both.add(Abs())
  /// both.add(Sum(1))
  /// both.forward(Tensor([1.0, -2.0, -3.0], dtype: .float64))
  /// // tensor([1., 2., 3., -4.], dtype=torch.float64)
  /// ```
  public override func updateOutput(_ input: Tensor) -> Tensor {
    unanswered()
  }
}

/// Part 4, 2 points. Every module inside another that is not a container, in the order in which they
/// are met.
///
/// A module that is no container is met itself: it is the only one. A container is not in the list,
/// and what it contains is, from the first child to the last, and so on inward to any depth. It may
/// contain nothing. A module that is used in several places is in the list as often.
///
/// The question is whether a module is a `Container`, yours and Layerwise's alike. The modules are not
/// changed.
///
/// Example:
/// ```
/// let (f, g) = (Abs(), Sum(1))
/// leaves(of: Sequential(f, Sequential(g, f)))  // [f, g, f]
/// leaves(of: f)                                // [f]
/// ```
public func leaves(of module: Module) -> [Module] {
  unanswered()
}
