import Foundation
import XCTest

@testable import Toolchain

final class UserTasksTests: XCTestCase {
  func testProcessesThatWereStartedCount() throws {
    let sleepers = try (0..<20).map { _ in
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sleep")
      process.arguments = ["60"]
      try process.run()
      return process
    }
    defer { for sleeper in sleepers { sleeper.terminate() } }
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(UserTasks.count), 20)
  }
}
