/// An index between the brackets of `tensor[...]`, for one or more dimensions.
public enum TensorIndex: ExpressibleByIntegerLiteral {
  /// One position; the dimension is removed. Negative positions count from the end.
  case at(Int)
  /// Every `step`th position from `start` up to but not including `end`; nil is the beginning or
  /// the end. Negative bounds count from the end.
  case range(start: Int?, end: Int?, step: Int)
  /// A new dimension of size 1.
  case inserted
  /// As many whole dimensions as the other indices leave.
  case ellipsis
  /// The positions in an integer tensor, or those where a bool tensor is true.
  case tensor(Tensor)

  public init(integerLiteral value: Int) { self = .at(value) }

  /// This index, with a single integer in a tensor of rank 0 replaced by the position.
  var plain: TensorIndex {
    guard case .tensor(let tensor) = self, tensor.rank == 0, tensor.dtype.isInteger,
      tensor.dtype != .uint8
    else { return self }
    return .at(tensor.ints()[0])
  }
}

/// A value that can be used between the brackets of `tensor[...]`.
public protocol TensorIndexConvertible {
  /// The value as a ``TensorIndex``.
  var tensorIndex: TensorIndex { get }
}

extension TensorIndex: TensorIndexConvertible { public var tensorIndex: TensorIndex { self } }
extension Int: TensorIndexConvertible { public var tensorIndex: TensorIndex { .at(self) } }
extension Tensor: TensorIndexConvertible { public var tensorIndex: TensorIndex { .tensor(self) } }
extension Array: TensorIndexConvertible where Element == Int {
  public var tensorIndex: TensorIndex { .tensor(Tensor(self)) }
}

/// A range of positions; ``by(_:)`` takes every second, third, ... of them.
public protocol TensorRange: TensorIndexConvertible {}

extension TensorRange {
  /// Every `step`th position of the range: `(1..<9).by(2)` is Python's `1:9:2`.
  public func by(_ step: Int) -> TensorIndex {
    guard case .range(let start, let end, _) = tensorIndex else { return tensorIndex }
    return .range(start: start, end: end, step: step)
  }
}

extension Range<Int>: TensorIndexConvertible, TensorRange {
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: upperBound, step: 1) }
}
extension ClosedRange<Int>: TensorIndexConvertible, TensorRange {
  /// Up to and including the upper bound; `(-2)...(-1)` is the last two.
  public var tensorIndex: TensorIndex {
    .range(start: lowerBound, end: end(after: upperBound), step: 1)
  }
}
extension PartialRangeFrom<Int>: TensorIndexConvertible, TensorRange {
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: nil, step: 1) }
}
extension PartialRangeUpTo<Int>: TensorIndexConvertible, TensorRange {
  public var tensorIndex: TensorIndex { .range(start: nil, end: upperBound, step: 1) }
}
extension PartialRangeThrough<Int>: TensorIndexConvertible, TensorRange {
  /// Up to and including the bound; `...(-1)` is everything.
  public var tensorIndex: TensorIndex { .range(start: nil, end: end(after: upperBound), step: 1) }
}

/// The bound just after the last position: nil, the end, after -1, because 0 would be the
/// beginning.
private func end(after last: Int) -> Int? { last == -1 || last == .max ? nil : last + 1 }

extension TensorIndexConvertible where Self == TensorIndex {
  /// The whole dimension: Python's `:`.
  public static var all: TensorIndex { .range(start: nil, end: nil, step: 1) }
  /// Every `step`th position of the whole dimension: Python's `::step`.
  public static func every(_ step: Int) -> TensorIndex { .range(start: nil, end: nil, step: step) }
  /// A new dimension of size 1: Python's `None`.
  public static var newAxis: TensorIndex { .inserted }
  /// As many whole dimensions as the other indices leave: Python's `...`.
  public static var rest: TensorIndex { .ellipsis }
}
