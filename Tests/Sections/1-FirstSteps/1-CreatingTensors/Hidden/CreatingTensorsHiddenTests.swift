import CreatingTensors
import ExerciseTesting
import Kindling
import XCTest

final class CreatingTensorsHiddenTests: ExerciseTestCase {
  /// Every number must be the right one to its last digit: nothing is computed here.
  private let exact = Tolerance(relative: 0, absolute: 0)

  private func numbers(_ count: Int) -> [Double] { inputs.normal(count, dtype: .float64).doubles() }

  // MARK: vector

  private func expectVector(
    _ numbers: [Int], _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    expectResult(
      of: { _ in vector(numbers) }, on: [:], and: ["numbers": Code("\(numbers)")],
      equals: Tensor(numbers.map { Float($0) }), tolerance: exact, what, file: file, line: line)
  }

  func testWholeNumbersBecomeFloats() {
    // torch.tensor([3, -1, 4, 1, -5], dtype=torch.float32)
    expectVector([3, -1, 4, 1, -5])
    expectVector(inputs.integers(inputs.integer(in: 4...9), in: -50..<50).ints())
    // Beyond 2^24 not every whole number is a float32 number.
    expectVector([16_777_217, -16_777_219, 1_000_000_000, -999_999_937], "large numbers")
    let ends = (1...9).map { digits in (0..<digits).reduce(1) { power, _ in 10 * power } }
    expectVector(ends.map { inputs.integer(in: -$0...$0) }, "numbers of every size")
    expectVector((1...29).map { (1 << $0) + 1 }, "powers of 2, and one more")
  }

  func testVectorsOfOneNumberAndNone() {
    expectVector([inputs.integer(in: 2...9)], "one number")
    expectVector([0, 0], "zeros")
    expectVector([], "no numbers")
  }

  // MARK: matrix

  private func rows(_ count: Int, _ columns: Int) -> [[Double]] {
    (0..<count).map { _ in numbers(columns) }
  }

  private func expectMatrix(
    _ rows: [[Double]], _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let expected = Tensor(rows.flatMap { $0 }.map { Float($0) }).view(rows.count, rows[0].count)
    let told: KeyValuePairs<String, Any> = ["rows": Code("\(rows)")]
    do {
      try expectResult(
        of: { _ in try matrix(rows) }, on: [:], and: told, equals: expected, tolerance: exact,
        what, file: file, line: line)
    } catch {
      expect(
        false, titled(what) + "all rows are as long as row 0, but this was thrown: \(error)",
        for: told, file: file, line: line)
    }
  }

  func testRowsBecomeAMatrix() {
    expectMatrix([[1, 2, 3], [4, 5, 6]], "the tutorial's matrix")
    let sizes = inputs.shuffled([2, 3, 4])
    expectMatrix(rows(sizes[0], sizes[1]))
    expectMatrix(rows(3, 3), "as many rows as columns")
    expectMatrix(rows(1, sizes[2]), "one row")
    expectMatrix(rows(sizes[2], 1), "one column")
  }

  func testMatricesOfOtherNumbers() {
    expectMatrix([[0.1, 3e38], [-1e-30, 123_456_789]], "numbers that no float32 number equals")
    expectMatrix([[1e-39, -1e-42], [1e-45, -1e-50]], "numbers hardly above 0, or nearer to it")
    expectMatrix([[.infinity, 1], [-.infinity, .nan]], "infinity and NaN")
    expectMatrix([[numbers(1)[0]]], "one number")
    expectMatrix([[], [], []], "empty rows")
    expectMatrix([[]], "one empty row")
  }

  func testRaggedRowsAreRefused() {
    let length = inputs.integer(in: 2...4)
    let good = rows(4, length)
    let place = inputs.integer(in: 1...4)
    for (count, what) in [(length + 1, "a row too long"), (length - 1, "a row too short")] {
      var ragged = good
      ragged.insert(numbers(count), at: place)
      expectRefusal(of: ragged, (place: [place], count: count, expected: length), what)
    }
    var two = good
    two[1] = numbers(length + 2)
    two[3] = numbers(length - 1)
    expectRefusal(
      of: two, (place: [1], count: length + 2, expected: length), "two rows that differ")
    expectRefusal(
      of: [numbers(1), numbers(3), numbers(3)], (place: [1], count: 3, expected: 1),
      "only row 0 is different")
    expectRefusal(
      of: [numbers(2), []], (place: [1], count: 0, expected: 2), "an empty row")
    expectRefusal(
      of: [[], numbers(2)], (place: [1], count: 2, expected: 0), "row 0 is empty")
    // As many numbers as two rows of two have.
    expectRefusal(
      of: [numbers(2), numbers(3), numbers(1)], (place: [1], count: 3, expected: 2),
      "lengths that are right on average")
  }

