import ExerciseTesting
import JoiningAndReshaping
import Kindling
import XCTest

final class JoiningAndReshapingHiddenTests: ExerciseTestCase {
  /// Elements are moved, not computed: every digit must be right.
  private let exact = Tolerance(relative: 0, absolute: 0)

  private func titled(_ what: String) -> String { what.isEmpty ? "" : what + ": " }

  private func code(_ value: Any) -> Code { Code("\(value)") }

  /// Fails unless `body` throws an error with exactly these values, in words: those of an answer's
  /// type could all be equal.
  private func expectError<Failure: Error>(
    _ expected: String, _ what: String, _ told: KeyValuePairs<String, Any>,
    file: StaticString, line: UInt, from body: () throws -> Void,
    saying words: (Failure) -> String
  ) {
    announce(told)
    var outcome = "nothing was thrown"
    do {
      try body()
    } catch let error as Failure {
      let got = words(error)
      if got == expected { return }
      outcome = "got \(got)"
    } catch {
      outcome = "another error was thrown: \(error)"
    }
    expect(
      false, titled(what) + "expected \(expected), \(outcome)", for: told, file: file, line: line)
  }

  // MARK: strides

  private func expectStrides(
    of shape: [Int], are expected: [Int], _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    expectEqual(
      strides(of: shape), expected, for: ["shape": code(shape)], what, file: file, line: line)
  }

  func testStridesOfMatrices() {
    expectStrides(of: [2, 3], are: [3, 1])
    let (rows, columns) = (inputs.integer(in: 2...9), inputs.integer(in: 2...9))
    expectStrides(of: [rows, columns], are: [columns, 1])
    expectStrides(of: [columns, columns], are: [columns, 1], "a square")
    expectStrides(of: [1, columns], are: [columns, 1], "one row")
    expectStrides(of: [rows, 1], are: [1, 1], "one column")
  }

  func testStridesOfEveryRank() {
    let sizes = inputs.shuffled([2, 3, 4, 5])
    let (a, b, c) = (sizes[1], sizes[2], sizes[3])
    expectStrides(of: sizes, are: [a * b * c, b * c, c, 1])
    expectStrides(of: [a, b, c], are: [b * c, c, 1])
    expectStrides(of: [a], are: [1], "a vector")
    expectStrides(of: [1], are: [1], "one element")
    expectStrides(of: [], are: [], "no dimension")
    expectStrides(of: [a, 1, b, 1], are: [b, b, 1, 1], "sizes of 1 between others")
    // torch.empty(2, 3, 1, 4, 5, 6).stride()
    expectStrides(of: [2, 3, 1, 4, 5, 6], are: [360, 120, 120, 30, 6, 1], "six dimensions")
  }

  // MARK: concatenate

  /// The answer's result; where it throws, a failure and an empty tensor.
  private func joined(
    _ tensors: [Tensor], _ dim: Int, file: StaticString, line: UInt
  ) -> Tensor {
    do {
      return try concatenate(tensors, dim: dim)
    } catch {
      expect(
        false, "all shapes fit, but this was thrown: \(error)",
        for: ["tensors": tensors.map { $0.detach() }, "dim": dim], file: file, line: line)
      return Tensor.zeros(0)
    }
  }

  /// Calls with the tensors' names, of which a literal has a fixed number.
  private func named(_ tensors: [Tensor]) -> KeyValuePairs<String, Tensor> {
    switch tensors.count {
    case 1: ["tensors[0]": tensors[0]]
    case 2: ["tensors[0]": tensors[0], "tensors[1]": tensors[1]]
    default: ["tensors[0]": tensors[0], "tensors[1]": tensors[1], "tensors[2]": tensors[2]]
    }
  }

