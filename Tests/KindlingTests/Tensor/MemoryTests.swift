import Kindling
import XCTest

final class MemoryTests: XCTestCase {
  /// Blocks this large are kept when they are given back, and given out again.
  private static let sizes = [500_000, 524_288, 524_289, 900_000, 2_100_000, 17_000_000]

  func testLargeTensorsNeverShareMemory() {
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      var held: [(tensor: Tensor, mark: Double)] = []
      for round in 0..<60 {
        let mark = Double(thread * 100 + round)
        held.append((.full([Self.sizes[round % Self.sizes.count]], mark), mark))
        if held.count > 4 { held.remove(at: round % 4) }
        for (tensor, mark) in held {
          XCTAssertEqual(tensor.min().item(), mark)
          XCTAssertEqual(tensor.max().item(), mark)
        }
      }
    }
  }

  func testZerosAreZeroWhereOtherNumbersWere() {
    for size in Self.sizes {
      for _ in 0..<3 {
        XCTAssertEqual(Tensor.full([size], 7).min().item(), 7)
        XCTAssertEqual(Tensor.zeros(size).abs().max().item(), 0)
      }
    }
  }
}