  private func expectRefusal(
    of rows: [[Double]], _ error: Ragged, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["rows": Code("\(rows)")]
    announce(told)
    expectError(error, what, told, file: file, line: line) { _ = try matrix(rows) }
  }

  /// What an error is to say, in values of the suite's own: those of an answer's type could all be
  /// equal.
  private typealias Ragged = (place: [Int], count: Int, expected: Int)

  private func expectError(
    _ expected: Ragged, _ what: String, _ told: KeyValuePairs<String, Any>,
    file: StaticString, line: UInt, from body: () throws -> Void
  ) {
    var outcome = "nothing was thrown"
    do {
      try body()
    } catch let error as RaggedData {
      let got = (place: error.place, count: error.count, expected: error.expected)
      if got == expected { return }
      outcome = "got \(words(got))"
    } catch {
      outcome = "another error was thrown: \(error)"
    }
    expect(
      false, titled(what) + "expected \(words(expected)), \(outcome)", for: told, file: file,
      line: line)
  }

  private func words(_ error: Ragged) -> String {
    "RaggedData(place: \(error.place), count: \(error.count), expected: \(error.expected))"
  }

  private func titled(_ what: String) -> String { what.isEmpty ? "" : what + ": " }

  // MARK: cube

  private func matrices(_ count: Int, _ rows: Int, _ columns: Int) -> [[[Double]]] {
    (0..<count).map { _ in self.rows(rows, columns) }
  }

  private func expectCube(
    _ matrices: [[[Double]]], _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let numbers = matrices.flatMap { $0.flatMap { $0 } }.map { Float($0) }
    let expected = Tensor(numbers).view(
      matrices.count, matrices[0].count, matrices[0][0].count)
    let told: KeyValuePairs<String, Any> = ["matrices": Code("\(matrices)")]
    do {
      try expectResult(
        of: { _ in try cube(matrices) }, on: [:], and: told, equals: expected, tolerance: exact,
        what, file: file, line: line)
    } catch {
      expect(
        false, titled(what) + "all lengths fit, but this was thrown: \(error)", for: told,
        file: file, line: line)
    }
  }

  func testMatricesBecomeACube() {
    expectCube([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], "the tutorial's tensor")
    let sizes = inputs.shuffled([2, 3, 4])
    expectCube(matrices(sizes[0], sizes[1], sizes[2]))
    expectCube(matrices(2, 3, 3), "square matrices")
    expectCube(matrices(1, 2, 3), "one matrix")
    expectCube(matrices(3, 1, 2), "one row each")
    expectCube(matrices(2, 3, 1), "one column each")
    expectCube(matrices(1, 1, 1), "one number")
    expectCube(matrices(2, 3, 0), "empty rows")
    expectCube([[[0.1, .infinity], [.nan, -3e38]], [[1, 2], [3, 4]]], "infinity and NaN")
  }

