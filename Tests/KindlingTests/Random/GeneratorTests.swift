import Foundation
import Kindling
import XCTest

/// What Tests/Fixtures/make_random.py wrote.
private struct RandomFixtures: Decodable {
  struct State: Decodable {
    let seed: UInt64
    let normals: Int, bits: Int
    let state: Data
    let normal: [Double], uniform: [Double]
  }

  struct Torch7: Decodable {
    let seed: UInt64
    let uniform: [Double], normalsBefore: [Double], between: Double, normalsAfter: [Double]
    let permutation: [Int], integers: [Int]
  }

  struct Integers: Decodable {
    let low: Int, high: Int, numbers: [Int]
  }

  let integers: [Integers]
  let states: [State]
  let torch7: [Torch7]

  static func load() throws -> RandomFixtures {
    let file = FileFixtures.folder.deletingLastPathComponent().appending(path: "random.json")
    return try JSONDecoder().decode(RandomFixtures.self, from: Data(contentsOf: file))
  }
}

final class GeneratorTests: XCTestCase {
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  /// log, sqrt and cos are each off by at most one unit in the last place on either side.
  private func expectClose(_ got: [Double], _ expected: [Double], _ what: String) {
    XCTAssertEqual(got.count, expected.count, what)
    for (a, b) in zip(got, expected) {
      XCTAssertEqual(a, b, accuracy: 8 * 0x1p-53 * max(abs(b), 1), what)
    }
  }

  // MARK: State

  func testStatesAreThoseOfPyTorch() throws {
    for fixture in try RandomFixtures.load().states {
      let what = "seed \(fixture.seed)"
      var generator = Generator(seed: fixture.seed)
      for _ in 0..<fixture.normals { _ = generator.normal() }
      for _ in 0..<fixture.bits { _ = generator.next32() }
      let expected = Array(fixture.state)
      // The kept normal number may differ in its last bit.
      let kept = 24 + 8 * 624 + 8..<24 + 8 * 624 + 16
      let differing = zip(generator.state, expected).enumerated()
        .filter { $1.0 != $1.1 && !kept.contains($0) }.map(\.offset)
      // Where all 624 numbers are spent the place of the next one says nothing.
      let isSpent = expected[8] == 1 && expected[9] == 0
      XCTAssertEqual(isSpent ? differing.filter { $0 / 8 != 2 } : differing, [], what)

      var restored = try Generator(state: expected)
      XCTAssertEqual(restored.seed, fixture.seed, what)
      expectClose((0..<3).map { _ in restored.normal() }, fixture.normal, what)
      let uniform = (0..<700).map { _ in restored.uniformDouble() }
      XCTAssertEqual(Array(uniform.suffix(3)), fixture.uniform, what)
    }
  }

  func testARestoredGeneratorGoesOnAlike() throws {
    for dialect in [Generator.Dialect.pyTorch, .torch7] {
      for draws in [0, 1, 2, 3, 623, 624, 625, 1248] {
        var generator = Generator(seed: 3, dialect: dialect)
        _ = generator.normal()
        for _ in 0..<draws { _ = generator.next32() }
        var restored = try Generator(state: generator.state)
        XCTAssertEqual(restored.dialect, dialect)
        XCTAssertEqual(restored.state, generator.state)
        for _ in 0..<3 {
          XCTAssertEqual(restored.normal(), generator.normal())
          XCTAssertEqual(restored.next64(), generator.next64())
        }
      }
    }
  }

  func testTheDefaultGeneratorIsSavedAndRestored() throws {
    manualSeed(11)
    _ = Tensor.randn(3)
    let saved = Generator.default.state
    let first = [Tensor.randn(5), .rand(20), .randn(40), .randperm(9)]
    Generator.default = try Generator(state: saved)
    for (a, b) in zip(first, [Tensor.randn(5), .rand(20), .randn(40), .randperm(9)]) {
      XCTAssertTrue(a.equals(b))
    }
  }

  func testWhatIsNoState() {
    func expectError(_ words: String, _ state: [UInt8], line: UInt = #line) {
      XCTAssertThrowsError(try Generator(state: state), line: line) {
        XCTAssertEqual("\($0)", "generator state: " + words, line: line)
      }
    }
    expectError("12 bytes; PyTorch's has 5056, Torch7's 5048", [UInt8](repeating: 0, count: 12))
    expectError(
      "0 numbers left after number 0 of 624", [UInt8](repeating: 0, count: 5056))
    var state = Generator(seed: 1).state
    state[24 + 8 * 5 + 4] = 1
    expectError("number 5 takes more than 32 bits", state)
    state = Generator(seed: 1).state
    state[8] = 7
    expectError("7 numbers left after number 0 of 624", state)
  }

  func testWholeNumbersAreThoseOfPyTorch() throws {
    for fixture in try RandomFixtures.load().integers {
      manualSeed(31)
      XCTAssertEqual(
        Tensor.randint(fixture.low..<fixture.high, [6]).ints(), fixture.numbers,
        "\(fixture.low)..<\(fixture.high)")
    }
  }

  // MARK: Torch7

  func testDrawsAsTorch7() throws {
    for fixture in try RandomFixtures.load().torch7 {
      let what = "seed \(fixture.seed)"
      manualSeed(fixture.seed, dialect: .torch7)
      XCTAssertEqual(Tensor.rand(5, dtype: .float64).doubles(), fixture.uniform, what)
      expectClose(Tensor.randn(3, dtype: .float64).doubles(), fixture.normalsBefore, what)
      XCTAssertEqual(
        Tensor.uniform([1], -1..<2, dtype: .float64).item(), fixture.between, what)
      expectClose(Tensor.randn(20, dtype: .float64).doubles(), fixture.normalsAfter, what)
      XCTAssertEqual(Tensor.randperm(10).ints(), fixture.permutation, what)
      XCTAssertEqual(Tensor.randint(-2..<5, [6]).ints(), fixture.integers, what)
    }
  }

  func testTorch7RoundsItsDoublesToOtherDTypes() {
    for dtype in [DType.float32, .float16] {
      manualSeed(5, dialect: .torch7)
      let wide = Tensor.randn(20, dtype: .float64)
      let uniform = Tensor.rand(4, dtype: .float64)
      manualSeed(5, dialect: .torch7)
      XCTAssertTrue(Tensor.randn(20, dtype: dtype).equals(wide.to(dtype)), "\(dtype)")
      XCTAssertTrue(
        Tensor.rand(4, dtype: dtype).equals(uniform.to(.float32).to(dtype)), "\(dtype)")
    }
  }

  func testRangesBeyondInt64Halves() {
    var generator = Generator(seed: 1)
    for _ in 0..<100 {
      let number = generator.integer(in: Int.min..<Int.max)
      XCTAssertNotEqual(number, Int.max)
    }
  }

  func testSeedsAreToldAndThreadsAreIndependent() {
    manualSeed(42)
    XCTAssertEqual(Generator.default.seed, 42)
    let other = Thread { manualSeed(43) }
    other.start()
    while !other.isFinished { Thread.sleep(forTimeInterval: 0.001) }
    XCTAssertEqual(Generator.default, Generator(seed: 42))
  }
}
