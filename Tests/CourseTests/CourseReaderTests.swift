import Course
import XCTest

final class CourseReaderTests: XCTestCase {
  func testReadsEveryKey() throws {
    let course = try Course(yaml: yaml())
    XCTAssertEqual(course.title, "Course")
    let section = try XCTUnwrap(course.section(numbered: "2.2"))
    XCTAssertEqual(section.module, "Softmax")
    XCTAssertEqual(section.requires, ["2.1"])
    XCTAssertEqual(section.imports, ["Kindling", "RealModule"])
    XCTAssertEqual(section.forbidden, ["softmax"])
    XCTAssertEqual(section.limits.seconds, 5)
    XCTAssertEqual(section.line, 19)
    XCTAssertEqual(section.parts.map(\.name), ["softmax", "log"])
    XCTAssertEqual(section.parts[0].points, 5)
    XCTAssertEqual(section.parts[0].hints, ["Look.", "Look again."])
    XCTAssertEqual(section.points, 7)
    XCTAssertEqual(section.tests.map(\.name), ["testSums", "testShifts", "testLog"])
    XCTAssertEqual(course.sections[0].limits.seconds, 10)
  }

  func testNamesTheLineOfEachMistake() {
    let mistakes: [(old: String, new: String, message: String)] = [
      (
        "requires: ['2.1']", "requires: ['2.1x']",
        "19: section 2.2 requires 2.1x, which is not a section (did you mean 2.1?)"
      ),
      (
        "requires: ['2.1']", "requires: ['2.2']",
        "19: section 2.2 requires 2.2, which does not come before it"
      ),
      (
        "forbidden:", "forbiden:",
        "24: section 2.2 has an unknown key `forbiden` (did you mean forbidden?)"
      ),
      ("testSums: 3", "testSums: 0", "31: the points of testSums must be above 0, not 0"),
      ("testSums: 3", "testSums: few", "31: the points of testSums must be a whole number"),
      ("testSums: 3", "sums: 3", "31: a test's name begins with `test`, as in `testMapsEachRow`"),
      ("testLog: 2", "testSums: 2", "34: section 2.2 names the test testSums twice"),
      ("- name: log", "- name: softmax", "34: section 2.2 has two parts softmax"),
      ("module: Softmax", "module: Affine", "19: section 2.2 has the module Affine of 2.1"),
      ("module: Softmax", "title: Softmax", "20: `title` stands twice in one list of keys"),
      (
        "limits: {seconds: 5}", "limits: 5",
        "25: `limits` of section 2.2 must be a list of `key: value`"
      ),
      ("      module: Softmax\n", "", "19: section 2.2 has no `module`"),
      (
        "imports: [Kindling, RealModule]", "imports: Kindling",
        "23: `imports` of section 2.2 must be a list"
      ),
      ("- number: 2 # section", "- number: 1", "19: there are two sections 2.1"),
    ]
    for mistake in mistakes {
      let text = yaml().replacingOccurrences(of: mistake.old, with: mistake.new)
      XCTAssertNotEqual(text, yaml(), "nothing to replace: \(mistake.old)")
      XCTAssertThrowsError(try Course(yaml: text), mistake.new) {
        XCTAssertEqual("\($0)", "docs/course.yml:" + mistake.message)
      }
    }
  }

  func testTermAndLinksAreRead() throws {
    let links = "links: [{title: Forum, address: 'https://example.org'}]\n"
    let course = try Course(yaml: "term: Spring 2027\n" + links + yaml())
    XCTAssertEqual(course.term, "Spring 2027")
    XCTAssertEqual(course.links.map(\.title), ["Forum"])
    XCTAssertEqual(course.links.map(\.address), ["https://example.org"])
    XCTAssertEqual(try Course(yaml: yaml()).links, [])
  }

  func testALinkLeadsElsewhere() {
    let mistakes = [
      "links: [{title: F, address: 'file:///x'}]\n":
        "1: `address` of a link begins with https://, http:// or mailto:, not 'file:///x'",
      "links: [{title: F}]\n": "1: a link has no `address`",
      "links: F\n": "1: `links` of the course must be a list",
    ]
    for (links, message) in mistakes {
      XCTAssertThrowsError(try Course(yaml: links + yaml()), links) {
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
    for (chapter, size) in sizes.enumerated() {
      text += "- {number: \(chapter + 1), name: C\(chapter), title: t, sections: ["
      text += (1...size).map {
        "{number: \($0), module: M\(chapter)x\($0), title: t, parts: "
          + "[{name: p, title: t, declarations: ['f()'], tests: {testF: 1}}]}"
      }.joined(separator: ", ")
      text += "]}\n"
    }
    XCTAssertEqual(try Course(yaml: text).sections.count, 39)
  }
}

/// A small course of one chapter and two sections.
func yaml() -> String {
  """
  title: Course
  subtitle: for tests
  chapters:
  - number: 2
    name: BuildingBlocks
    title: Blocks
    summary: what it is for
    sections:
      - number: 1
        module: Affine
        title: Affine maps
        imports: [Kindling]
        parts:
          - name: affine
            title: Map rows
            declarations: ["affine(_:weight:bias:)"]
            tests:
              testMaps: 6
      - number: 2 # section
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
          - name: log
            title: Logs
            declarations: ["logSoftmax(_:dim:)"]
            tests: {testLog: 2}
  """
}
