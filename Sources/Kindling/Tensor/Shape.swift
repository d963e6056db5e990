/// The sizes of a tensor's dimensions, outermost first: `[2, 3]` is two rows of three.
///
/// Stores up to ``maximumRank`` dimensions inline, so that operations allocate nothing for it. It
/// can be written as an array literal, and compared and indexed like an array.
public struct Shape: Hashable, Sendable {
  /// The maximum number of dimensions a tensor can have.
  public static let maximumRank: Int = 8

  /// The number of dimensions.
  public private(set) var count: Int
  var sizes: InlineArray<8, Int>

  /// Creates a shape with the given sizes.
  ///
  /// Traps with `Shape: 9 dimensions, at most 8 are supported` if there are too many.
  public init(_ sizes: some Collection<Int>) {
    check(
      sizes.count <= Shape.maximumRank, "Shape",
      "\(sizes.count) dimensions, at most \(Shape.maximumRank) are supported")
    self.init(repeating: 0, count: sizes.count)
    for (index, size) in sizes.enumerated() { self.sizes[index] = size }
  }

  /// The shape of a single number.
  static var scalar: Shape { Shape(repeating: 0, count: 0) }

  /// Creates the shape of a matrix.
  init(_ rows: Int, _ columns: Int) {
    self.init(repeating: 0, count: 2)
    sizes[0] = rows
    sizes[1] = columns
  }

  init(repeating size: Int, count: Int) {
    self.count = count
    self.sizes = InlineArray(repeating: size)
  }

  /// The number of elements in a tensor of this shape: the product of the sizes, 1 for rank 0.
  ///
  /// Traps with `Shape: [4611686018427387904, 4] has more elements than memory can hold`.
  public var elementCount: Int {
    var product = 1
    for dim in 0..<count {
      let (next, overflow) = product.multipliedReportingOverflow(by: sizes[dim])
      if overflow { failTooLarge() }
      product = next
    }
    // Sixteen bytes an element, more than any takes, so that no count of bytes overflows either.
    if product > Int.max >> 4 { failTooLarge() }
    return product
  }

  @inline(never)
  private func failTooLarge() -> Never {
    fail("Shape", "\(self) has more elements than memory can hold")
  }

  public static func == (a: Shape, b: Shape) -> Bool {
    guard a.count == b.count else { return false }
    for dim in 0..<a.count where a.sizes[dim] != b.sizes[dim] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for dim in 0..<count { hasher.combine(sizes[dim]) }
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: RandomAccessCollection, MutableCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// The size of dimension `index`, counted from 0.
  ///
  /// Traps with `Shape: index 2 is outside 0..<2`; a tensor's own operations count negative dims from
  /// the end.
  public subscript(index: Int) -> Int {
    get {
      check(index >= 0 && index < count, "Shape", "index \(index) is outside 0..<\(count)")
      return sizes[index]
    }
    set {
      check(index >= 0 && index < count, "Shape", "index \(index) is outside 0..<\(count)")
      sizes[index] = newValue
    }
  }
}

extension Shape: CustomStringConvertible {
  /// The sizes in brackets: `[2, 3]`, and `[]` for a scalar.
  public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}

extension Shape {
  /// Returns whether elements with the given strides are stored row by row without gaps.
  func isContiguous(_ strides: Shape) -> Bool {
    var (step, dim) = (1, count - 1)
    while dim >= 0 {
      let size = sizes[dim]
      if size == 0 { return true }
      if size != 1 {
        // Without elements, none is out of place.
        if strides.sizes[dim] != step { return elementCount == 0 }
        step *= size
      }
      dim -= 1
    }
    return true
  }

  /// The strides of a tensor of this shape whose elements are stored row by row.
  var contiguousStrides: Shape {
    var strides = Shape(repeating: 0, count: count)
    var (step, dim) = (1, count - 1)
    while dim >= 0 {
      strides.sizes[dim] = step
      step *= Swift.max(sizes[dim], 1)
      dim -= 1
    }
    return strides
  }

  /// Returns a copy without dimension `dim`.
  func removing(_ dim: Int) -> Shape {
    var result = Shape(repeating: 0, count: count - 1)
    for d in 0..<result.count { result.sizes[d] = sizes[d < dim ? d : d + 1] }
    return result
  }

  /// Returns a copy with `size` inserted at dimension `dim`.
  func inserting(_ size: Int, at dim: Int) -> Shape {
    check(
      count < Shape.maximumRank, "Shape", "a tensor has at most \(Shape.maximumRank) dimensions")
    var result = Shape(repeating: size, count: count + 1)
    for d in 0..<count { result.sizes[d < dim ? d : d + 1] = sizes[d] }
    return result
  }

  /// Returns a copy with the size of dimension `dim` replaced.
  func replacing(_ dim: Int, with size: Int) -> Shape {
    var result = self
    result.sizes[dim] = size
    return result
  }

  /// Converts a dimension counted from the end (-1 is the last) into one counted from the start.
  ///
  /// Traps with `sum: dim 2 is outside -2..<2 for shape [2, 3]`.
  func dimension(_ dim: Int, _ operation: @autoclosure () -> String) -> Int {
    let rank = Swift.max(count, 1)
    check(
      dim >= -rank && dim < rank, operation(),
      "dim \(dim) is outside \(-rank)..<\(rank) for shape \(self)")
    return dim < 0 ? dim + rank : dim
  }

  /// Returns the index in each dimension of the element at position `order` in row order.
  func position(of order: Int) -> [Int] {
    var (rest, position) = (order, [Int](repeating: 0, count: count))
    for dim in stride(from: count - 1, through: 0, by: -1) {
      position[dim] = rest % sizes[dim]
      rest /= sizes[dim]
    }
    return position
  }
}
