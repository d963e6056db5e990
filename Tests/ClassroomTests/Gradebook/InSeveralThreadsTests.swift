import Synchronization
import XCTest

@testable import Classroom

/// Work that is done in several threads, which take what there is to do.
final class InSeveralThreadsTests: XCTestCase {
  private struct Stop: Error {}

  func testAllIsDoneOnceByTheEnd() throws {
    for count in [0, 1, 3, 5000] {
      let done = Mutex<[Int]>([])
      try inSeveralThreads(4, takingFrom: Array(0..<count)) { thread, next in
        XCTAssertTrue((0..<4).contains(thread))
        while let number = next() { done.withLock { $0.append(number) } }
      }
      XCTAssertEqual(done.withLock { $0.sorted() }, Array(0..<count))
    }
  }

  func testValuesAreTakenInOrder() throws {
    try inSeveralThreads(4, takingFrom: Array(0..<5000)) { _, next in
      var last = -1
      while let number = next() {
        XCTAssertGreaterThan(number, last)
        last = number
      }
    }
  }

  func testAnErrorEndsAllAndIsThrown() {
    let taken = Mutex(0)
    XCTAssertThrowsError(
      try inSeveralThreads(4, takingFrom: Array(0..<100_000)) { _, next in
        while let number = next() {
          taken.withLock { $0 += 1 }
          if number == 40 { throw Stop() }
          Thread.sleep(forTimeInterval: 0.001)
        }
      }
    ) { XCTAssertTrue($0 is Stop) }
    XCTAssertLessThan(taken.withLock { $0 }, 100_000)
  }

  func testAnErrorWaitsForTheOthers() {
    let ended = Mutex(0)
    XCTAssertThrowsError(
      try inSeveralThreads(4, takingFrom: Array(0..<4)) { _, next in
        guard let number = next() else { return }
        if number == 0 { throw Stop() }
        Thread.sleep(forTimeInterval: 0.01)
        ended.withLock { $0 += 1 }
        while next() != nil { ended.withLock { $0 += 1 } }
      })
    let count = ended.withLock { $0 }
    Thread.sleep(forTimeInterval: 0.05)
    XCTAssertEqual(ended.withLock { $0 }, count)
  }
}
