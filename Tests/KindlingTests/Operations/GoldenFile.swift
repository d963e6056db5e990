import Foundation
import Kindling
import TestSupport

/// What Tests/Fixtures/make_golden.py wrote: PyTorch's own results.
struct GoldenFile: Decodable {
  struct Packed: Decodable {
    let shape: [Int]
    let dtype: String
    let values: [Number]

    var tensor: Tensor {
      let dtype = DType.allCases.first { $0.description == self.dtype }!
      let data =
        dtype.isFloatingPoint
        ? Tensor(values.map(\.value), dtype: dtype)
        : Tensor(values.map { $0.whole ?? Int($0.value) }, dtype: dtype)
      return data.view(Shape(shape))
    }
  }

  /// A JSON number or truth value, or the name of one that JSON cannot write.
  struct Number: Decodable {
    let value: Double
    /// The number as an integer, which a `Double` may not hold.
    let whole: Int?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      whole = try? container.decode(Int.self)
      if let number = try? container.decode(Double.self) {
        value = number
      } else if let flag = try? container.decode(Bool.self) {
        value = flag ? 1 : 0
      } else {
        value = Double(try container.decode(String.self))!
      }
    }
  }

  /// One operation on given inputs.
  struct Case: Decodable {
    let op: String
    let inputs: [Packed]
    let strided: [Int]
    let arguments: Arguments
    let terms: Int
    let result: Packed
    let name: String?
    let cotangent: Packed?
    let gradients: [Packed?]?
    let gradientTerms: Int?
    /// Whether each element is compared by its own size.
    let strict: Bool?
  }

  struct Arguments: Decodable {
    let dim: Int?, index: Int?, start: Int?, length: Int?
    let keepDim: Bool?
    let exponent: Double?, slope: Double?, alpha: Double?, beta: Double?
    let low: Number?, high: Number?
    let size: Int?
    let equation: String?
    let dtype: String?, reduction: String?
    let shape: [Int]?, dims: [Int]?
  }

  struct Options: Decodable {
    let precision: Int?, threshold: Int?, edgeItems: Int?, lineWidth: Int?, scientific: Bool?
  }

  struct Printed: Decodable {
    let tensor: Packed
    let requiresGrad: Bool
    let text: String
    let options: Options?
  }

  struct Drawn: Decodable {
    struct Step: Decodable {
      let name: String
      let arguments: [Int]
      let result: Packed
    }
    let seed: UInt64
    let steps: [Step]
  }

  let cases: [Case]
  let printed: [Printed]
  let drawn: [Drawn]

  static func load() throws -> GoldenFile {
    let fixtures = Repository.root.appending(path: "Tests/Fixtures/golden.json")
    return try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: fixtures))
  }
}
