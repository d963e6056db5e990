import Foundation
import TestSupport
import Toolchain
import XCTest

/// No ten lines in a row occur twice: `Tests/Structure/repeated_blocks.py` says what counts.
final class RepeatedBlocksTests: XCTestCase {
  func testNoBlockOccursTwice() async throws {
    let python = try XCTUnwrap(SwiftToolchain.executable(named: "python3"))
    let result = try await Program(
      python, ["Tests/Structure/repeated_blocks.py"], directory: Repository.root, seconds: 120
    ).run()
    XCTAssertTrue(result.isSuccess, result.error)
  }
}
