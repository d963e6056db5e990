import Course
import XCTest

final class CourseReaderTests: XCTestCase {
  func testReadsEveryKey() throws {
    let course = try madeCourse()
    XCTAssertEqual(course.title, "Course")
    let section = try XCTUnwrap(course.section(numbered: "2.2"))
    XCTAssertEqual(section.module, "Softmax")
    XCTAssertEqual(section.requires, ["2.1"])
    XCTAssertEqual(section.imports, ["Kindling", "RealModule"])
    XCTAssertEqual(section.forbidden, ["softmax"])
    XCTAssertEqual(section.limits.seconds, 5)
    XCTAssertEqual(section.row, softmaxRow)
    XCTAssertEqual(section.parts.map(\.name), ["softmax", "log"])
    XCTAssertEqual(section.parts[0].points, 5)
    XCTAssertEqual(section.parts[0].hints, ["Look.", "Look again."])
    XCTAssertEqual(section.parts[0].firstHints, ["testShifts": 2])
    XCTAssertEqual(section.points, 7)
    XCTAssertEqual(section.tests.map(\.name), ["testSums", "testShifts", "testLog"])
    XCTAssertEqual(course.sections[0].limits.seconds, 10)
  }

  func testNamesTheLineOfEachMistake() {
    let mistakes: [(old: String, new: String, message: String)] = [
      (
        "requires: ['2.1']", "requires: ['2.1x']",
        " section 2.2 requires 2.1x, which is not a section (did you mean 2.1?)"
      ),
      (
        "requires: ['2.1']", "requires: ['2.2']",
        " section 2.2 requires 2.2, which does not come before it"
      ),
      (
        "forbidden:", "forbiden:",
        "5: section 2.2 has an unknown key `forbiden` (did you mean forbidden?)"
      ),
      ("testSums: 3", "testSums: 0", "12: the points of testSums must be above 0, not 0"),
      ("testSums: 3", "testSums: few", "12: the points of testSums must be a whole number"),
      ("testSums: 3", "sums: 3", "12: a test's name begins with `test`, as in `testMapsEachRow`"),
      ("testLog: 2", "testSums: 2", "16: section 2.2 names the test testSums twice"),
      ("- name: log", "- name: softmax", "16: section 2.2 has two parts softmax"),
      (
        "{testShifts: 2}", "{testShifts: 3}",
        "15: part softmax of section 2.2 has no hint 3, it has 2"
      ),
      (
        "{testShifts: 2}", "{testSlides: 2}",
        "15: `firstHints` names testSlides, which is no test of part softmax of section 2.2"
      ),
      ("module: Softmax", "module: Affine", "1: module Affine belongs in 2-affine.yml"),
      ("module: Softmax", "title: Softmax", "1: `title` stands twice in one list of keys"),
      (
        "limits: {seconds: 5}", "limits: 5",
        "6: `limits` of section 2.2 must be a list of `key: value`"
      ),
      ("module: Softmax\n", "", "1: section 2.2 has no `module`"),
      (
        "imports: [Kindling, RealModule]", "imports: Kindling",
        "4: `imports` of section 2.2 must be a list"
      ),
    ]
    for mistake in mistakes {
      let rows = madeRows.map { $0.replacing(mistake.old, with: mistake.new) }
      XCTAssertNotEqual(rows.map(\.text), madeRows.map(\.text), "not found: \(mistake.old)")
      XCTAssertThrowsError(try madeCourse(rows: rows), mistake.new) {
        XCTAssertEqual("\($0)", softmaxRow + ":" + mistake.message)
      }
    }
  }

  func testARowIsNamedAfterItsSection() {
    let twice = madeRows + [CourseText(file: "docs/lessons/2-a/1-more.yml", text: "module: More")]
    XCTAssertThrowsError(try madeCourse(rows: twice)) {
      XCTAssertEqual("\($0)", "docs/lessons/2-a/1-more.yml:1: section 2.1 has no `parts`")
    }
    let second = CourseText(
      file: "docs/lessons/2-building-blocks/1-more.yml",
      text: madeRows[0].text.replacingOccurrences(of: "Affine", with: "More"))
    XCTAssertThrowsError(try madeCourse(rows: madeRows + [second])) {
      XCTAssertEqual(
        "\($0)",
        "docs/lessons/2-building-blocks/1-more.yml: "
          + "docs/lessons/2-building-blocks/1-affine.yml is section 2.1 already")
    }
    XCTAssertThrowsError(try madeCourse(rows: [CourseText(file: "docs/notes.yml", text: "a: b")])) {
      XCTAssertEqual(
        "\($0)",
        "docs/notes.yml: a section's row is named after its number and module, "
          + "as 3-array-bridge.yml")
    }
  }

