import Foundation
import Toolchain
import XCTest

final class CrashReportTests: XCTestCase {
  func testFindsTheMessageAmongOtherOutput() {
    let error = """
      printed before
      Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range
      swift-runtime: failed to suspend thread 4

      *** Signal 4: Backtracing from 0x7f... done ***
      """
    XCTAssertEqual(CrashReport.fatalMessage(in: error), "Index out of range")
    XCTAssertEqual(
      CrashReport.fatalMessage(in: "Kindling/Failure.swift:8: Fatal error: one\ntwo\n*** Signal"),
      "one\ntwo")
    XCTAssertNil(CrashReport.fatalMessage(in: "no trap"))
    for (said, told) in [
      ("M/M.swift:3: Precondition failed: too few rows", "Precondition failed: too few rows"),
      ("M/M.swift:3: Precondition failed\n", "Precondition failed, without a message"),
      ("M/M.swift:3: Fatal error\n*** Signal", "Fatal error, without a message"),
      ("M/M.swift:3: Fatal error: \n\nafter two\n\nand one\n\n*** Signal", "after two\n\nand one"),
      (
        "M/M.swift:3: Fatal error: a\u{0C}b\u{85}c\u{2028}d\r\ne\n", "a\u{0C}b\u{85}c\u{2028}d\r\ne"
      ),
      ("M/M.swift:3: Fatal error: \u{301}well\n", "\u{301}well"),
      (
        "Could not cast value of type 'L.Abs' (0x55e7d5eeb090) to 'L.Sum' (0x55e7d5eeb0e8).\n\n***",
        "Could not cast value of type 'L.Abs' to 'L.Sum'"
      ),
      (
        "Simultaneous accesses to 0x5566c, but modification requires exclusive access.\nPrevious",
        "Simultaneous accesses to one variable, but modification requires exclusive access"
      ),
      (
        "Fatal error: Attempted to read an unowned reference but object 0x55 was already destroyed\n",
        "Attempted to read an unowned reference but object 0x55 was already destroyed"
      ),
    ] {
      XCTAssertEqual(CrashReport.fatalMessage(in: said), told)
    }
  }

  func testFindsTheLineThatATrapNames() {
    let said = "M/M.swift:3: Fatal error: Unexpectedly found nil\n\n*** Signal 4\n"
    XCTAssertEqual(CrashReport.fatalLine(in: said, of: URL(filePath: "/tmp/M.swift")), 3)
    XCTAssertEqual(CrashReport.fatalLine(in: said, of: URL(filePath: "/tmp/MTests.swift")), nil)
    let inTheLibrary = said + "Kindling/Failure.swift:8: Fatal error: one"
    XCTAssertEqual(CrashReport.fatalLine(in: inTheLibrary, of: URL(filePath: "/tmp/M.swift")), nil)
  }

  func testReadsTheFramesOfTheCrashedThread() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    XCTAssertNil(CrashReport(in: folder))
    let json = """
      {"description": "Illegal instruction", "threads": [{"frames": [
        {"kind": "programCounter", "symbol": "$sS"},
        {"kind": "returnAddress", "sourceLocation": {"file": "/b/L.swift", "line": 9, "column": 1}},
        {"kind": "returnAddress", "sourceLocation": {"file": "/b/A.swift", "line": 0, "column": 0}},
        {"kind": "returnAddress", "sourceLocation": {"file": "/b/A.swift", "line": 2, "column": 11}},
        {"kind": "truncated"}]}]}
      """
    try json.write(
      to: folder.appending(path: "a-1-0.json"), atomically: true, encoding: .utf8)
    let report = try XCTUnwrap(CrashReport(in: folder))
    XCTAssertEqual(report.reason, "Illegal instruction")
    let place = report.firstPlace(in: URL(filePath: "/b/A.swift"))
    XCTAssertEqual(place?.line, 2)
    XCTAssertEqual(place?.column, 11)
    XCTAssertNil(report.firstPlace(in: URL(filePath: "/b/B.swift")))
  }
}