  /// Joins up to three tensors along a dimension, counted from both ends.
  private func expectJoined(
    _ tensors: [Tensor], dim: Int, equals expected: Tensor? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let right = expected ?? joinedByHand(tensors, dim)
    for dim in [dim, dim - tensors[0].rank] {
      let told: KeyValuePairs<String, Any> = ["tensors": tensors, "dim": dim]
      guard
        expectResult(
          of: { joined($0, dim, file: file, line: line) }, on: named(tensors), and: ["dim": dim],
          equals: right, tolerance: exact, what, file: file, line: line)
      else { return }
      announce(told)
      let result = joined(tensors, dim, file: file, line: line)
      expect(
        !tensors.contains { $0.sharesStorage(with: result) },
        titled(what) + "the result shares the memory of one of the tensors", for: told,
        file: file, line: line)
    }
  }

  /// The elements, one at a time: each goes to its own index, moved on by what was joined before.
  private func joinedByHand(_ tensors: [Tensor], _ dim: Int) -> Tensor {
    var sizes = Array(tensors[0].shape)
    sizes[dim] = tensors.reduce(0) { $0 + $1.shape[dim] }
    let steps = sizes.indices.map { sizes[($0 + 1)...].reduce(1, *) }
    var numbers = [Double](repeating: 0, count: sizes.reduce(1, *))
    var start = 0
    for tensor in tensors {
      for (order, number) in tensor.detach().doubles().enumerated() {
        var (rest, place) = (order, start * steps[dim])
        for axis in sizes.indices.reversed() {
          place += rest % tensor.shape[axis] * steps[axis]
          rest /= tensor.shape[axis]
        }
        numbers[place] = number
      }
      start += tensor.shape[dim]
    }
    return Tensor(numbers, dtype: tensors[0].dtype).view(Shape(sizes))
  }

