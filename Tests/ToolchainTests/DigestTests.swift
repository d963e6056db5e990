import Foundation
import Toolchain
import XCTest

final class DigestTests: XCTestCase {
  func testTheSameTextsGiveTheSameDigest() {
    XCTAssertEqual(Digest("a", "b"), Digest("a", "b"))
    // FNV-1a of the byte 0xFF that ends every text: the same in every run and on every machine.
    XCTAssertEqual("\(Digest(""))", "af64724c8602eb6e")
  }

  func testWhereATextEndsMakesADifference() {
    XCTAssertNotEqual(Digest("ab", "c"), Digest("a", "bc"))
    XCTAssertNotEqual(Digest("a"), Digest("a", ""))
  }

  func testAFileThatIsReplacedHasAnotherStatus() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID()).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    func status() -> Digest {
      var digest = Digest()
      digest.add(statusOf: file)
      return digest
    }
    let missing = status()
    try Data("one".utf8).write(to: file, options: .atomic)
    let first = status()
    XCTAssertEqual(status(), first)
    try Data("two!".utf8).write(to: file, options: .atomic)
    XCTAssertEqual(Set([missing, first, status()]).count, 3)
  }
}
