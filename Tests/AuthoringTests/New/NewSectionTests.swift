import Answers
import Authoring
import Course
import Foundation
import GradingTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Grading

/// Sections made from the templates of this repository.
final class NewSectionTests: XCTestCase {
  /// A made course with the templates.
  private func made(course text: String? = nil) throws -> MadeCourse {
    let course = try MadeCourse()
    try course.write(
      text ?? """
        title: Made
        chapters:
          - number: 1
            name: Made
            title: Made up
          - number: 7
            name: Later
            title: Later on

        """, to: "docs/course.yml")
    try FileManager.default.copyItem(
      at: Repository.root.appending(path: "docs/templates"),
      to: course.root.appending(path: "docs/templates"))
    return course
  }

  private func new(_ id: String = "4.3", in course: MadeCourse) throws -> NewSection {
    try NewSection(
      id, module: "ArrayBridge", chapter: "Framework", in: try Workbook(root: course.root))
  }

  private func read(_ path: String, in course: MadeCourse) throws -> String {
    try String(contentsOf: course.root.appending(path: path), encoding: .utf8)
  }

  private func everything(in course: MadeCourse) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: course.root.path))
  }

  /// What the formatter says of the Swift files that were written.
  private func lint(_ paths: [String], in course: MadeCourse) async throws -> String {
    let program = Program(
      URL(filePath: "/bin/sh"),
      [
        "-c", "swift format lint --strict --configuration \"$0\" \"$@\"",
        Repository.root.appending(path: ".swift-format").path,
      ] + paths.filter { $0.hasSuffix(".swift") }, directory: course.root, seconds: 60)
    let result = try await program.run()
    return result.output + result.error
  }

  func testWritesEveryFileAndARow() async throws {
    let course = try made()
    let paths = try new(in: course).write()
    XCTAssertEqual(
      paths,
      [
        "Exercises/4-Framework/3-ArrayBridge/ArrayBridge.swift",
        "Solutions/4-Framework/3-ArrayBridge/ArrayBridge.swift",
        "Tests/Sections/4-Framework/3-ArrayBridge/Alternatives/ArrayBridge.swift",
        "Tests/Sections/4-Framework/3-ArrayBridge/Hidden/ArrayBridgeHiddenTests.swift",
        "Tests/Sections/4-Framework/3-ArrayBridge/Mutants/FillIn.swift",
        "Tests/Sections/4-Framework/3-ArrayBridge/Public/ArrayBridgeTests.swift",
        "docs/lessons/4-framework/3-array-bridge.md",
        "docs/lessons/4-framework/3-array-bridge.yml", "docs/lessons/4-framework/chapter.md",
        "Package.swift", "docs/course.yml",
      ])
    for path in paths {
      let text = try read(path, in: course)
      XCTAssertFalse(text.contains(#/__[A-Z]+__/#), "\(path) holds a name of the templates'")
    }
    let workbook = try Workbook(root: course.root)
    XCTAssertEqual(workbook.course.chapters.map(\.number), [1, 4, 7])
    XCTAssertEqual(workbook.course.section(numbered: "4.3")?.title, "Array bridge")
    XCTAssertEqual(
      try read("Package.swift", in: course),
      """
      let chapters: [(folder: String, sections: [Int: String])] = [
        (
          "1-Made",
          [
            1: "Doubling"
          ]
        ),
        (
          "4-Framework",
          [
            3: "ArrayBridge"
          ]
        ),
      ]

      """)
    let lint = try await lint(paths, in: course)
    XCTAssertEqual(lint, "")
  }

  /// Also a second section of the chapter goes where its number says.
  func testASecondSectionGoesIntoTheRowOfItsChapter() throws {
    let course = try made()
    try new(in: course).write()
    let second = try NewSection(
      "4.1", module: "TensorTypes", title: "Types", in: try Workbook(root: course.root))
    let paths = try second.write()
    XCTAssertFalse(paths.contains { $0.hasSuffix("chapter.md") || $0.hasSuffix("course.yml") })
    let package = try PackageChapters(manifest: try read("Package.swift", in: course))
    XCTAssertEqual(package.rows.last?.sections, [1: "TensorTypes", 3: "ArrayBridge"])
    let sections = try Workbook(root: course.root).course.sections
    XCTAssertEqual(sections.map(\.title), ["Doubling", "Types", "Array bridge"])
  }

  func testWhatItWritesCompiles() async throws {
    let course = try made()
    let paths = try new(in: course).write()
    let workbook = try Workbook(root: course.root)
    let section = try workbook.course.selectOne("4.3")
    let tools = GradingTools(root: workbook.root, executable: Bundle.main.executableURL)
    let stage = BuildStage(workbook: workbook, tools: tools, isForAuthors: true)
    let folder = course.root.appending(path: "compiled")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let compiler = try await tools.found.compiler
    for path in paths where path.hasSuffix(".swift") && path.contains("ArrayBridge") {
      let url = course.root.appending(path: path)
      if path.contains("/Public/") || path.contains("/Hidden/") {
        // What public suites import imports a C library of the course file's reader and one of the
        // parser.
        let checkouts = Repository.root.appending(path: ".build/checkouts")
        let headers = ["Yams/Sources/CYaml", "swift-syntax/Sources/_SwiftSyntaxCShims"].map {
          checkouts.appending(path: "\($0)/include")
        }
        let result = try await compiler.compile(
          Compiler.Module(
            name: "Suite", sources: [url], searchPaths: [folder] + headers, output: folder))
        XCTAssertTrue(result.isSuccess, "\(path): \(result.log)")
      } else {
        // The last of them is what the suites are compiled against.
        let result = try await compiler.compile(
          Compiler.Module(name: section.module, sources: [url], output: folder))
        XCTAssertTrue(result.isSuccess, "\(path): \(result.log)")
        let submission = Submission(section: section, file: try AnswerFile(url))
        guard case .built = try await stage.build([submission])[0] else {
          XCTFail("\(path) does not go with the hidden suite")
          continue
        }
      }
    }
  }

  func testGradeCheckNamesTheMarksAndWhatIsMissing() async throws {
    let course = try made()
    try new(in: course).write()
    let workbook = try Workbook(root: course.root)
    let findings = try await check(workbook)
    let marks = findings.filter { $0.contains(#/^[\w/.-]+:\d+: FILL IN: /#) }
    XCTAssertEqual(
      findings.filter { !marks.contains($0) },
      ["Tests/Sections/4-Framework/3-ArrayBridge/Mutants: 1 mutants, 5 are wanted"])
    let files = Set(marks.map { $0.prefix { $0 != ":" } })
    XCTAssertEqual(files.count, 10, "\(files)")
    XCTAssertTrue(
      marks.contains(
        "Solutions/4-Framework/3-ArrayBridge/ArrayBridge.swift:5: FILL IN: the exercise's comments "
          + "and declarations, answered."), "\(marks)")
  }

  private func check(_ workbook: Workbook) async throws -> [String] {
    let section = try workbook.course.selectOne("4.3")
    return try await CourseChecker(workbook: workbook, seeds: 2, jobs: 2).check([section])
  }

  func testFilledInItEarnsFullMarks() async throws {
    let course = try made()
    let paths = try new(in: course).write()
    for path in paths {
      // Marks in the row are in quotation marks or in comments.
      let text = try read(path, in: course).replacing(#/FILL IN:[^"\n]*/#, with: "Said. ")
      try course.write(text, to: path)
    }
    let tests = "Tests/Sections/4-Framework/3-ArrayBridge"
    func answer(_ body: String) throws -> String {
      try read("Solutions/4-Framework/3-ArrayBridge/ArrayBridge.swift", in: course)
        .replacing("unanswered()", with: body)
    }
    let wrong = ["2 * x", "x + 1", "-x", "x.detach() * 0", "x.sum()"]
    for (number, body) in wrong.enumerated() {
      try course.write(
        "// Mutant: it is \(body). Caught by: testFillIn\n\n" + answer(body),
        to: "\(tests)/Mutants/Wrong\(number).swift")
    }
    try FileManager.default.removeItem(
      at: course.root.appending(path: "\(tests)/Mutants/FillIn.swift"))
    try course.write(answer("x + 0"), to: "\(tests)/Alternatives/ArrayBridge.swift")
    try course.write(
      answer("x.clone()"), to: "Solutions/4-Framework/3-ArrayBridge/ArrayBridge.swift")

    // The check says which dimensions the row leaves out; here there is nothing to test in them.
    let first = try await check(try Workbook(root: course.root))
    XCTAssertTrue(first.allSatisfy { $0.contains("3-array-bridge.yml") }, "\(first)")
    let left = try XCTUnwrap(
      first.compactMap { $0.firstMatch(of: #/says nothing about (.*): is it/#)?.1 }.first)
    let row = "docs/lessons/4-framework/3-array-bridge.yml"
    let lines = left.components(separatedBy: ", ").map { "  \($0): \"ruled out: made up\"\n" }
    try course.write(
      try read(row, in: course)
        .replacing("  everyElement: tested\n", with: "  everyElement: tested\n" + lines.joined()),
      to: row)

    let workbook = try Workbook(root: course.root)
    let second = try await check(workbook)
    XCTAssertEqual(second, [])
    let sections = [try workbook.course.selectOne("4.3")]
    let answers = try Answers(
      at: course.root.appending(path: Workbook.solutions), for: sections)
    let report = try await Grader(workbook: workbook, seed: 1).grade(sections, answers: answers)
    XCTAssertTrue(report.sections[0].isComplete, "\(report.sections[0].kinds)")
  }

  // MARK: Nothing is written

  private func expectNothingWritten(
    _ course: MadeCourse, id: String = "4.3", saying message: String, line: UInt = #line
  ) throws {
    let before = try everything(in: course)
    let files = try ["Package.swift", "docs/course.yml"].map { try read($0, in: course) }
    XCTAssertThrowsError(try new(id, in: course).write(), line: line) {
      XCTAssertEqual("\($0)".prefix(message.count), message[...], line: line)
    }
    XCTAssertEqual(try everything(in: course), before, line: line)
    XCTAssertEqual(
      try ["Package.swift", "docs/course.yml"].map { try read($0, in: course) }, files, line: line)
  }

  func testNamesEverythingThatIsInTheWay() throws {
    let course = try made()
    try course.write("", to: "Solutions/4-Framework/3-ArrayBridge/notes.txt")
    try course.write("", to: "Exercises/4-Framework/3-Other/Other.swift")
    try course.write("", to: "docs/lessons/4-framework/3-other.md")
    try course.write("", to: "docs/lessons/4-framework/chapter.md")
    try expectNothingWritten(
      course,
      saying: """
        nothing was written, because this already exists:
          Exercises/4-Framework/3-Other
          Solutions/4-Framework/3-ArrayBridge
          docs/lessons/4-framework/3-other.md
          docs/lessons/4-framework/chapter.md
        """)
  }

  func testWhatWasWrittenBeforeAFailureIsRemoved() throws {
    let course = try made()
    // A file where a folder should be.
    try course.write("", to: "docs/lessons/4-framework")
    let before = try everything(in: course)
    XCTAssertThrowsError(try new(in: course).write())
    XCTAssertEqual(try everything(in: course), before)
  }

  func testACourseWrittenOtherwiseIsLeftToItsAuthor() throws {
    let course = try made(
      course: "title: Made\nchapters: [{number: 1, name: Made, title: Made up}]\n")
    try expectNothingWritten(
      course,
      saying: """
        docs/course.yml: add this to its chapters by hand, and try again:

          - number: 4
            name: Framework
        """)
  }

  func testRefusesNamesThatCannotBe() throws {
    let course = try made()
    let workbook = try Workbook(root: course.root)
    let mistakes: [(String, String, String?, String)] = [
      ("4", "Bridge", nil, "a section's number is like 4.3, not 4"),
      ("4.0", "Bridge", nil, "a section's number is like 4.3, not 4.0"),
      (
        "4.3", "Bridge", nil,
        "the course has no chapter 4 yet: give its name as well, as --chapter Framework"
      ),
      ("1.1", "Bridge", nil, "there is already a section 1.1: Doubling"),
      (
        "1.2", "doubling", nil,
        "a name is like ArrayBridge, a capital and then letters, not doubling"
      ),
      ("1.2", "DoublinG", nil, "section 1.1 has the module Doubling"),
      ("1.2", "Foundation", nil, "there is already a module Foundation: choose another name"),
      ("1.2", "Bridge", "Other", "chapter 1 is Made, not Other; leave --chapter out"),
    ]
    for (id, module, chapter, message) in mistakes {
      XCTAssertThrowsError(
        try NewSection(id, module: module, chapter: chapter, in: workbook), message
      ) { XCTAssertEqual("\($0)", message) }
    }
  }
}
