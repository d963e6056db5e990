/// What stands for one dimension between the brackets of `tensor[...]`.
public enum TensorIndex: Sendable, ExpressibleByIntegerLiteral {
  /// One position; the dimension goes away. Negative counts from the end.
  case at(Int)
  /// The positions from `start` up to, not including, `end`; nil is the beginning or the end.
  case range(start: Int?, end: Int?)
  /// A new dimension of size 1.
  case inserted

  public init(integerLiteral value: Int) { self = .at(value) }
}

/// A value that can stand between the brackets of `tensor[...]`.
public protocol TensorIndexConvertible {
  var tensorIndex: TensorIndex { get }
}

extension TensorIndex: TensorIndexConvertible { public var tensorIndex: TensorIndex { self } }
extension Int: TensorIndexConvertible { public var tensorIndex: TensorIndex { .at(self) } }
extension Range<Int>: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: upperBound) }
}
extension ClosedRange<Int>: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: upperBound + 1) }
}
extension PartialRangeFrom<Int>: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: nil) }
}
extension PartialRangeUpTo<Int>: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .range(start: nil, end: upperBound) }
}
extension TensorIndexConvertible where Self == TensorIndex {
  /// The whole dimension: Python's `:`.
  public static var all: TensorIndex { .range(start: nil, end: nil) }
  /// A new dimension of size 1: Python's `None`.
  public static var newAxis: TensorIndex { .inserted }
}

extension Tensor {
  /// The part of the tensor that the indices choose, as a view.
  ///
  /// Each index stands for one dimension, from the first: a number picks a position and removes the
  /// dimension, a range keeps a part of it, `.all` keeps it whole, `.newAxis` adds one of size 1.
  /// Dimensions without an index are kept. Assigning writes into the memory of the tensor.
  ///
  /// ```swift
  /// let m = Tensor([[1, 2, 3], [4, 5, 6]])
  /// m[1]           // tensor([4, 5, 6])
  /// m[.all, 0]     // tensor([1, 4])
  /// m[0, 1...]     // tensor([2, 3])
  /// m[0, 0] += 10  // m is [[11, 2, 3], [4, 5, 6]]
  /// ```
  public subscript(_ first: some TensorIndexConvertible) -> Tensor {
    get { indexed([first.tensorIndex]) }
    set { indexed([first.tensorIndex]).copy(from: newValue) }
  }

  /// The part that an index for each of the first two dimensions chooses, as a view.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible
  ) -> Tensor {
    get { indexed([first.tensorIndex, second.tensorIndex]) }
    set { indexed([first.tensorIndex, second.tensorIndex]).copy(from: newValue) }
  }

  /// The part that an index for each of the first three dimensions chooses, as a view.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible,
    _ third: some TensorIndexConvertible
  ) -> Tensor {
    get { indexed([first.tensorIndex, second.tensorIndex, third.tensorIndex]) }
    set {
      indexed([first.tensorIndex, second.tensorIndex, third.tensorIndex]).copy(from: newValue)
    }
  }

  private func indexed(_ indices: [TensorIndex]) -> Tensor {
    var (result, dim) = (self, 0)
    for index in indices {
      if case .inserted = index {
        result = result.unsqueeze(dim)
        dim += 1
        continue
      }
      check(
        dim < result.rank, "subscript",
        "more indices than the \(rank) dimensions of shape \(shape)")
      switch index {
      case .at(let position): result = result.select(dim, position)
      case .range(let start, let end):
        let size = result.shape[dim]
        let (from, to) = (Tensor.clamp(start ?? 0, size), Tensor.clamp(end ?? size, size))
        if from != 0 || to != size {
          result = result.narrow(dim, start: from, length: Swift.max(to - from, 0))
        }
        dim += 1
      case .inserted: break
      }
    }
    return result === self ? alias().recording("AliasBackward0", self) { $1 } : result
  }

  /// A bound of a range as Python reads it: negative from the end, cut to what exists.
  private static func clamp(_ bound: Int, _ size: Int) -> Int {
    Swift.min(Swift.max(bound < 0 ? bound + size : bound, 0), size)
  }
}
