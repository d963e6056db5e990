import Synchronization
import XCTest

@testable import Classroom

/// Work that is done in several threads while one passes on more of it.
final class InSeveralThreadsTests: XCTestCase {
  private struct Stop: Error {}

  func testAllIsDoneOnceByTheEnd() throws {
    for count in [0, 1, 31, 32, 33, 5000] {
      let done = Mutex<[Int]>([])
      try inSeveralThreads { (number: Int) in
        done.withLock { $0.append(number) }
      } of: { pass in
        for number in 0..<count { try pass(number) }
      }
      XCTAssertEqual(done.withLock { $0.sorted() }, Array(0..<count))
    }
  }

  func testAnErrorOfTheWorkEndsBoth() {
    let passed = Mutex(0)
    XCTAssertThrowsError(
      try inSeveralThreads { (number: Int) in
        if number == 40 { throw Stop() }
      } of: { pass in
        while true {
          try pass(passed.withLock { $0 })
          passed.withLock { $0 += 1 }
        }
      }
    ) { XCTAssertTrue($0 is Stop) }
    // The last values may fail after all were passed on.
    XCTAssertThrowsError(
      try inSeveralThreads { (_: Int) in
        throw Stop()
      } of: {
        try $0(1)
      })
  }

  func testAnErrorWhilePassingOnWaitsForTheWork() {
    let done = Mutex(0)
    XCTAssertThrowsError(
      try inSeveralThreads { (_: Int) in
        Thread.sleep(forTimeInterval: 0.001)
        done.withLock { $0 += 1 }
      } of: { pass in
        for number in 0..<64 { try pass(number) }
        throw Stop()
      })
    XCTAssertEqual(done.withLock { $0 }, 64)
  }
}