  func testTermAndLinksAreRead() throws {
    let links = "links: [{title: Forum, address: 'https://example.org'}]\n"
    let course = try Course(yaml: "term: Spring 2027\n" + links + madeText)
    XCTAssertEqual(course.term, "Spring 2027")
    XCTAssertEqual(course.links.map(\.title), ["Forum"])
    XCTAssertEqual(course.links.map(\.address), ["https://example.org"])
    XCTAssertEqual(try Course(yaml: madeText).links, [])
  }

  func testALinkLeadsElsewhere() {
    let mistakes = [
      "links: [{title: F, address: 'file:///x'}]\n":
        "1: `address` of a link begins with https://, http:// or mailto:, not 'file:///x'",
      "links: [{title: F}]\n": "1: a link has no `address`",
      "links: F\n": "1: `links` of the course must be a list",
    ]
    for (links, message) in mistakes {
      XCTAssertThrowsError(try Course(yaml: links + madeText), links) {
        XCTAssertEqual("\($0)", "docs/course.yml:" + message)
      }
    }
  }

  func testRefusesAnEmptyAndABrokenFile() {
    XCTAssertThrowsError(try Course(yaml: "")) {
      XCTAssertEqual("\($0)", "docs/course.yml: the file is empty")
    }
    XCTAssertThrowsError(try Course(yaml: "title: [")) {
      XCTAssertTrue("\($0)".hasPrefix("docs/course.yml:2: "), "\($0)")
    }
  }

  func testTakesFiveChaptersOfThirtyNineSections() throws {
    let sizes = [4, 6, 3, 15, 11]
    var text = "title: Course\nchapters:\n"
    for chapter in 1...sizes.count {
      text += "- {number: \(chapter), name: C\(chapter), title: t}\n"
    }
    let course = try Course(yaml: text) { folder in
      let chapter = Int(folder.split(separator: "/")[2].prefix(1))!
      return (1...sizes[chapter - 1]).map {
        CourseText(
          file: "\(folder)/\($0)-m\(chapter)x\($0).yml",
          text: "{module: M\(chapter)x\($0), title: t, parts: "
            + "[{name: p, title: t, declarations: ['f()'], tests: {testF: 1}}]}")
      }
    }
    XCTAssertEqual(course.sections.count, 39)
    XCTAssertEqual(course.sections.last?.id, "5.11")
  }
}

/// A small course of one chapter and two sections.
func madeCourse(rows: [CourseText] = madeRows) throws -> Course {
  try Course(yaml: madeText) { _ in rows }
}

extension CourseText {
  /// The row with one text in the place of another, in its contents alone.
  func replacing(_ old: String, with new: String) -> CourseText {
    CourseText(file: file, text: text.replacingOccurrences(of: old, with: new))
  }
}

let softmaxRow = "docs/lessons/2-building-blocks/2-softmax.yml"

let madeText = """
  title: Course
  subtitle: for tests
  chapters:
  - number: 2
    name: BuildingBlocks
    title: Blocks
    summary: what it is for
  """

let madeRows = [
  CourseText(
    file: "docs/lessons/2-building-blocks/1-affine.yml",
    text: """
      module: Affine
      title: Affine maps
      imports: [Kindling]
      parts:
        - name: affine
          title: Map rows
          declarations: ["affine(_:weight:bias:)"]
          tests:
            testMaps: 6
      """),
  CourseText(
    file: softmaxRow,
    text: """
      module: Softmax
      title: Softmax and log
      requires: ['2.1']
      imports: [Kindling, RealModule]
      forbidden: [softmax]
      limits: {seconds: 5}
      parts:
        - name: softmax
          title: Shares
          declarations: ["softmax(_:dim:)"]
          tests:
            testSums: 3
            testShifts: 2
          hints: [Look., Look again.]
          firstHints: {testShifts: 2}
        - name: log
          title: Logs
          declarations: ["logSoftmax(_:dim:)"]
          tests: {testLog: 2}
      """),
]
