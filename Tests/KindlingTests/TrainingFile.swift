import Foundation
import Kindling
import TestSupport
import XCTest

/// What Tests/Fixtures/make_training.py wrote: PyTorch's layers, losses, optimizers and runs.
struct TrainingFile: Decodable {
  typealias Packed = GoldenFile.Packed

  /// A loss or a layer's function on given inputs.
  struct Case: Decodable {
    let op: String
    let inputs: [Packed?]
    let frozen: [Int]
    let arguments: Arguments
    let terms: Int
    let result: Packed
    let node: String
    let cotangent: Packed
    let gradients: [Packed?]
  }

  struct Arguments: Decodable {
    let reduction: String?
    let beta: Double?, labelSmoothing: Double?, gamma: Double?, minimum: Double?
    let ignoreIndex: Int?, padding: Int?, every: Int?
    let logTarget: Bool?
    let normalized: [Int]?
  }

  struct Layer: Decodable {
    struct Entry: Decodable {
      let name: String
      let tensor: Packed
    }
    let name: String, description: String
    let seed: UInt64
    let arguments: [Int]
    let state: [Entry]
    let inputs: [Packed], results: [Packed]
  }

  struct Filled: Decodable {
    let name: String
    let shape: [Int]
    let seed: UInt64
    let result: Packed
  }

  struct Dropped: Decodable {
    let seed: UInt64
    let p: Double, next: Double
    let transposed: Bool
    let input: Packed, result: Packed
  }

  struct Problem: Decodable {
    let a: Packed, b: Packed
    let starts: [Packed]
  }

  struct Optimized: Decodable {
    struct Options: Decodable {
      let lr: Double?, momentum: Double?, dampening: Double?, weight_decay: Double?, eps: Double?
      let alpha: Double?, rho: Double?, lr_decay: Double?, initial_accumulator_value: Double?
      let beta1: Double?, beta2: Double?, momentum_decay: Double?
      let nesterov: Bool?, centered: Bool?, amsgrad: Bool?, maximize: Bool?
    }
    struct Point: Decodable {
      let steps: Int
      let parameters: [Packed]
    }
    let name: String
    let options: Options
    let points: [Point]
  }

  struct Scheduled: Decodable {
    let name: String
    let arguments: Arguments
    let measures: [Double]
    let rates: [[Double]]
  }

  struct Chain: Decodable {
    let names: [String]
    let byHand: [Double]?
    let rates: [Double]
  }

  struct Clipped: Decodable {
    let maximum: Double, norm: Double
    let p: GoldenFile.Number
    let gradients: [Packed], results: [Packed]
  }

  struct Loaded: Decodable {
    let seed: UInt64
    let own: UInt64?
    let count: Int, batch: Int, batches: Int
    let shuffle: Bool, dropLast: Bool
    let epochs: [[[Int]]]
    let next: Double
  }

  struct Split: Decodable {
    let seed: UInt64
    let count: Int
    let lengths: [Double]
    let parts: [[Int]]
  }

  struct Sentence: Decodable {
    let text: String
    let label: Int
  }

  struct Run: Decodable {
    let losses: [Double]
    let final: [Packed]
  }

  let cases: [Case]
  let layers: [Layer]
  let inits: [Filled]
  let drops: [Dropped]
  let descriptions: [String]
  let problem: Problem
  let optimizers: [Optimized]
  let schedules: [Scheduled]
  let chains: [Chain]
  let clips: [Clipped]
  let loaders: [Loaded]
  let splits: [Split]
  let sonnet: String
  let sentences: [Sentence]
  let runs: [String: Run]

  static func load() throws -> TrainingFile {
    let fixtures = Repository.root.appending(path: "Tests/Fixtures/training.json")
    return try JSONDecoder().decode(TrainingFile.self, from: Data(contentsOf: fixtures))
  }
}

/// Fails unless every element is within `relative` of the expected one's size, or of `scale`.
func assertClose(
  _ got: Tensor, _ expected: Tensor, relative: Double, scale: Double = 0, _ what: String,
  file: StaticString = #filePath, line: UInt = #line
) {
  XCTAssertEqual(got.shape, expected.shape, "\(what): shape", file: file, line: line)
  XCTAssertEqual(got.dtype, expected.dtype, "\(what): dtype", file: file, line: line)
  guard got.shape == expected.shape else { return }
  for (index, (a, b)) in zip(got.doubles(), expected.doubles()).enumerated() {
    let same = a == b || (a.isNaN && b.isNaN)
    XCTAssert(
      same || Swift.abs(a - b) <= relative * Swift.max(Swift.abs(b), scale),
      "\(what): element \(index) is \(a), PyTorch has \(b)", file: file, line: line)
  }
}

extension DType {
  /// Half the distance from 1 to the next number.
  var roundoff: Double { self == .float64 ? 0x1p-53 : self == .float16 ? 0x1p-11 : 0x1p-24 }
}
