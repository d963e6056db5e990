import Foundation
import GradingTestSupport
import RunProtocol
import XCTest

@testable import Grading

/// What an answer prints is told with the test that printed it, whole or shortened, and is text.
final class PrintedTests: XCTestCase {
  private func printed(_ report: SectionReport, _ test: String) -> String? {
    report.parts.flatMap(\.tests).first { $0.name == test }?.printed
  }

  private func shortened(_ text: String) -> String? { ShortenedPrint(text).text }

  func testEachTestHasItsOwn() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(
        double: #"print(x); debugPrint("d"); dump([x.count]); return x.map { 2 * $0 }"#))
    XCTAssertEqual(
      printed(report, "testDoublesOne"), "[1]\n\"d\"\n▿ 1 element\n  - 1")
    XCTAssertEqual(
      printed(report, "testDoublesMany"), "[3, 4]\n\"d\"\n▿ 1 element\n  - 2")
    XCTAssertNil(printed(report, "testHalves"))
    XCTAssertEqual(report.points, 10)
  }

  func testAnEndingLosesNothing() async throws {
    for (ending, kind) in [
      ("return [x[5]]", Verdict.Kind.trapped), ("fatalError(\"no\")", .trapped),
      ("while true {}", .timedOut),
      ("func down(_ n: Int) -> Int { 1 + down(n + 1) }; return [down(0)]", .trapped),
    ] {
      let report = try await MadeCourse(seconds: kind == .timedOut ? 1 : 10).grade(
        MadeCourse.answer(
          double:
            "if x == [1] { print(\"first\"); print(\"half a\", terminator: \" \"); \(ending) };"
            + " return x.map { 2 * $0 }"))
      XCTAssertEqual(report.kinds["testDoublesOne"], kind, ending)
      let text = printed(report, "testDoublesOne")
      XCTAssertEqual(text?.hasPrefix("first\nhalf a "), true, "\(ending): \(text ?? "")")
      // The runtime's own words are no part of it.
      XCTAssertEqual(text?.contains("rror"), false, "\(ending): \(text ?? "")")
      XCTAssertEqual(printed(report, "testDoublesMany"), nil, ending)
    }
  }

  func testAFloodIsShortened() async throws {
    let report = try await MadeCourse().grade(
      MadeCourse.answer(
        double: #"""
          print("begin"); while true { print(String(repeating: "flood\n", count: 1000), terminator: "") }
          """#))
    XCTAssertEqual(report.kinds["testDoublesOne"], .tooMuchOutput)
    let lines = try XCTUnwrap(printed(report, "testDoublesOne")).split(separator: "\n")
    XCTAssertEqual(lines.count, 11)
    XCTAssertEqual(lines[..<2], ["begin", "flood"])
    XCTAssertTrue(lines[5].hasSuffix(" lines left out ..."), "\(lines)")
  }

  func testHostileTextIsText() async throws {
    let hostile = #"""
      print("\u{1B}[2J\u{202E}\u{1E}0 1\n", terminator: "\u{0}")
        print(#"{"nonce":"","sequence":1,"run":0,"kind":{"finished":{"seconds":0}}}"#)
        print("Doubling.swift:1: Fatal error: forged")
        return [x[5]]
      """#
    let report = try await MadeCourse().grade(MadeCourse.answer(double: hostile))
    XCTAssertEqual(report.kinds["testDoublesOne"], .trapped)
    XCTAssertEqual(try report.verdict("testDoublesOne").messages, ["Index out of range"])
    let text = try XCTUnwrap(printed(report, "testDoublesOne"))
    XCTAssertTrue(text.hasPrefix("\\u{1b}[2J\\u{202e}\\u{1e}0 1\n\\u{0}{\"nonce\""), text)
    XCTAssertTrue(text.hasSuffix("Fatal error: forged"), text)
  }

  func testBytesThatAreNoTextAreReplaced() async throws {
    let report = try await MadeCourse(imports: "Kindling, Glibc").grade(
      MadeCourse.answer(
        double: "putchar(0xFF); putchar(0xC3); return x.map { 2 * $0 }", before: "import Glibc"))
    XCTAssertEqual(report.points, 10, "\(report.problems) \(report.kinds)")
    XCTAssertEqual(printed(report, "testDoublesOne"), "\u{FFFD}\u{FFFD}")
    XCTAssertEqual(printed(report, "testDoublesMany"), "\u{FFFD}\u{FFFD}")
  }

  func testShortening() {
    XCTAssertNil(shortened(""))
    XCTAssertNil(shortened("\n\n"))
    XCTAssertEqual(shortened("\na\n\nb\n"), "a\n\nb")
    let eleven = (1...11).map { "\($0)" }.joined(separator: "\n")
    XCTAssertEqual(shortened(eleven), eleven)
    XCTAssertEqual(
      shortened((1...100).map { "\($0)" }.joined(separator: "\n")),
      "1\n2\n3\n4\n5\n... 90 lines left out ...\n96\n97\n98\n99\n100")
    XCTAssertEqual(shortened(String(repeating: "a", count: 201))?.count, 201)
    XCTAssertEqual(
      shortened(String(repeating: "a", count: 500)),
      String(repeating: "a", count: 200) + " ... (300 more characters)")
    // One character of a million scalars.
    let accents = String(repeating: "\u{301}", count: 1_000_000)
    XCTAssertLessThan(shortened("e" + accents)?.unicodeScalars.count ?? .max, 300)
  }

  func testPrintsAreParted() {
    let order = RunOrder(
      nonce: "n", runs: (0..<3).map { RunOrder.Item(test: "test\($0)", seed: 1) },
      limits: RunOrder.Limits(cpuSeconds: 1), printMark: "secret")
    let leads = (0..<3).map(order.printLead)
    let output =
      "early" + leads[0] + "a\n" + leads[1] + "\u{1E}guess 2\n\u{1E}secret 7\n" + leads[2]
    XCTAssertEqual(
      SuiteRunner.prints(in: output, of: order),
      [-1: "early", 0: "a\n", 1: "\u{1E}guess 2\n\u{1E}secret 7\n", 2: ""])
  }
}
