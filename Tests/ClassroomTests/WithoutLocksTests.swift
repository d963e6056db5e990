import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

/// A class on a file system that knows no locks, as those that a cluster's nodes share may not.
final class WithoutLocksTests: XCTestCase {
  func testAClassIsGraded() async throws {
    guard let compiler = SwiftToolchain.executable(named: "clang") else {
      throw XCTSkip("clang is not installed")
    }
    let course = try MadeCourse()
    try course.write(MadeCourse.right, to: "submissions/ada/Doubling.swift")
    try course.write(MadeCourse.answer(double: "x"), to: "submissions/ben/Doubling.swift")
    try course.write(
      "#include <errno.h>\nint flock(int file, int way) { errno = ENOLCK; return -1; }\n",
      to: "locks.c")
    let library = course.root.appending(path: "locks.so").path
    let compiled = try await Program(
      compiler, ["-shared", "-fPIC", "-o", library, course.root.appending(path: "locks.c").path],
      seconds: 60
    ).run()
    XCTAssertTrue(compiled.isSuccess, compiled.error)
    var environment = ProcessInfo.processInfo.environment
    environment["LD_PRELOAD"] = library
    // In a place of its own: another program's grader, which has locks, would take a folder without
    // one for abandoned.
    environment["TMPDIR"] = course.root.appending(path: "temporary").path
    try FileManager.default.createDirectory(
      atPath: environment["TMPDIR"]!, withIntermediateDirectories: true)
    let run = Program(
      Repository.grade, ["class", "submissions", "--output", "graded", "--fresh"],
      environment: environment, directory: course.root, seconds: 120)
    for _ in 0..<2 {
      let result = try await run.run()
      XCTAssertEqual(result.outcome, .exited(0), result.error)
      XCTAssertTrue(result.output.contains("2 of 2 submissions graded"), result.output)
      XCTAssertTrue(result.output.contains("Answers: 2 found, 0 missing"), result.output)
    }
  }
}