  func testRaggedMatricesAreRefused() {
    let sizes = inputs.shuffled([2, 3, 4])
    let (count, high, wide) = (sizes[0] + 1, sizes[1], sizes[2])
    let good = matrices(count, high, wide)
    let (m, r) = (inputs.integer(in: 1...count - 1), inputs.integer(in: 0...high - 1))
    func expectRefusal(
      of matrices: [[[Double]]], _ error: Ragged, _ what: String, line: UInt = #line
    ) {
      let told: KeyValuePairs<String, Any> = ["matrices": Code("\(matrices)")]
      announce(told)
      expectError(error, what, told, file: #filePath, line: line) { _ = try cube(matrices) }
    }
    for change in [1, -1] {
      var lines = good
      lines[m] = rows(high + change, wide)
      expectRefusal(
        of: lines, (place: [m], count: high + change, expected: high),
        "another number of rows")
      var numbered = good
      numbered[m][r] = numbers(wide + change)
      expectRefusal(
        of: numbered, (place: [m, r], count: wide + change, expected: wide),
        "a row of another length")
    }
    var first = good
    first[0][high - 1] = numbers(wide + 1)
    first[1] = []
    expectRefusal(
      of: first, (place: [0, high - 1], count: wide + 1, expected: wide),
      "a row of matrix 0 before the rows of matrix 1")
    var whole = good
    whole[m] = rows(high, wide + 1)
    expectRefusal(
      of: whole, (place: [m, 0], count: wide + 1, expected: wide),
      "a matrix that is even in itself, and wider")
    var uneven = whole
    uneven[m][high - 1] = numbers(wide)
    expectRefusal(
      of: uneven, (place: [m, 0], count: wide + 1, expected: wide),
      "a matrix whose last row alone is right")
    var both = good
    both[m] = rows(high + 1, wide - 1)
    expectRefusal(
      of: both, (place: [m], count: high + 1, expected: high),
      "the number of rows comes before their lengths")
    var end = good
    end[count - 1][high - 1] = numbers(wide + 1)
    expectRefusal(
      of: end, (place: [count - 1, high - 1], count: wide + 1, expected: wide),
      "the very last row is too long")
    var gone = good
    gone[m] = []
    expectRefusal(
      of: gone, (place: [m], count: 0, expected: high), "a matrix without rows")
    // As many numbers as fit, in other rows.
    expectRefusal(
      of: [rows(2, 3), rows(3, 2)], (place: [1], count: 3, expected: 2),
      "as many numbers in other rows")
  }

  // MARK: tensor

  /// All indices of a shape, the last position changing fastest.
  private func indices(of shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { before, size in
      before.flatMap { index in (0..<size).map { index + [$0] } }
    }
  }

  private func expectTensor(
    of shape: [Int], dtype: DType = .float32, as text: String, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line, by rule: ([Int]) -> Double
  ) {
    let numbers = indices(of: shape).map(rule)
    expectResult(
      of: { _ in tensor(of: shape, dtype: dtype, rule: rule) }, on: [:],
      and: told(shape, dtype, text),
      equals: Tensor(numbers, dtype: dtype).view(Shape(shape)), tolerance: exact, what, file: file,
      line: line)
  }

  private func told(
    _ shape: [Int], _ dtype: DType, _ rule: String
  ) -> KeyValuePairs<String, Any> {
    ["shape": Code("\(shape)"), "dtype": Code(".\(dtype)"), "rule": Code(rule)]
  }

  /// A rule that gives every index of up to four positions below 10 a number of its own.
  private func digits(_ index: [Int]) -> Double {
    index.reduce(1) { $0 * 10 + Double($1) }
  }

  private let digitsText = "{ $0.reduce(1) { $0 * 10 + Double($1) } }"

  func testTheRuleGivesEachElement() {
    // torch.arange(2)[:, None] * 10 + torch.arange(3), in float32
    expectTensor(of: [2, 3], as: "{ Double(10 * $0[0] + $0[1]) }") {
      Double(10 * $0[0] + $0[1])
    }
    let sizes = inputs.shuffled([2, 3, 4])
    expectTensor(of: [sizes[0], sizes[1]], as: digitsText, by: digits)
    expectTensor(of: [3, 3], as: digitsText, "a square", by: digits)
    expectTensor(of: [5], as: digitsText, "a vector", by: digits)
    expectTensor(of: sizes, as: digitsText, "three dimensions", by: digits)
    let (a, b) = (inputs.number(in: -2...2), inputs.number(in: -2...2))
    expectTensor(of: [3, 4], as: "{ \(a) * Double($0[0]) + \(b) / Double($0[1] + 1) }") {
      a * Double($0[0]) + b / Double($0[1] + 1)
    }
    for shape in [[2, 3], [2, 1, 3], [], [0, 2], [4], [2, 1, 2, 3], [1], [3, 0, 2, 2]] {
      expectCalls(of: shape)
    }
  }

  /// The rule is called once for each element, in row order.
  private func expectCalls(
    of shape: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    let told = told(shape, .float32, "{ index in calls.append(index); return 1 }")
    var calls: [[Int]] = []
    announce(told)
    _ = tensor(of: shape, dtype: .float32) { index in
      calls.append(index)
      return 1
    }
    expectEqual(
      calls.map { "\($0)" }, indices(of: shape).map { "\($0)" }, for: told,
      "the indices that the rule was called with", file: file, line: line)
  }

  func testEveryRank() {
    expectTensor(of: [], as: digitsText, "a single number", by: digits)
    expectTensor(of: [1], as: digitsText, "one element", by: digits)
    expectTensor(of: [1, 1, 1, 1], as: digitsText, "one element of four dimensions", by: digits)
    expectTensor(of: [1, 3], as: digitsText, "one row", by: digits)
    expectTensor(of: [2, 1, 3], as: digitsText, "a size of 1 in the middle", by: digits)
    expectTensor(of: inputs.shuffled([2, 3, 2, 4]), as: digitsText, "four dimensions", by: digits)
    expectTensor(of: [20, 30], dtype: .float64, as: "{ 1 / (3 + \(digitsText)($0)) }", "many") {
      1 / (3 + digits($0))
    }
    for shape in [[0], [0, 3], [3, 0], [2, 0, 3], [2, 2, 2, 0]] {
      expectTensor(of: shape, as: digitsText, "no element", by: digits)
    }
  }

  func testEveryDType() {
    for dtype in [DType.float64, .float32, .float16, .int64, .int32, .int16, .int8, .uint8] {
      expectTensor(of: [2, 3], dtype: dtype, as: digitsText, "\(dtype)") { digits($0) / 2 }
    }
    for dtype in DType.allCases {
      expectTensor(of: [2, 0], dtype: dtype, as: digitsText, "\(dtype), no element", by: digits)
      expectTensor(of: [], dtype: dtype, as: digitsText, "\(dtype), one element", by: digits)
      let ends = dtype.ends
      expectTensor(of: [2], dtype: dtype, as: "{ \(ends)[$0[0]] }", "\(dtype), its ends") {
        ends[$0[0]]
      }
    }
    for dtype in [DType.int64, .int32, .int16, .int8] {
      expectTensor(
        of: [2, 3], dtype: dtype, as: "{ -\(digitsText)($0) / 2 }", "\(dtype), below 0"
      ) { -digits($0) / 2 }
    }
    expectTensor(of: [2, 2], dtype: .bool, as: "{ Double($0[0] * $0[1]) }", "bool") {
      Double($0[0] * $0[1])
    }
    expectTensor(
      of: [2, 3], dtype: .bool, as: "{ Double($0[0] - $0[1]) / 2 }", "bool, from numbers below 0"
    ) { Double($0[0] - $0[1]) / 2 }
    // Every one of these is a float64 number, and not all are float32 numbers.
    for dtype in [DType.int64, .int32, .float64] {
      expectTensor(
        of: [4], dtype: dtype, as: "{ 16_777_216 + Double($0[0]) }", "\(dtype), large"
      ) { 16_777_216 + Double($0[0]) }
    }
    // A little above the middle between two float16 numbers, which float32 rounds to the middle.
    expectTensor(
      of: [2], dtype: .float16, as: "{ _ in 1 + 0x1p-11 + 0x1p-30 }", "float16, rounded once"
    ) { _ in 1 + 0x1p-11 + 0x1p-30 }
    for dtype in [DType.float64, .float32, .float16] {
      expectTensor(of: [2, 3], dtype: dtype, as: "{ 1 / (3 + \(digitsText)($0)) }", "\(dtype)") {
        1 / (3 + digits($0))
      }
      expectTensor(of: [2, 2], dtype: dtype, as: "{ 1 / Double($0[0] - $0[1]) }", "\(dtype)") {
        1 / Double($0[0] - $0[1])
      }
      expectTensor(
        of: [2], dtype: dtype, as: "{ $0[0] == 0 ? .nan : -.infinity }", "\(dtype)"
      ) { $0[0] == 0 ? .nan : -.infinity }
    }
  }
}
