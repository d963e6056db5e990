import Answers
import Course
import Foundation
import XCTest

@testable import Grading

/// Answers that are no plain, readable, reasonable files.
final class HostileFileTests: XCTestCase {
  private var course: TemporaryWorkbook!
  private var folder: URL!

  override func setUp() async throws {
    course = try TemporaryWorkbook(limits: "seconds: 10")
    folder = course.workbook.root.appending(path: "handed-in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDown() async throws {
    course = nil
  }

  private var file: URL { folder.appending(path: "AffineMaps.swift") }

  private func report() async throws -> SectionReport {
    let section = try course.section("AffineMaps")
    return try await Grader(workbook: course.workbook, seed: 1).grade(
      [section], answers: .folder(folder)
    ).sections[0]
  }

  private func assertUnreadable(
    _ words: String, file: StaticString = #filePath, line: UInt = #line
  ) async throws {
    let report = try await report()
    XCTAssertEqual(report.state, .unreadable, "\(report.messages)", file: file, line: line)
    XCTAssertEqual(report.points, 0, file: file, line: line)
    XCTAssertTrue(
      report.messages.contains { $0.contains(words) }, "\(report.messages)", file: file, line: line)
  }

  private func link(to target: URL) throws {
    try? FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: target)
  }

  func testALinkToTheSolution() async throws {
    try link(to: course.workbook.solution(course.section("AffineMaps")))
    try await assertUnreadable("AffineMaps.swift is a link: hand in the file itself")
  }

  func testALinkedFolder() async throws {
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "2-BuildingBlocks"),
      withDestinationURL: course.workbook.root.appending(path: "Solutions/2-BuildingBlocks"))
    try await assertUnreadable("2-BuildingBlocks is a link")
  }

  func testLinksThatLeadNowhereOrBack() async throws {
    for target in [file, folder.appending(path: "nowhere")] {
      try link(to: target)
      try await assertUnreadable("AffineMaps.swift is not there")
    }
  }

  func testDevices() async throws {
    for device in ["/dev/zero", "/dev/tty", "/dev/stdin"] {
      try link(to: URL(filePath: device))
      try await assertUnreadable("is a link")
    }
    let section = try course.section("AffineMaps")
    for device in ["/dev/zero", "/dev/null"] {
      let report = try await Grader(workbook: course.workbook, seed: 1).grade(
        [section], answers: .file(URL(filePath: device))
      ).sections[0]
      XCTAssertEqual(report.state, .unreadable)
      XCTAssertEqual(report.messages, ["\(device.dropFirst(5)) is not a plain file"])
    }
  }

  func testAPipeThatNobodyWritesTo() async throws {
    XCTAssertEqual(mkfifo(file.path, 0o600), 0)
    try await assertUnreadable("AffineMaps.swift is not a plain file")
  }

  func testAFolder() async throws {
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    try await assertUnreadable("AffineMaps.swift is not a plain file")
  }

  func testAHugeFile() async throws {
    try Data(count: 0).write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 1 << 40)
    try handle.close()
    try await assertUnreadable("AffineMaps.swift is larger than 128 KiB")
  }

  func testOtherEncodings() async throws {
    let solution = try String(
      contentsOf: course.workbook.solution(course.section("AffineMaps")), encoding: .utf8)
    try XCTUnwrap(solution.data(using: .utf16)).write(to: file)
    try await assertUnreadable("is text in UTF-16: save it as UTF-8")
    try XCTUnwrap(solution.data(using: .utf32BigEndian)).write(to: file)
    try await assertUnreadable("AffineMaps.swift")
    try XCTUnwrap("// na\u{EF}ve\n\(solution)".data(using: .isoLatin1)).write(to: file)
    try await assertUnreadable("is not text in UTF-8")
    try Data((solution + "\0").utf8).write(to: file)
    try await assertUnreadable("contains a zero byte")
  }

  func testNestingThatWouldOverflowAStack() async throws {
    let chain = "x" + String(repeating: ".t()", count: 10_000)
    try Data("import Kindling\nfunc f(_ x: Tensor) -> Tensor { \(chain) }\n".utf8).write(to: file)
    try await assertUnreadable("nests too deeply: break long chains and expressions into steps")
  }

  /// What the parser recurses into without counting levels, and what it looks ahead into again on
  /// every level: reading must neither crash nor go on for ever.
  func testNestingThatTheParserDoesNotCount() async throws {
    func levels(_ open: String, _ count: Int) -> String { String(repeating: open, count: count) }
    for body in [
      levels("try ", 25_000) + "x", levels("copy ", 20_000) + "x",
      "let y: " + levels("() -> ", 20_000) + "Int", "let y: " + levels("[", 30) + "Int",
      "x" + levels("[", 30) + "0" + levels("]", 30), "let y: " + levels("A<", 30_000),
      levels("#if a\n", 9000), levels("\"\\(", 20_000),
    ] {
      try Data("import Kindling\nfunc f(_ x: Tensor) { \(body) }\n".utf8).write(to: file)
      try await assertUnreadable("AffineMaps.swift")
    }
  }

  /// A report of thousands of lines would help nobody, and take long.
  func testMoreViolationsThanAnybodyReads() async throws {
    let line = "let a = linear(linear)\n"
    let text =
      "import Kindling\npublic func affine(_ x: Tensor, weight: Tensor, bias: Tensor)"
      + " -> Tensor { x }\n" + String(repeating: line, count: 1000)
    try Data(text.utf8).write(to: file)
    let report = try await report()
    XCTAssertEqual(report.state, .refused)
    XCTAssertEqual(report.problems.count, 20)
    XCTAssertEqual(report.problems.first?.line, 3)
  }

  /// Each is read and compiled, in vain; none may stop the grader, and none takes long.
  func testWhatMakesTheCompilerGiveUp() async throws {
    let doubling = (1...26).map { "typealias T\($0) = Pair<T\($0 - 1), T\($0 - 1)>" }
    let bodies = [
      "brackets": String(repeating: "(", count: 30_000) + "x"
        + String(repeating: ")", count: 30_000),
      "sum": "x" + String(repeating: " + x", count: 3000),
      "types": "print(T26.self); return x",
      "interpolations": String(repeating: "\"\\(", count: 3000),
    ]
    for (name, body) in bodies {
      let text = """
        import Kindling
        struct Pair<A, B> {}
        struct Early { let x: Missing }
        typealias T0 = Pair<Int, Int>
        \(doubling.joined(separator: "\n"))
        public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { \(body) }
        public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }
        """
      try Data(text.utf8).write(to: file)
      let report = try await report()
      XCTAssertEqual(report.points, 0, name)
      XCTAssertTrue(
        [.doesNotCompile, .unreadable].contains(report.state), "\(name): \(report.outcomes)")
      XCTAssertFalse(report.messages.isEmpty, name)
      // An error that it found before it gave up is shown.
      if ["sum", "types"].contains(name) {
        XCTAssertEqual(report.messages.first, "cannot find type 'Missing' in scope", name)
      }
    }
  }
}
