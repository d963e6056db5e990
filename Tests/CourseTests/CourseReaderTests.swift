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
    XCTAssertEqual(section.forbiddenSets.map(\.name), ["shares", "losses"])
    XCTAssertEqual(section.forbiddenSets.first?.rule, "Write it yourself.")
    XCTAssertEqual(section.forbidden, ["softmax", "logSoftmax", "crossEntropy"])
    XCTAssertEqual(course.forbiddenSets.map(\.allowed), [["exp"], []])
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
      (
        "forbidden: [shares, losses]", "forbidden: [shares, loses]",
        "5: `forbidden` of section 2.2 names loses, which is not a set in docs/forbidden.yml "
          + "(did you mean losses?)"
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
        "15: `firstHints` names testSlides, which is not a test of part softmax of section 2.2"
      ),
      ("module: Softmax", "module: Affine", "1: module Affine belongs in 2-affine.yml"),
      ("module: Softmax", "title: Softmax", "1: `title` appears twice in one list of keys"),
      (
        "limits: {seconds: 5}", "limits: 5",
        "6: `limits` of section 2.2 must be a list of `key: value`"
      ),
      (
        "limits: {seconds: 5}", "dimensions: {flot16: tested}",
        "6: `dimensions` of section 2.2 has an unknown key `flot16` (did you mean float16?)"
      ),
      (
        "limits: {seconds: 5}", "dimensions: {nan: test}",
        "6: `nan` of section 2.2 is `tested`, `\"ruled out: REASON\"`, or a list of `part: reason`"
      ),
      (
        "limits: {seconds: 5}", "dimensions: {nan: {softmx: none}}",
        "6: `nan` of section 2.2 names a part `softmx`, which the section does not have "
          + "(did you mean softmax?)"
      ),
      (
        "limits: {seconds: 5}", "dimensions: {nan: {log: }}",
        "6: `nan` of section 2.2 gives no reason for log"
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

  func testReadsWhatIsSaidOfDimensions() throws {
    let dimensions = """
      dimensions:
        nan: tested
        float16: "ruled out: scores are float32"
        flags: {softmax.x: it has none, log: nor has this}
      parts:
      """
    let rows = madeRows.map { $0.replacing("limits: {seconds: 5}\nparts:", with: dimensions) }
    let section = try madeCourse(rows: rows).sections[1]
    XCTAssertEqual(section.dimensions.map(\.dimension), [.nan, .float16, .flags])
    XCTAssertEqual(section.dimensions.map(\.line), [7, 8, 9])
    XCTAssertEqual(section.entry(for: .nan)?.treatment, .tested)
    XCTAssertEqual(
      section.entry(for: .float16)?.treatment, .ruledOut("scores are float32"))
    let flags = try XCTUnwrap(section.entry(for: .flags)?.treatment)
    XCTAssertFalse(flags.covers(["log", "log.tracked", "log.x"]))
    XCTAssertFalse(flags.covers(["softmax", "softmax.tracked", "softmax.x"]))
    XCTAssertTrue(flags.covers(["softmax", "softmax.tracked"]))
    XCTAssertNil(section.entry(for: .rank0))
  }

  func testAHandoutsRowStatesPointsInTheirPlace() throws {
    let old = "tests: {testLog: 2}"
    let rows = madeRows.map { $0.replacing(old, with: "points: 7") }
    XCTAssertNotEqual(rows.map(\.text), madeRows.map(\.text))
    let part = try madeCourse(rows: rows).sections[1].parts[1]
    XCTAssertEqual(part.points, 7)
    XCTAssertEqual(part.tests, [])
    let none = madeRows.map { $0.replacing(old, with: "points: 0") }
    XCTAssertThrowsError(try madeCourse(rows: none)) {
      XCTAssertTrue("\($0)".hasSuffix("must be above 0, not 0"), "\($0)")
    }
    let both = madeRows.map { $0.replacing(old, with: "\(old)\n    points: 2") }
    XCTAssertThrowsError(try madeCourse(rows: both)) {
      XCTAssertTrue(
        "\($0)".hasSuffix("follow from its `tests`: only one of the two may be there"), "\($0)")
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

  private func section(_ head: String) throws -> Section {
    let rows = [
      CourseText(file: madeRows[0].file, text: head + madeRows[0].text), madeRows[1],
    ]
    return try madeCourse(rows: rows).sections[0]
  }

  func testTheHeadIsRead() throws {
    let section = try section(
      """
      minutes: {read: 15, exercise: 20}
      afterwards: [One., Two.]
      draws: ["Linear(5, 3)"]
      form: draft
      source: {title: T, section: S, author: A, address: 'https://example.org'}

      """)
    XCTAssertEqual(section.minutes.map { [$0.read, $0.exercise] }, [15, 20])
    XCTAssertEqual(section.afterwards, ["One.", "Two."])
    XCTAssertEqual(section.draws, ["Linear(5, 3)"])
    XCTAssertTrue(section.isDraft)
    XCTAssertEqual(section.source?.author, "A")
    XCTAssertEqual(section.gaps, [])
    let bare = try self.section("source: T\n")
    XCTAssertFalse(bare.isDraft)
    XCTAssertEqual(bare.source?.title, "T")
    XCTAssertEqual(bare.gaps.count, 5)
  }

  func testMistakesInTheHead() {
    for (head, message) in [
      ("minutes: 15", "`minutes` of section 2.1 must be a list of `key: value`"),
      ("minutes: {read: 15}", "`minutes` of section 2.1 has no `exercise`"),
      (
        "minutes: {read: 0, exercise: 1}",
        "`read` of `minutes` of section 2.1 must be above 0, not 0"
      ),
      ("afterwards: [One.]", "`afterwards` of section 2.1 has 1 items;, 2 to 4 are needed"),
      ("form: whole", "`form` of section 2.1 is draft, or left out"),
      (
        "source: {title: T, address: www}",
        "`address` of `source` of section 2.1 begins with https://, not 'www'"
      ),
    ] {
      XCTAssertThrowsError(try section(head + "\n"), head) {
        XCTAssertTrue("\($0)".hasSuffix(":1: \(message)"), "\($0)")
      }
    }
  }

  func testPlannedSectionsAreRead() throws {
    let course = try Course(yaml: "planned: {\"4.10\": Modules}\n" + madeText)
    XCTAssertEqual(course.planned, ["4.10": "Modules"])
    for (planned, message) in [
      ("[4.1]", "`planned` of the course must be a list of `\"4.13\": title`"),
      ("{x: y}", "a planned section is named by its number, as \"4.13\""),
      ("{\"4.1\": \"\"}", "the planned section 4.1 needs a title"),
    ] {
      XCTAssertThrowsError(try Course(yaml: "planned: \(planned)\n" + madeText), planned) {
        XCTAssertEqual("\($0)", "docs/course.yml:1: \(message)")
      }
    }
  }

  func testNamesTheLineOfAMistakeInTheSets() {
    let mistakes = [
      "shares": "docs/forbidden.yml:1: the sets must be a list of `name: set`",
      "shares: softmax":
        "docs/forbidden.yml:1: the set shares must be a list of `key: value`",
      "shares: {name: [softmax]}":
        "docs/forbidden.yml:1: the set shares has an unknown key `name` (did you mean names?)",
      "\nshares: {rule: r}": "docs/forbidden.yml:2: the set shares has no `names`",
      "shares: {names: [softmax]}": "docs/forbidden.yml:1: the set shares has no `rule`",
      "shares: {rule: r, names: [exp, exp]}":
        "docs/forbidden.yml:1: `names` of the set shares names exp twice",
      "shares:\n  rule: r\n  names: [exp]\n  allowed: [exp]":
        "docs/forbidden.yml:4: the set shares both forbids and allows exp",
    ]
    for (text, message) in mistakes {
      XCTAssertThrowsError(try madeCourse(sets: text), text) {
        XCTAssertEqual("\($0)", message)
      }
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
func madeCourse(rows: [CourseText] = madeRows, sets: String = madeSets) throws -> Course {
  try Course(yaml: madeText, sets: CourseText(file: Workbook.forbiddenFile, text: sets)) { _ in
    rows
  }
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

let madeSets = """
  shares: {rule: Write it yourself., names: [softmax, logSoftmax], allowed: [exp]}
  losses: {rule: And this., names: [logSoftmax, crossEntropy]}
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
      forbidden: [shares, losses]
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
