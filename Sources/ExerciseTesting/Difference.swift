import Kindling

/// How a tensor differs from the expected one: a shape, a dtype, or the first element that differs.
struct Difference {
  let lines: [String]

  /// Nil when there is none.
  ///
  /// - Parameters:
  ///   - sources: the inputs by name; one of the result's shape is shown at the element that differs.
  ///   - mistakes: the results when something is left out or mistaken, by what that is.
  init?(
    _ got: Tensor, _ expected: Tensor, _ tolerance: Tolerance?,
    from sources: [(name: String, value: Any)] = [],
    mistakes: [(words: String, result: Tensor)] = []
  ) {
    guard got.shape == expected.shape else {
      lines = ["expected shape \(expected.shape), got \(got.shape)"]
      return
    }
    guard got.dtype == expected.dtype else {
      lines = ["expected dtype \(expected.dtype), got \(got.dtype)"]
      return
    }
    let tolerance = tolerance ?? .rounding(expected.dtype)
    let (numbers, right) = (got.doubles(), expected.doubles())
    guard
      let order = tolerance.firstRefused(numbers, right) ?? Self.firstUnequal(got, expected)
    else { return nil }
    // Nobody is asked for a zero below zero: with 0 added, it reads as any other.
    let plain = expected.dtype.isFloatingPoint ? expected.detach() + 0 : expected
    let values =
      switch expected.dtype {
      case .bool: "expected \(right[order] != 0), got \(numbers[order] != 0)"
      case let dtype where dtype.isFloatingPoint:
        expectedAndGot(decimal(plain.doubles()[order], dtype), decimal(numbers[order], dtype))
      default: "expected \(expected.ints()[order]), got \(got.ints()[order])"
      }
    if numbers.count == 1 {
      lines = [values] + Self.explanation(got, expected, tolerance, mistakes)
      return
    }
    var found = ["element \(expected.shape.place(of: order)): " + values]
    if let source = Self.source(order, of: expected.shape, among: sources) { found.append(source) }
    found += Self.explanation(got, expected, tolerance, mistakes)
    if numbers.count <= 60 {
      let comparison = Comparison(expected: plain, got: got, differingAt: order)
      if comparison.tellsThemApart { found += comparison.lines }
    }
    lines = found
  }

  /// The first whole number that differs, were it by less than a `Double` can tell.
  private static func firstUnequal(_ got: Tensor, _ expected: Tensor) -> Int? {
    guard expected.dtype == .int64 else { return nil }
    return zip(got.ints(), expected.ints()).enumerated().first { $1.0 != $1.1 }?.offset
  }

  /// The element of an input that a wrong element was computed from.
  private static func source(
    _ order: Int, of shape: Shape, among sources: [(name: String, value: Any)]
  ) -> String? {
    let tensors = sources.compactMap { source in (source.value as? Tensor).map { (source.name, $0) }
    }
    guard tensors.count == 1, let (name, tensor) = tensors.first, tensor.shape == shape else {
      return nil
    }
    let place = shape.place(of: order).map { "\($0)" }.joined(separator: ", ")
    return "where \(name)[\(place)] = \(literal(decimal(tensor.doubles()[order], tensor.dtype)))"
  }

  /// The mistake that leads to what came, if one of the usual does.
  private static func explanation(
    _ got: Tensor, _ expected: Tensor, _ tolerance: Tolerance,
    _ mistakes: [(words: String, result: Tensor)]
  ) -> [String] {
    let numbers = got.doubles()
    func isWhatCame(_ result: Tensor) -> Bool {
      result.shape == got.shape && tolerance.firstRefused(numbers, result.doubles()) == nil
    }
    if let mistake = mistakes.first(where: { isWhatCame($0.result) }) {
      return ["That is the result when \(mistake.words)."]
    }
    if expected.dtype == .float64,
      let advice = adviceOnRounding(numbers, expected.doubles(), tolerance)
    {
      return [advice]
    }
    guard numbers.count > 1, numbers.allSatisfy(\.isFinite) else { return [] }
    // In float64, where nothing wraps around and a bool has a negative, too.
    let right = expected.detach().to(.float64)
    if isWhatCame(-right) { return ["Every element has the wrong sign."] }
    if isWhatCame(right * 2) { return ["Every element is twice what it should be."] }
    if isWhatCame(right / 2) { return ["Every element is half of what it should be."] }
    if right.rank == 2, right.shape[0] == right.shape[1], isWhatCame(right.t()) {
      return ["It is the transpose of the right result: are two factors in the wrong order?"]
    }
    return []
  }
}

/// What to say of numbers that a tolerance refuses, where no more separates them from the right ones
/// than rounding to float32 does.
func adviceOnRounding(
  _ got: [Double], _ expected: [Double], _ tolerance: Tolerance
) -> String? {
  let single = Tolerance(relative: 0x1p-20, absolute: 0x1p-24)
  guard tolerance.relative < single.relative, single.firstRefused(got, expected) == nil else {
    return nil
  }
  return "It is off by what rounding to float32 takes: is there a Float or a float32 on the way?"
}
