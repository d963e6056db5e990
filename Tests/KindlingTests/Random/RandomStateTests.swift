import Foundation
import Kindling
import XCTest

/// NumPy's numbers, digit for digit.
final class RandomStateTests: XCTestCase {
  private struct Fixture: Decodable {
    struct Integers: Decodable {
      let low: Int, high: Int, numbers: [Int]
      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        low = try list.decode(Int.self)
        high = try list.decode(Int.self)
        numbers = try list.decode([Int].self)
      }
    }
    let seed: UInt64
    let rand: [Double], randn: [Double], sample: Double, uniform: [Double], normal: [Double]
    let one: Double, integers: [Integers], permutation: [Int], rows: [Double], shuffled: [Int]
    let shuffledRows: [Double], choice: [[Int]], last: Double
  }

  private struct File: Decodable { let numpy: [Fixture] }

  private func fixtures() throws -> [Fixture] {
    let file = FileFixtures.folder.deletingLastPathComponent().appending(path: "random.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).numpy
  }

  func testDrawsAsNumPy() throws {
    for fixture in try fixtures() {
      let what = "seed \(fixture.seed)"
      var random = RandomState(fixture.seed)
      XCTAssertEqual(random.rand(3, 2).doubles(), fixture.rand, what)
      XCTAssertEqual(random.randn(5).doubles(), fixture.randn, what)
      XCTAssertEqual(random.randomSample(), fixture.sample, what)
      XCTAssertEqual(random.uniform(-2, 3, [4]).doubles(), fixture.uniform, what)
      XCTAssertEqual(
        random.normal(mean: 5, standardDeviation: 0.1, [4]).doubles(), fixture.normal, what)
      XCTAssertEqual(random.standardNormal(), fixture.one, what)
      for integers in fixture.integers {
        XCTAssertEqual(
          random.randint(integers.low..<integers.high, [6]).ints(), integers.numbers, what)
      }
      XCTAssertEqual(random.permutation(10).ints(), fixture.permutation, what)
      let rows = Tensor.arange(0.0, 12.0).view(6, 2)
      XCTAssertEqual(random.permutation(rows).doubles(), fixture.rows, what)
      var list = Array(0..<9)
      random.shuffle(&list)
      XCTAssertEqual(list, fixture.shuffled, what)
      random.shuffle(rows)
      XCTAssertEqual(rows.doubles(), fixture.shuffledRows, what)
      let p = [0.1, 0, 0.4, 0.3, 0.2]
      XCTAssertEqual(random.choice(7, 5).ints(), fixture.choice[0], what)
      XCTAssertEqual(random.choice(7, 5, replace: false).ints(), fixture.choice[1], what)
      XCTAssertEqual(random.choice(5, 8, probabilities: p).ints(), fixture.choice[2], what)
      XCTAssertEqual(
        random.choice(5, 4, replace: false, probabilities: p).ints(), fixture.choice[3], what)
      XCTAssertEqual(random.choice(Tensor([3, 1, 4, 1, 5]), 4).ints(), fixture.choice[4], what)
      XCTAssertEqual(random.rand().item(), fixture.last, what)
    }
  }

  func testSeedsAndShapes() {
    var random = RandomState(3)
    let first = random.randn(2, 2)
    XCTAssertEqual(first.dtype, .float64)
    XCTAssertEqual(first.shape, [2, 2])
    random.seed(3)
    XCTAssertTrue(random.randn(2, 2).equals(first))
    RandomState.default.seed(3)
    XCTAssertTrue(RandomState.default.randn(2, 2).equals(first))
    XCTAssertTrue((-5..<5).contains(random.randint(-5..<5)))
    XCTAssertEqual(random.choice(Tensor([[1, 2]]), 3).ints(), [1, 2, 1, 2, 1, 2])
  }
}
