import Answers
import Course
import Foundation
import GradingTestSupport
import Toolchain
import XCTest

@testable import Grading

/// What the compiler says of anything but the answer is no fault of the answer's.
final class CompilerFaultTests: XCTestCase {
  func testADamagedLibraryIsNotTheAnswersFault() async throws {
    let course = try MadeCourse()
    let products = try damagedProducts()
    defer { try? FileManager.default.removeItem(at: products) }
    // The error of this answer is in its own file; so is the failing import.
    try course.write(
      MadeCourse.answer(double: "x.doubled()"), to: "Exercises/\(course.section.answerPath)")
    let report = try await Grader(
      workbook: course.workbook, seed: 1, executable: products.appending(path: "grade")
    ).grade([course.section], answers: .folder(course.root.appending(path: Workbook.exercises)))
    XCTAssertTrue(report.hasUngraded)
    let message = try XCTUnwrap(report.sections[0].problems.first).message
    XCTAssertTrue(message.contains("no answer can be compiled here"), message)
    XCTAssertTrue(message.contains("run `make grade`"), message)
  }

  func testErrorsElsewhereAreNotTheAnswersFault() async throws {
    let course = try MadeCourse()
    try course.write(
      "#sourceLocation(file: \"Elsewhere.swift\", line: 1)\n"
        + MadeCourse.answer(double: "x.doubled()"),
      to: "Exercises/\(course.section.answerPath)")
    var grader = Grader(workbook: course.workbook, seed: 1)
    grader.safeguards = []
    let report = try await grader.grade(
      [course.section], answers: .folder(course.root.appending(path: Workbook.exercises)))
    XCTAssertEqual(report.sections[0].state, .notGraded)
    XCTAssertEqual(
      report.sections[0].problems.map(\.message),
      [
        "the compiler failed, but not at a place in this answer: "
          + "value of type '[Int]' has no member 'doubled'"
      ])
    XCTAssertEqual(report.sections[0].problems.map(\.line), [nil])
  }

  func testABusyMachineIsNotTheAnswersFault() async throws {
    let course = try MadeCourse()
    let tools = try await GradingTools(
      root: course.root, executable: Bundle.main.executableURL
    ).found
    // The name is nobody else's, so that no suite kept from before fits.
    let helper = "helper" + UUID().uuidString.replacing("-", with: "")
    try course.write(
      MadeCourse.answer(double: "x.map { $0 * 2 }") + "\nfunc \(helper)() {}\n",
      to: "Exercises/\(course.section.answerPath)")
    let file = try AnswerFile(course.root.appending(path: "Exercises/\(course.section.answerPath)"))
    var hasty = tools.compiler
    hasty.limits = Compiler.Limits(seconds: 0.001)
    for isForTheAnswer in [true, false] {
      let builder = SectionBuilder(
        compiler: isForTheAnswer ? hasty : tools.compiler, linker: tools.linker,
        workbook: course.workbook,
        suites: SuiteCompiler(compiler: hasty, provenance: tools.provenance), kind: .hidden,
        safeguards: .all)
      let outcome = try await builder.build([Submission(section: course.section, file: file)])[0]
      switch outcome {
      case .impossible(let reason):
        XCTAssertFalse(isForTheAnswer)
        XCTAssertTrue(reason.contains("the machine is too busy"), reason)
      case .answerFails(let result, _):
        XCTAssertTrue(isForTheAnswer)
        XCTAssertEqual(result.exceeded, .clock)
      default: XCTFail("\(outcome)")
      }
    }
  }

  /// Build products like those beside these tests, but with a module of Kindling's that is none.
  private func damagedProducts() throws -> URL {
    let files = FileManager.default
    let library = try BuiltLibrary(root: URL(filePath: #filePath))
    let products = library.products.deletingLastPathComponent()
      .appending(path: "damaged-\(UUID().uuidString)")
    func link(_ path: String) throws {
      let link = products.appending(path: path)
      try files.createDirectory(
        at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.createSymbolicLink(
        at: link, withDestinationURL: library.products.appending(path: path))
    }
    for name in try files.contentsOfDirectory(atPath: library.modules.path)
    where name != "Kindling.swiftmodule" {
      try link("Modules/\(name)")
    }
    for target in library.libraryTargets + GradingTools.runnerTargets {
      for object in library.objects(of: target) {
        try link(String(object.path.dropFirst(library.products.path.count + 1)))
      }
    }
    try link("CKernels.build/module.modulemap")
    try Data("damaged".utf8).write(to: products.appending(path: "Modules/Kindling.swiftmodule"))
    return products
  }
}
