import Kindling

/// Random inputs for tests, rounded so that a failure can show them as a literal to paste.
public struct RandomInputs {
  private var generator: Generator

  public init(seed: UInt64) { generator = Generator(seed: seed) }

  /// Normal numbers rounded to two decimals.
  public mutating func normal(
    _ sizes: Int..., scale: Double = 1, dtype: DType = .float32
  ) -> Tensor {
    let count = sizes.reduce(1, *)
    let numbers = (0..<count).map { _ in (generator.normal() * scale * 100).rounded() / 100 }
    return Tensor(numbers, dtype: dtype).view(Shape(sizes))
  }

  /// Normal numbers rounded to two decimals and at least `distance` away from 0, where functions
  /// such as relu have a kink.
  public mutating func awayFromZero(
    _ sizes: Int..., distance: Double = 0.1, dtype: DType = .float32
  ) -> Tensor {
    let count = sizes.reduce(1, *)
    let numbers = (0..<count).map { _ in
      let number = (generator.normal() * 100).rounded() / 100
      return number + (number < 0 ? -distance : distance)
    }
    return Tensor(numbers, dtype: dtype).view(Shape(sizes))
  }

  /// A whole number in `range`.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    generator.integer(in: range.lowerBound..<range.upperBound + 1)
  }

  /// Whole numbers in `range`, as an int64 tensor of one dimension.
  public mutating func integers(_ count: Int, in range: Range<Int>) -> Tensor {
    Tensor((0..<count).map { _ in generator.integer(in: range) })
  }

  /// A number in `range`, rounded to two decimals.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    let number =
      range.lowerBound + generator.uniformDouble() * (range.upperBound - range.lowerBound)
    return (number * 100).rounded() / 100
  }

  /// The elements in random order.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    generator.permutation(elements.count).map { elements[$0] }
  }
}

extension Tensor {
  /// The same numbers laid out in memory column by column, as a view: not contiguous.
  public var stridedCopy: Tensor {
    rank < 2 ? Tensor.stack([self, self], dim: rank).select(rank, 0) : transposedStorage
  }

  private var transposedStorage: Tensor {
    transpose(rank - 2, rank - 1).contiguous().clone().transpose(rank - 2, rank - 1)
  }
}