  func testJoinsAlongEveryDimension() {
    // torch.cat([torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([[5., 6.]])])
    expectJoined(
      [Tensor([[1.0, 2.0], [3.0, 4.0]]), Tensor([[5.0, 6.0]])], dim: 0,
      equals: Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
    expectJoined([inputs.normal(2, 3), inputs.normal(2, 5)], dim: 1, "as in the tutorial")
    expectJoined([inputs.normal(3), inputs.normal(2), inputs.normal(4)], dim: 0, "vectors")
    expectJoined([inputs.normal(2, 2), inputs.normal(2, 2)], dim: 0, "squares")
    expectJoined([inputs.normal(3, 1), inputs.normal(3, 2)], dim: 1, "a square result")
    let sizes = inputs.shuffled([2, 3, 4])
    for dim in 0..<3 {
      var other = sizes
      other[dim] = inputs.integer(in: 1...3)
      expectJoined(
        [
          inputs.normal(sizes[0], sizes[1], sizes[2]),
          inputs.normal(other[0], other[1], other[2]),
          inputs.normal(sizes[0], sizes[1], sizes[2]),
        ], dim: dim, "three dimensions")
    }
    expectJoined(
      [inputs.normal(2, 1, 2, 3), inputs.normal(2, 3, 2, 3)], dim: 1, "four dimensions")
    expectJoined([inputs.normal(2, 3)], dim: 1, "one tensor")
    expectJoined([inputs.normal(1), inputs.normal(1)], dim: 0, "one element each")
    expectJoined([inputs.normal(1, 3), inputs.normal(1, 3)], dim: 1, "one row each")
    let twice = inputs.normal(2, 2)
    expectJoined([twice, twice], dim: 1, "the same tensor twice")
    for dtype in [DType.float64, .float16] {
      let x = inputs.normal(2, 3, dtype: dtype)
      expectJoined([x / 3, inputs.normal(1, 3, dtype: dtype)], dim: 0, "\(dtype)")
    }
    // Not every one of these is a float64 number.
    expectJoined(
      [Tensor([[1, 2]]), Tensor([[9_007_199_254_740_993, -4]])], dim: 0,
      equals: Tensor([[1, 2], [9_007_199_254_740_993, -4]]), "int64")
    expectJoined([Tensor([true, false]), Tensor([true])], dim: 0, "bool")
    let whole = inputs.integers(6, in: -9..<9).to(.uint8).view(2, 3)
    expectJoined([whole, whole], dim: 1, "uint8")
    expectJoined(
      [inputs.normal(3, 2).stridedCopy, inputs.normal(3, 2)[.all, .every(2)]], dim: 1,
      "tensors that are not contiguous")
    expectJoined(
      [Tensor([Double.infinity, -Double.infinity]), Tensor([Double.nan, -0.0])], dim: 0,
      "infinity and NaN")
    expectJoined(
      [Tensor([1e30, -1e5]), Tensor([1e-30, -200])], dim: 0, "large and small numbers")
    expectJoined([Tensor([-90.0, -1e5]), Tensor([1.0])], dim: 0, "very negative numbers")
    expectJoined([Tensor.zeros(0, 3), inputs.normal(2, 3)], dim: 0, "no row in the first")
    expectJoined([inputs.normal(2, 3), Tensor.zeros(2, 0)], dim: 1, "no column in the last")
    expectJoined([Tensor.zeros(2, 0), Tensor.zeros(1, 0)], dim: 0, "no element at all")
  }

  func testShapesThatDoNotFitAreRefused() {
    func expectRefusal(
      of shapes: [[Int]], dim: Int, at position: Int, _ what: String, line: UInt = #line
    ) {
      let tensors = shapes.map { Tensor.ones(Shape($0)) }
      func words(_ position: Int, _ shape: [Int], _ first: [Int]) -> String {
        "ShapesDoNotFit(position: \(position), shape: \(shape), first: \(first))"
      }
      for dim in [dim, dim - shapes[0].count] {
        expectError(
          words(position, shapes[position], shapes[0]), what,
          ["tensors": code("ones of shapes \(shapes)"), "dim": dim], file: #filePath, line: line
        ) {
          _ = try concatenate(tensors, dim: dim)
        } saying: { (error: ShapesDoNotFit) in
          words(error.position, error.shape, error.first)
        }
      }
    }
    expectRefusal(of: [[2, 5], [2, 3]], dim: 0, at: 1, "as in the tutorial")
    expectRefusal(of: [[2, 3], [4, 3]], dim: 1, at: 1, "other rows")
    let sizes = inputs.shuffled([2, 3, 4])
    for dim in 0..<3 {
      for wrong in 0..<3 where wrong != dim {
        var other = sizes
        other[wrong] += inputs.integer(in: 1...2)
        expectRefusal(of: [sizes, sizes, other], dim: dim, at: 2, "another size")
        expectRefusal(of: [sizes, other, sizes, other], dim: dim, at: 1, "the first of two")
      }
    }
    expectRefusal(of: [[3, 2], [1, 2]], dim: 1, at: 1, "a size of 1, which could be repeated")
    expectRefusal(of: [[1, 2], [3, 2]], dim: 1, at: 1, "a size of 1 in tensor 0")
    expectRefusal(of: [[2, 3], [3]], dim: 0, at: 1, "fewer dimensions")
    expectRefusal(of: [[3], [1, 3]], dim: 0, at: 1, "more dimensions")
    expectRefusal(of: [[2, 3], [2, 3, 1]], dim: 0, at: 1, "a dimension of size 1 more")
    expectRefusal(of: [[2, 3], [0]], dim: 0, at: 1, "no element, and fewer dimensions")
    expectRefusal(of: [[2, 3], [2, 4], [2]], dim: 0, at: 1, "another size first")
    expectRefusal(of: [[2, 3], [3], [2, 4]], dim: 0, at: 1, "fewer dimensions first")
    expectRefusal(of: [[2, 3], [0, 2]], dim: 0, at: 1, "no row, and other columns")
    expectRefusal(of: [[2, 3], [4, 3], [4, 2]], dim: 0, at: 2, "after one with more rows")
    expectRefusal(of: [[2, 3], [3, 2]], dim: 0, at: 1, "sizes the other way round")
    expectRefusal(of: [[2, 3, 4], [2, 4, 3]], dim: 0, at: 1, "sizes the other way round")
  }

  func testGradientsFlowToEveryTensor() {
    func expectFlow(_ tensors: [Tensor], dim: Int, _ what: String = "", line: UInt = #line) {
      expectGradients(
        through: { joined($0, dim, file: #filePath, line: line) }, at: named(tensors),
        and: ["dim": dim], as: { Tensor.cat($0, dim: dim) }, what, line: line)
    }
    let x = inputs.normal(2, 3, dtype: .float64)
    expectFlow([x, inputs.normal(1, 3, dtype: .float64)], dim: 0)
    expectFlow([x, inputs.normal(2, 2, dtype: .float64)], dim: -1)
    expectFlow(
      [x, inputs.normal(2, 1, dtype: .float64), inputs.normal(2, 2, dtype: .float64)], dim: 1)
    expectFlow([x], dim: 0, "one tensor")
    expectFlow([x.stridedCopy, x], dim: 0, "a tensor that is not contiguous")
    expectFlow(
      [inputs.normal(2, 2, 2, dtype: .float64), inputs.normal(2, 1, 2, dtype: .float64)], dim: 1)
    expectFlow([inputs.normal(3), inputs.normal(2)], dim: 0, "float32")
    expectGradients(
      through: { joined([$0[0], $0[0]], 0, file: #filePath, line: #line) }, at: ["x": x],
      and: ["tensors": code("[x, x]"), "dim": 0], as: { Tensor.cat([$0[0], $0[0]], dim: 0) },
      "the same tensor twice")
  }

  // MARK: reshape

  private func reshaped(
    _ x: Tensor, _ shape: [Int], file: StaticString, line: UInt
  ) -> Tensor {
    do {
      return try reshape(x, to: shape)
    } catch {
      expect(
        false, "the elements fit, but this was thrown: \(error)",
        for: ["x": x.detach(), "shape": code(shape)], file: file, line: line)
      return Tensor.zeros(0)
    }
  }

  private func expectReshaped(
    _ x: Tensor, to shape: [Int], is sizes: [Int]? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let row = x.dtype == .int64 ? Tensor(x.ints()) : Tensor(x.doubles(), dtype: x.dtype)
    let expected = row.view(Shape(sizes ?? shape))
    guard
      expectResult(
        of: { reshaped($0[0], shape, file: file, line: line) }, on: ["x": x],
        and: ["shape": code(shape)], equals: expected, tolerance: exact, what, file: file,
        line: line)
    else { return }
    let told: KeyValuePairs<String, Any> = ["x": x, "shape": code(shape)]
    announce(told)
    expect(
      !reshaped(x, shape, file: file, line: line).sharesStorage(with: x),
      titled(what) + "the result shares the memory of x", for: told, file: file, line: line)
  }

  func testElementsKeepTheirOrder() {
    // torch.arange(6.).view(2, 3).reshape(3, 2) is tensor([[0., 1.], [2., 3.], [4., 5.]])
    expectReshaped(Tensor([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]), to: [3, 2])
    let x = inputs.normal(2, 3, 4)
    for (shape, sizes) in [
      ([2, 12], [2, 12]), ([2, -1], [2, 12]), ([-1, 4, 3], [2, 4, 3]), ([24], [24]), ([-1], [24]),
      ([4, -1, 3], [4, 2, 3]), ([2, 2, 2, 3], [2, 2, 2, 3]), ([2, 3, 4], [2, 3, 4]),
      ([24, -1], [24, 1]), ([1, -1, 1, 24], [1, 1, 1, 24]), ([2, -1, 4], [2, 3, 4]),
      ([1, 2, 3, 4], [1, 2, 3, 4]), ([2, 1, 3, 4], [2, 1, 3, 4]), ([2, 3, 4, 1], [2, 3, 4, 1]),
    ] { expectReshaped(x, to: shape, is: sizes) }
    expectReshaped(inputs.normal(9), to: [3, 3], "a square")
    for shape in [[4], [1, 4], [4, 1], [1, 1, 4], [1, 4, 1]] {
      expectReshaped(inputs.normal(1, 4), to: shape, "sizes of 1 that come and go")
    }
    expectReshaped(inputs.normal(2, 3, 1, 2), to: [4, 3], "from four dimensions")
    expectReshaped(inputs.normal(1).view([]), to: [1, 1], "from no dimension")
    expectReshaped(inputs.normal(1).view([]), to: [-1], is: [1], "from no dimension")
    expectReshaped(inputs.normal(1, 1), to: [], "to no dimension")
    expectReshaped(inputs.normal(1), to: [-1, 1], is: [1, 1], "one element")
    expectReshaped(inputs.normal(1, 6), to: [6, 1], "one row becomes one column")
    for dtype in [DType.float64, .float16] {
      expectReshaped(inputs.normal(2, 3, dtype: dtype) / 3, to: [-1, 2], is: [3, 2], "\(dtype)")
    }
    expectReshaped(Tensor([9_007_199_254_740_993, 1, -2, 3]), to: [2, 2], "int64")
    expectReshaped(Tensor([true, false, true, true]), to: [2, 2], "bool")
    expectReshaped(inputs.normal(3, 4).stridedCopy, to: [2, 6], "a tensor that is not contiguous")
    expectReshaped(inputs.normal(3, 4).t(), to: [-1], is: [12], "a transposed tensor")
    expectReshaped(inputs.normal(3, 1).expand(3, 2), to: [2, 3], "a tensor that repeats itself")
    expectReshaped(
      Tensor([Double.infinity, .nan, -0.0, -Double.infinity]), to: [2, 2], "infinity and NaN")
    expectReshaped(Tensor([[1e30, -1e5], [1e-30, -200]]), to: [4], "large and small numbers")
    expectReshaped(Tensor([[-90.0, -1e5], [2.0, 1.0]]), to: [4], "very negative numbers")
    for (shape, sizes) in [([0], [0]), ([3, 0, 2], [3, 0, 2]), ([3, -1], [3, 0]), ([-1], [0])] {
      expectReshaped(Tensor.zeros(2, 0), to: shape, is: sizes, "no element")
    }
  }

  func testShapesThatElementsDoNotFit() {
    func words(_ count: Int, _ shape: [Int]) -> String {
      "ElementsDoNotFit(count: \(count), shape: \(shape))"
    }
    func expectRefusal(of x: Tensor, _ shape: [Int], _ what: String, line: UInt = #line) {
      expectError(
        words(x.elementCount, shape), what, ["x": x, "shape": code(shape)], file: #filePath,
        line: line
      ) {
        _ = try reshape(x, to: shape)
      } saying: { (error: ElementsDoNotFit) in
        words(error.count, error.shape)
      }
    }
    let x = inputs.normal(2, 3, 4)
    for shape in [[5, 5], [23], [25], [2, 3], [2, 3, 5], [1], [], [0], [24, 0]] {
      expectRefusal(of: x, shape, "another number of elements")
    }
    for shape in [[5, -1], [-1, 7], [2, -1, 5], [48, -1], [-1, 25]] {
      expectRefusal(of: x, shape, "no whole size makes them fit")
    }
    for shape in [[0, -1], [-1, 0], [2, 0, -1]] {
      expectRefusal(of: x, shape, "a size of 0 beside the -1")
      expectRefusal(of: Tensor.zeros(0, 3), shape, "any size beside the 0 makes them fit")
    }
    for shape in [[-1, -1], [2, -1, -1], [-1, 24, -1], [-1, -1, -1], [-1, -1, -1, -1]] {
      expectRefusal(of: x, shape, "more than one -1")
      expectRefusal(of: Tensor([1.0]), shape, "more than one -1, for one element")
    }
    expectRefusal(of: Tensor.zeros(0), [1], "no element")
    expectRefusal(of: Tensor.zeros(0), [], "no element")
    expectRefusal(of: Tensor.zeros(0), [-1, -1], "more than one -1, for no element")
    expectRefusal(of: Tensor(2.0), [2], "one element")
    expectRefusal(of: Tensor(2.0), [2, -1], "one element")
  }

  func testGradientsFlowBack() {
    func expectFlow(_ x: Tensor, _ shape: [Int], _ what: String = "", line: UInt = #line) {
      expectGradients(
        through: { reshaped($0[0], shape, file: #filePath, line: line) }, at: ["x": x],
        and: ["shape": code(shape)], as: { $0[0].reshape(Shape(shape)) }, what, line: line)
    }
    expectFlow(inputs.normal(2, 3, dtype: .float64), [3, 2])
    expectFlow(inputs.normal(2, 3, dtype: .float64), [-1])
    expectFlow(inputs.normal(2, 2, 2, dtype: .float64), [4, -1])
    expectFlow(inputs.normal(3, 4, dtype: .float64).stridedCopy, [2, 6], "not contiguous")
    expectFlow(inputs.normal(1, dtype: .float64).view([]), [1, 1], "no dimension")
    expectFlow(inputs.normal(1, 1, dtype: .float64), [], "to no dimension")
    expectFlow(inputs.normal(4), [2, 2], "float32")
  }

  // MARK: viewStrides

  /// Where the elements lie, in row order.
  private func places(_ shape: [Int], _ strides: [Int]) -> [Int] {
    zip(shape, strides).reduce([0]) { places, dimension in
      places.flatMap { place in (0..<dimension.0).map { place + $0 * dimension.1 } }
    }
  }

  private func expectView(
    of shape: [Int], strides: [Int], as target: [Int], is expected: [Int]?, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "shape": code(shape), "strides": code(strides), "target": code(target),
    ]
    announce(told)
    let got = viewStrides(of: shape, strides: strides, as: target)
    // Where a size is 1, no step is taken.
    func needed(_ strides: [Int]) -> [Int] { zip(target, strides).map { $0 == 1 ? 0 : $1 } }
    let fits =
      got.map { $0.count == target.count } ?? true
      && got.map(needed) == expected.map(needed)
    expect(
      fits,
      titled(what) + "expected \(expected.map { "\($0)" } ?? "nil"), got "
        + (got.map { "\($0)" } ?? "nil"), for: told, file: file, line: line)
  }

  /// A tensor's own strides, seen in a shape in which the library can see it.
  private func expectView(
    of tensor: Tensor, as target: [Int], _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let seen = tensor.reshape(Shape(target))
    expectView(
      of: Array(tensor.shape), strides: Array(tensor.strides), as: target,
      is: seen.sharesStorage(with: tensor) ? Array(seen.strides) : nil, what, file: file,
      line: line)
  }

  func testViewsThatCanBe() {
    expectView(of: [2, 3], strides: [3, 1], as: [6], is: [1])
    let sizes = inputs.shuffled([2, 3, 4])
    let x = inputs.normal(sizes[0], sizes[1], sizes[2])
    for target in [[24], [2, 12], [4, 6], [3, 2, 4], [2, 2, 2, 3], [1, 24, 1]] {
      expectView(of: x, as: target, "rows without gaps")
    }
    let parts = inputs.normal(4, 6)
    // torch.arange(24).view(4, 6)[::2].view(2, 2, 3).stride() is (12, 3, 1)
    expectView(of: [2, 6], strides: [12, 1], as: [2, 2, 3], is: [12, 3, 1], "every second row")
    expectView(of: [4, 3], strides: [6, 2], as: [12], is: [2], "every second column")
    expectView(of: parts.t(), as: [2, 3, 4], "a transpose, one of whose sizes is cut up")
    expectView(of: parts.t(), as: [6, 2, 2], "a transpose, one of whose sizes is cut up")
    expectView(of: parts.t(), as: [6, 4], "the shape that it has")
    expectView(of: parts[1...2], as: [12], "two rows of four")
    expectView(of: parts[.all, 2..<4], as: [2, 2, 2], "two columns of six")
    expectView(of: x.permute(2, 0, 1), as: [sizes[2], sizes[0] * sizes[1]], "the last one first")
    expectView(of: x.unsqueeze(1), as: [sizes[0], sizes[1] * sizes[2]], "a size of 1")
    expectView(of: [2, 1, 3], strides: [3, 77, 1], as: [6], is: [1], "a size of 1, any stride")
    expectView(of: [5], strides: [7], as: [1, 5, 1], is: [0, 7, 0], "a vector with gaps")
    expectView(of: [5], strides: [7], as: [5], is: [7], "a vector with gaps, as it is")
    expectView(of: [5], strides: [0], as: [5], is: [0], "one element, repeated, as it is")
    expectView(of: [1, 6], strides: [0, 1], as: [6], is: [1], "a row that could be repeated")
    expectView(of: [3, 2], strides: [0, 0], as: [2, 3], is: [0, 0], "one element, repeated")
    expectView(of: [2, 3], strides: [0, 1], as: [2, 1, 3], is: [0, 0, 1], "a row, repeated")
    expectView(of: [], strides: [], as: [1, 1], is: [0, 0], "no dimension")
    expectView(of: [1, 1], strides: [5, 9], as: [], is: [], "one element, seen without dimension")
    expectView(of: [1], strides: [1], as: [1], is: [0], "one element")
  }

  /// Strides of any kind, held against where the elements are.
  private func expectViewsOfAnyStrides(line: UInt = #line) {
    let shapes = [
      [12], [3, 4], [1, 12], [12, 1], [2, 6], [2, 1, 6], [2, 2, 3], [1, 3, 1, 4],
    ]
    let targets = shapes + [[6, 2], [4, 3], [3, 2, 2], [1, 12, 1], [2, 3, 2]]
    for round in 0..<40 {
      let shape = inputs.shuffled(shapes)[0]
      // Each as in rows of every second or third number, some of them repeated; at a size of 1 any.
      let factor = inputs.integer(in: 1...3)
      let strides = shape.indices.map { dim in
        if shape[dim] == 1 { return inputs.integer(in: 0...9) }
        let isRepeated = round % 4 == 0 && inputs.integer(in: 0...1) == 0
        return isRepeated ? 0 : shape[(dim + 1)...].reduce(factor, *)
      }
      let target = round % 5 == 1 ? shape : inputs.shuffled(targets)[0]
      let places = places(shape, strides)
      let steps = target.indices.map { target[($0 + 1)...].reduce(1, *) }
      let found = zip(target, steps).map { $0 == 1 ? 0 : places[$1] - places[0] }
      expectView(
        of: shape, strides: strides, as: target,
        is: self.places(target, found) == places ? found : nil, "any strides", line: line)
    }
  }

  func testViewsThatCannotBe() {
    expectViewsOfAnyStrides()
    expectView(of: [3, 2], strides: [1, 3], as: [6], is: nil)
    let x = inputs.normal(4, 6)
    for target in [[24], [3, 8], [12, 2], [2, 12], [4, 6]] {
      expectView(of: x.t(), as: target, "a transpose")
    }
    expectView(of: x[.all, 0..<3], as: [12], "three columns of six")
    expectView(of: x[.all, 0..<3], as: [2, 6], "three columns of six")
    expectView(of: [2, 3], strides: [0, 1], as: [6], is: nil, "a row, repeated")
    expectView(of: [3, 2], strides: [1, 0], as: [2, 3], is: nil, "each element twice")
    let sizes = inputs.shuffled([2, 3, 4])
    let cube = inputs.normal(sizes[0], sizes[1], sizes[2])
    expectView(of: cube.transpose(0, 1), as: [24], "two dimensions swapped")
    expectView(of: cube.permute(2, 0, 1), as: [sizes[2] * sizes[0], sizes[1]], "turned")
    // The first steps are alike, and a later one is not.
    expectView(of: [2, 2, 2], strides: [8, 2, 1], as: [8], is: nil, "a gap in the middle")
    expectView(of: [2, 2, 2], strides: [8, 2, 1], as: [4, 2], is: nil, "a gap in the middle")
    // Whatever the shapes: the library sees, or copies.
    for _ in 0..<12 {
      let axes = inputs.shuffled([0, 1, 2, 3])
      let target = inputs.shuffled([[4, 3, 2], [2, 6, 2], [12, 2], [3, 8], [2, 2, 6], [6, 4]])[0]
      expectView(of: inputs.normal(2, 3, 2, 2).permute(axes), as: target, "four dimensions, turned")
    }
  }
}
