import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Handouts

/// What a handout holds, and what it does not.
final class ReleaseTests: XCTestCase {
  /// In no file of the course.
  static let word = "Xq7Planted"

  /// Plants the word in every file that students do not get, and in what rows say of hidden tests.
  static func plant(in course: CourseCopyOnDisk) throws -> Int {
    var count = 0
    for folder in ["Solutions", "Tests/Sections", "Tests/Attacks", "Tests/Honest"] {
      for path in try CourseFile.paths(below: folder, in: course.root)
      where !path.contains("/Public/") {
        let text = try course.read(path)
        let code = path.hasSuffix(".swift") ? "\nprivate let planted\(word) = \"\(word)\"\n" : "\n"
        try course.write("// \(word)\n" + text + code, to: path)
        count += 1
      }
    }
    for section in try course.workbook.course.sections {
      let row = try course.read(section.row)
      let renamed = row.replacing(#/\b(test[A-Z]\w*)/#) { "\($0.1)\(word)" }
        .replacing("ruled out: ", with: "ruled out: \(word) ")
      try course.write("# \(word)\n" + renamed, to: section.row)
    }
    for file in [Workbook.courseFile, Workbook.forbiddenFile] {
      try course.write("# \(word)\n" + course.read(file), to: file)
    }
    return count
  }

  func testNothingHiddenIsHandedOut() throws {
    let course = try CourseCopyOnDisk(onlyChapter: nil)
    let before = try CourseCopyOnDisk.contents(of: course.release(nil, to: "before"))
    XCTAssertGreaterThan(try Self.plant(in: course), 500)
    let handout = try CourseCopyOnDisk.contents(of: course.release(nil))
    // So what is built from it is the same as well, whatever is in the hidden files.
    XCTAssertEqual(handout, before)
    for (path, contents) in handout {
      XCTAssertNil(contents.range(of: Data(Self.word.utf8)), path)
      XCTAssertFalse(path.contains(Self.word), path)
    }
    let suites = handout.keys.filter { $0.hasPrefix("Tests/") }
    XCTAssertEqual(suites.filter { !$0.contains("/Public/") }, [])
    XCTAssertEqual(suites.count, 40)
    for folder in ["Solutions", "Sources/Authoring", "Sources/lessons", "Sources/Markup"] {
      XCTAssertEqual(handout.keys.filter { $0.hasPrefix("\(folder)/") }, [], folder)
    }
  }

  func testTheSameCourseGivesTheSameBytes() async throws {
    let course = try CourseCopyOnDisk()
    let first = try course.release("2.1,2.2", to: "first")
    let second = try course.release("2.1-2.2", to: "second")
    XCTAssertEqual(
      try CourseCopyOnDisk.contents(of: first), try CourseCopyOnDisk.contents(of: second))
    let list = "find . -printf '%P %m %y\\n' | sort"
    let modes = try await CourseCopyOnDisk.shell(list, in: first).output
    let others = try await CourseCopyOnDisk.shell("umask 077; \(list)", in: second).output
    XCTAssertEqual(modes, others)
    XCTAssertTrue(modes.contains(".ci/build 755 f\n"), modes)
  }

  func testTheRowsAreAsTheyWereButForHiddenTests() throws {
    let course = try CourseCopyOnDisk(onlyChapter: nil)
    let whole = try course.workbook.course
    let handedOut = try Workbook(root: try course.release("2,4.9")).course
    XCTAssertEqual(handedOut.sections.map(\.id), (1...6).map { "2.\($0)" } + ["4.9"])
    XCTAssertEqual(handedOut.title, whole.title)
    for section in handedOut.sections {
      let original = try XCTUnwrap(whole.section(numbered: section.id))
      XCTAssertEqual(section.points, original.points)
      XCTAssertEqual(section.forbidden, original.forbidden)
      XCTAssertEqual(section.limits, original.limits)
      XCTAssertEqual(section.imports, original.imports)
      XCTAssertEqual(section.provided, original.provided)
      XCTAssertEqual(section.summary, original.summary)
      XCTAssertEqual(section.parts.map(\.hints), original.parts.map(\.hints))
      XCTAssertEqual(section.parts.map(\.declarations), original.parts.map(\.declarations))
      XCTAssertFalse(section.hasHiddenTests)
      XCTAssertTrue(section.dimensions.isEmpty)
    }
    XCTAssertEqual(handedOut.planned["2.1"], nil)
    XCTAssertEqual(handedOut.planned["4.10"], whole.section(numbered: "4.10")?.title)
  }

  func testTheReadmeHasWhatTheCourseSays() throws {
    let course = try CourseCopyOnDisk()
    try course.write(
      """
      term: Spring 2027
      address: https://example.org/learning
      links: [{title: Forum, address: "https://forum.example.org"}]

      """ + course.read(Workbook.courseFile), to: Workbook.courseFile)
    let handout = try course.release("2.1")
    let readme = try String(contentsOf: handout.appending(path: "README.md"), encoding: .utf8)
    for words in [
      "# Kindling\n", "Spring 2027", "- [Lesson pages](https://example.org/learning/)",
      "- [Forum](https://forum.example.org)", "[Affine maps](docs/lessons/2-building-blocks/1-",
    ] { XCTAssertTrue(readme.contains(words), words) }
    // Everything that it names is there.
    for path in readme.matches(of: #/(?:docs|Exercises)/[\w./-]+\.\w+/#) {
      XCTAssertTrue(
        FileManager.default.fileExists(atPath: handout.appending(path: String(path.0)).path),
        String(path.0))
    }
  }

  /// A place with something in it is left as it is, and a failure leaves nothing behind.
  func testItIsWrittenWholeOrNotAtAll() throws {
    let course = try CourseCopyOnDisk()
    let place = course.folder.appending(path: "taken")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: place.appending(path: "notes.txt"))
    XCTAssertThrowsError(try course.release("2.1", to: "taken")) {
      XCTAssertTrue("\($0)".contains("is not empty: nothing was written"), "\($0)")
    }
    XCTAssertEqual(try CourseCopyOnDisk.contents(of: place), ["notes.txt": Data("mine".utf8)])

    let exercise = "Exercises/2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"
    let skeleton = try course.read(exercise)
    try course.write(course.read(exercise.replacing("Exercises", with: "Solutions")), to: exercise)
    XCTAssertThrowsError(try course.release("2.1")) {
      XCTAssertTrue(
        "\($0)".hasPrefix("\(exercise) is answered (affine, composedWeight, composedBias): "),
        "\($0)")
    }
    try course.write(skeleton, to: exercise)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: course.folder.path).sorted(),
      ["course", "taken"])
    // An empty folder is a place for one.
    let empty = course.folder.appending(path: "handout")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    try course.release("2.1")
  }

  func testAListOfSectionsMayHaveRanges() throws {
    let course = try Workbook(root: Repository.root).course
    XCTAssertEqual(
      try course.select(list: "2.6, 4.8-4.10,Softmax").map(\.id),
      ["2.3", "2.6", "4.8", "4.9", "4.10"])
    XCTAssertEqual(
      try course.select(list: "2-3").map(\.id),
      (1...6).map { "2.\($0)" } + (1...3).map { "3.\($0)" })
    for (list, words) in [
      ("4.9-4.8", "4.9-4.8 is not a range"), (",", "',' names no sections"),
      ("2.9", "there is no section 2.9"),
    ] {
      XCTAssertThrowsError(try course.select(list: list)) {
        XCTAssertTrue("\($0)".hasPrefix(words), "\($0)")
      }
    }
  }

  // MARK: Pages

  private func site(in course: CourseCopyOnDisk, _ files: [String: String]) throws -> URL {
    for (path, text) in files { try course.write(text, to: "site/\(path)") }
    return course.root.appending(path: "site")
  }

  func testBuiltPagesGoAlong() throws {
    let course = try CourseCopyOnDisk()
    let site = try site(
      in: course,
      ["index.html": "<p>Index</p>", "2-building-blocks/1-affine-maps.html": "<p>2.1</p>"])
    let workbook = try course.workbook
    let sections = try workbook.course.select(list: "2.1")
    let place = course.folder.appending(path: "handout")
    try Release(of: workbook, sections: sections, pages: site).write(to: place)
    XCTAssertEqual(
      try Data(contentsOf: place.appending(path: "site/index.html")), Data("<p>Index</p>".utf8))

    func expect(_ words: String, _ list: String = "2.1", line: UInt = #line) throws {
      let sections = try workbook.course.select(list: list)
      XCTAssertThrowsError(
        try Release(of: workbook, sections: sections, pages: site).files(), line: line
      ) { XCTAssertTrue("\($0)".contains(words), "\($0)", line: line) }
    }
    try expect("has no page of 2.2 NonLinearities", "2.1,2.2")
    try course.write("<p>names testMapsEachRow</p>", to: "site/other.html")
    try expect("site/other.html: nothing is handed out: this names the hidden test testMapsEachRow")
    try course.write("Ada", to: "site/class/ada.html")
    try expect("site/class/ada.html shows students' results")
    try FileManager.default.removeItem(at: site.appending(path: "index.html"))
    try expect("has no index.html")
  }
}
