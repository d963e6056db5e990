import Foundation
import XCTest

@testable import Answers

final class BoundedWorkTests: XCTestCase {
  /// On a busy machine a thread waits as this one sleeps: that is not its own time.
  func testTimeWithoutAProcessorDoesNotCount() {
    let read = boundedWork(seconds: 0.25) {
      Thread.sleep(forTimeInterval: 1)
      return "read"
    }
    XCTAssertEqual(read, "read")
  }

  func testWorkThatUsesItsTimeIsGivenUp() {
    let isOver = DispatchSemaphore(value: 0)
    defer { isOver.signal() }
    let read = boundedWork(seconds: 0.25) {
      while isOver.wait(timeout: .now()) == .timedOut {}
      return "read"
    }
    XCTAssertNil(read)
  }
}
