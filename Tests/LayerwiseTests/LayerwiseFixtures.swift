import Foundation
import Layerwise
import TestSupport
import XCTest

/// What Tests/Fixtures/make_layerwise.py wrote.
struct LayerwiseFixtures: Decodable {
  struct Packed: Decodable {
    let shape: [Int]
    let values: [Double]
    var tensor: Tensor { Tensor(values, dtype: .float64).view(Shape(shape)) }
  }

  /// One module or criterion on given inputs.
  struct Case: Decodable {
    let name: String
    let inputs: [Packed], parameters: [Packed], targets: [Packed]
    let outputs: [Packed], gradOutputs: [Packed]
    let gradInputs: [Packed], gradParameters: [Packed]
  }

  let cases: [Case]
  /// The losses of the notebook's section 4.
  let losses: [Double]

  static func load() throws -> LayerwiseFixtures {
    let file = Repository.root.appending(path: "Tests/Fixtures/layerwise.json")
    return try JSONDecoder().decode(LayerwiseFixtures.self, from: Data(contentsOf: file))
  }
}

/// Fails unless both are equal up to rounding: sums of at most 20 numbers, and functions that are
/// off by a few units in the last place on either side.
func expectClose(
  _ got: Tensor, _ expected: Tensor, _ what: String, line: UInt = #line
) {
  XCTAssertEqual(got.shape, expected.shape, what, line: line)
  XCTAssertEqual(got.dtype, .float64, what, line: line)
  guard got.shape == expected.shape else { return }
  let (got, expected) = (got.doubles(), expected.doubles())
  let bound = 48 * 0x1p-53 * expected.reduce(1) { max($0, abs($1)) }
  for (index, pair) in zip(got, expected).enumerated() {
    XCTAssertEqual(pair.0, pair.1, accuracy: bound, "\(what), element \(index)", line: line)
  }
}

extension Tensor {
  /// float64 numbers of a fixed sequence.
  static func sample(_ sizes: Int...) -> Tensor {
    var generator = Generator(seed: 12)
    return .uniform(Shape(sizes), -2..<2, dtype: .float64, using: &generator)
  }
}
