import Kindling
import XCTest

/// Files changed at random are read or refused; they never stop the program.
final class DamagedFileTests: XCTestCase {
  /// Reads `count` variants of the file, each with a few bytes changed, cut out or put in within
  /// the given part of it.
  private func mutate(
    _ name: String, _ count: Int, within part: Range<Int>, _ read: ([UInt8]) throws -> Void
  ) throws {
    let whole = try FileFixtures.bytes(name)
    var generator = Generator(seed: 99)
    let telling = Array("{}[](),:'\"\\0123456789-<>|ftTFU\u{0}\u{ff}".utf8)
    var refused = 0
    for _ in 0..<count {
      var bytes = whole
      for _ in 0...generator.integer(in: 0..<4) {
        let place = generator.integer(in: part.clamped(to: 0..<bytes.count))
        let byte =
          generator.integer(in: 0..<2) == 0
          ? telling[generator.integer(in: 0..<telling.count)]
          : UInt8(generator.integer(in: 0..<256))
        switch generator.integer(in: 0..<4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(byte, at: place)
        default: bytes[place] = byte
        }
      }
      do { try read(bytes) } catch {
        XCTAssert(error is FileError, "\(error)")
        refused += 1
      }
    }
    XCTAssertGreaterThan(refused, count / 4)
  }

  func testNPY() throws {
    try mutate("rows-float64.npy", 2000, within: 0..<128) { bytes in
      let tensor = try Tensor.load(bytes: bytes)
      XCTAssertLessThan(tensor.elementCount, 1000)
      _ = tensor.doubles()
    }
  }

  func testNPZ() throws {
    for name in ["stored.npz", "packed.npz", "wide.npz"] {
      let length = try FileFixtures.bytes(name).count
      // The whole archive, then its directory and end record, where most of its structure is.
      for part in [0..<length, length - 500..<length] {
        try mutate(name, 700, within: part) { bytes in
          for tensor in try NPZ.load(bytes: bytes).values { _ = tensor.doubles() }
        }
      }
    }
  }

  func testAMemberOfTwoNames() throws {
    var bytes = try FileFixtures.bytes("stored.npz")
    // The first letter of the first member's name, in the header before its contents.
    bytes[30] ^= 1
    XCTAssertThrowsError(try NPZ.load(bytes: bytes)) {
      XCTAssertTrue("\($0)".contains("has another name in its own header"), "\($0)")
    }
  }

  func testSafeTensors() throws {
    try mutate("all.safetensors", 2000, within: 0..<800) { bytes in
      for tensor in try SafeTensors.load(bytes: bytes).values { _ = tensor.doubles() }
    }
  }
}
