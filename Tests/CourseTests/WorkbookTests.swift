import Course
import Foundation
import XCTest

final class WorkbookTests: XCTestCase {
  private var root = URL(filePath: "/")

  override func setUpWithError() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(
      at: root.appending(path: "docs/deep"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: root.appending(path: "docs/lessons/2-building-blocks"), withIntermediateDirectories: true)
    let package = CourseText(file: "Package.swift", text: "")
    let course = CourseText(file: Workbook.courseFile, text: madeText)
    let sets = CourseText(file: Workbook.forbiddenFile, text: madeSets)
    for file in madeRows + [package, course, sets] {
      try file.text.write(
        to: root.appending(path: file.file), atomically: true, encoding: .utf8)
    }
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: root)
  }

  func testIsFoundFromAFolderInsideAndFromTheProgram() throws {
    let inside = try Workbook.find(from: root.appending(path: "docs/deep"), executable: nil)
    XCTAssertEqual(inside.root.path, root.path)

    let program = root.appending(path: "docs/deep/grade")
    try "".write(to: program, atomically: true, encoding: .utf8)
    let link = FileManager.default.temporaryDirectory.appending(path: "grade-\(UUID().uuidString)")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program)
    defer { try? FileManager.default.removeItem(at: link) }
    let linked = try Workbook.find(from: URL(filePath: "/"), executable: link)
    XCTAssertEqual(linked.root.path, root.path)
  }

  func testSaysWhenThereIsNone() {
    XCTAssertThrowsError(try Workbook.find(from: URL(filePath: "/usr"), executable: nil)) {
      XCTAssertTrue("\($0)".hasPrefix("no workbook here: neither /usr nor"), "\($0)")
    }
  }

  func testPathsFollowFromNames() throws {
    let workbook = try Workbook(root: root)
    let section = workbook.course.sections[0]
    let paths = [
      workbook.answer(section), workbook.solution(section), workbook.publicSuite(section),
      workbook.hiddenSuite(section), workbook.mutants(section), workbook.alternatives(section),
      workbook.lesson(section),
    ].map(workbook.displayPath)
    XCTAssertEqual(
      paths,
      [
        "Exercises/2-BuildingBlocks/1-Affine/Affine.swift",
        "Solutions/2-BuildingBlocks/1-Affine/Affine.swift",
        "Tests/Sections/2-BuildingBlocks/1-Affine/Public/AffineTests.swift",
        "Tests/Sections/2-BuildingBlocks/1-Affine/Hidden/AffineHiddenTests.swift",
        "Tests/Sections/2-BuildingBlocks/1-Affine/Mutants",
        "Tests/Sections/2-BuildingBlocks/1-Affine/Alternatives",
        "docs/lessons/2-building-blocks/1-affine.md",
      ])
  }

  func testSlugsSplitWords() throws {
    for (module, slug) in [("BagOfWords", "1-bag-of-words"), ("NGramModel", "1-n-gram-model")] {
      let row = CourseText(
        file: "docs/\(slug).yml",
        text: madeRows[0].text.replacingOccurrences(of: "Affine\n", with: "\(module)\n"))
      XCTAssertEqual(try madeCourse(rows: [row]).sections[0].slug, slug)
    }
  }

  func testSelectsByNumberNameAndChapter() throws {
    let course = try madeCourse()
    XCTAssertEqual(try course.select([]).map(\.id), ["2.1", "2.2"])
    XCTAssertEqual(try course.select(["2"]).map(\.id), ["2.1", "2.2"])
    XCTAssertEqual(try course.select(["softMAX", "2.1", "2.2"]).map(\.id), ["2.1", "2.2"])
    XCTAssertThrowsError(try course.select(["Sofmax"])) {
      XCTAssertEqual(
        "\($0)", "there is no section Sofmax (did you mean Softmax?); the course has 2.1 to 2.2")
    }
  }
}
