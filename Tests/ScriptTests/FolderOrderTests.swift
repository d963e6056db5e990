import Foundation
import TestSupport
import Toolchain
import XCTest

/// The folders of a module have an order, `Tests/Structure/folder_order.py`: a file uses nothing of
/// a folder that comes after its own.
final class FolderOrderTests: XCTestCase {
  func testNoFolderUsesOneThatComesAfterIt() async throws {
    let python = try XCTUnwrap(SwiftToolchain.executable(named: "python3"))
    let build = try XCTUnwrap(Bundle.main.executableURL).deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: build.appending(path: "index/store").path) else {
      throw XCTSkip("a release build has no index, from which uses are read")
    }
    let result = try await Program(
      python, ["Tests/Structure/check_order.py", build.path], directory: Repository.root,
      seconds: 120
    ).run()
    XCTAssertTrue(result.isSuccess, result.error)
  }
}
