import LessonTestSupport
import Markup
import TestSupport
import Toolchain
import XCTest

@testable import Grading
@testable import Publishing

final class ResultsPagesTests: XCTestCase {
  private static let lesson = "# 2.1 Affine maps\n\n## Exercise\n\n{{exercise}}\n"
  private static let name = "<script>alert(1)</script>"

  /// Builds a site with results, and with a class where one is given.
  private func site(
    _ reports: [String: String], group: [String: String] = [:]
  ) async throws -> SampleWorkbook {
    let sample = try SampleWorkbook(["1-affine-maps.md": Self.lesson])
    let results = sample.root.appending(path: "results")
    let students = sample.root.appending(path: "class")
    try SampleReports.write(reports, in: results)
    try SampleReports.write(group, in: students)
    let publisher = try await Publisher(
      sample.workbook,
      results: Results(
        reports: reports.isEmpty ? nil : results, classFolder: group.isEmpty ? nil : students),
      library: BuiltLibrary(root: Repository.root))
    try await publisher.build(
      [sample.first], to: sample.root.appending(path: "site"), progress: { _ in })
    return sample
  }

  private func problems(_ sample: SampleWorkbook, _ pages: [String]) throws -> [String] {
    try pages.flatMap { page in
      try PageCheck(site: sample.root.appending(path: "site"), page: page).problems
        .map { "\(page): \($0)" }
    }
  }

  func testALessonShowsTheStateOfItsSection() async throws {
    let sample = try await site([
      "1.json": SampleReports.json(points: 0), "2.json": SampleReports.json(points: 3),
    ])
    let lesson = try sample.text("site/2-building-blocks/1-affine-maps.html")
    XCTAssertTrue(lesson.contains("Your answer: 3 of 6 points"))
    XCTAssertTrue(lesson.contains("<samp>expected 1, got 2</samp>"))
    XCTAssertTrue(lesson.contains("<code>AffineMaps.swift:7:3</code>"))
    XCTAssertTrue(lesson.contains("<code class=\"source\">x &lt; y</code>"))
    let results = try sample.text("site/results.html")
    XCTAssertTrue(results.contains("3 of 12 points, 0 of 2 sections done, 2 attempts"))
    XCTAssertTrue(results.contains("Points after each attempt"))
    let pages = ["results.html", "2-building-blocks/1-affine-maps.html"]
    XCTAssertEqual(try problems(sample, pages), [])
  }

  func testWithoutResultsThePagesAreThePlainCourse() async throws {
    let sample = try await site([:])
    let lesson = try sample.text("site/2-building-blocks/1-affine-maps.html")
    XCTAssertFalse(lesson.contains("Your answer"))
    XCTAssertFalse(lesson.contains("results.html"))
    let site = sample.root.appending(path: "site")
    for path in ["results.html", "class"] {
      XCTAssertFalse(FileManager.default.fileExists(atPath: site.appending(path: path).path))
    }
  }

  func testAClassHasAPageAndOneForEachStudent() async throws {
    let sample = try await site(
      [:],
      group: [
        "ada.json": SampleReports.json(points: 6), "ben.json": SampleReports.json(points: 2),
        "ben/1.json": SampleReports.json(points: 0), "cut.json": "{\"schemaVersion\": 1,",
      ])
    let page = try sample.text("site/class/index.html")
    XCTAssertTrue(page.contains("3 students, 2 sections"))
    XCTAssertTrue(page.contains("answer: expected 1, got 2"))
    XCTAssertTrue(page.contains("<code>cut.json</code> is not complete JSON"))
    let students = ["ada", "ben", "ben-2"].map { "class/students/\($0).html" }
    XCTAssertEqual(try problems(sample, ["class/index.html"] + students), [])
  }

  func testInsightShowsTestsTimesAndAnswersAlike() async throws {
    let code = "</code><b>x</b> \u{1B}[31m // \(Self.name)"
    let alike = AlikeAnswers(sections: [
      AlikeAnswers.Section(
        id: "2.1", answers: 3, compared: 2,
        pairs: [
          AlikeAnswers.Pair(
            students: [Self.name, "ben"], percent: 83,
            passages: [
              AlikeAnswers.Passage(
                first: .init(line: 7, text: code), second: .init(line: 9, text: "let a = 1"))
            ])
        ], left: 4)
    ])
    let sample = try await site(
      [:],
      group: [
        "ada/1.json": SampleReports.json(
          points: 0, student: Self.name, submittedAt: "2027-03-01T10:00:00Z"),
        "ada/2.json": SampleReports.json(
          points: 6, student: Self.name, submittedAt: "2027-03-01T13:00:00Z"),
        "ada/3.json": SampleReports.json(points: 6, student: Self.name, section: "2.2"),
        "ben.json": SampleReports.json(points: 2, student: "ben"),
        "../alike.json": String(
          decoding: JSONEncoder().encode(alike), as: UTF8.self),
      ])
    let path = "class/insight.html"
    let page = try sample.text("site/\(path)")
    XCTAssertEqual(try problems(sample, [path]), [])
    // One of two passes and has 6 points elsewhere; the other has none.
    XCTAssertTrue(page.contains("<td class=\"right\">1</td><td class=\"right\">1.00</td>"), page)
    XCTAssertTrue(page.contains("<td class=\"right\">3 hours</td>"))
    XCTAssertTrue(page.contains("83 % in common"))
    XCTAssertTrue(page.contains("4 pairs more are not listed"))
    XCTAssertTrue(page.contains("&lt;/code&gt;&lt;b&gt;x&lt;/b&gt; \u{241B}[31m"))
    XCTAssertTrue(page.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"))
    XCTAssertTrue(page.contains("href=\"../class/students/ben.html\""))
    let lesson = try sample.text("site/2-building-blocks/1-affine-maps.html")
    XCTAssertTrue(lesson.contains("class/insight.html"))
  }

  func testWithoutAComparisonThePageSaysHowToMakeOne() async throws {
    let sample = try await site(
      [:],
      group: ["ada.json": SampleReports.json(points: 1), "../alike.json": "{\"schemaVersion\": 1}"])
    XCTAssertTrue(
      try sample.text("site/class/insight.html").contains("grade class alike SUBMISSIONS"))
    XCTAssertTrue(
      try sample.text("site/class/index.html")
        .contains("<code>alike.json</code> is nothing that `grade class alike` wrote"))
  }

  func testPagesFollowTheReports() async throws {
    let sample = try await site([:])
    let lesson = "site/2-building-blocks/1-affine-maps.html"
    XCTAssertFalse(try sample.text(lesson).contains("class/index.html"))
    let students = sample.root.appending(path: "class")
    func build(_ points: Int) async throws {
      try SampleReports.write(["ada.json": SampleReports.json(points: points)], in: students)
      let publisher = try await Publisher(
        sample.workbook, results: Results(classFolder: students),
        library: BuiltLibrary(root: Repository.root))
      try await publisher.build(
        [sample.first], to: sample.root.appending(path: "site"), progress: { _ in })
    }
    try await build(2)
    XCTAssertTrue(try sample.text(lesson).contains("class/index.html"))
    XCTAssertTrue(try sample.text("site/class/students/ada.html").contains("2 of 12 points"))
    try await build(3)
    XCTAssertTrue(try sample.text("site/class/students/ada.html").contains("3 of 12 points"))
    XCTAssertTrue(try sample.text("site/class/index.html").contains("3</td>"))
  }

  func testOddNamesHavePagesOfTheirOwn() async throws {
    let names = [
      "../../etc/passwd", "a/b\\c", "Ada", "ada", "ADA", "con", "", " ", "..", "\u{202E}evil",
      "\u{0}\u{1B}[31m", String(repeating: "n", count: 300), "名前", "%2e%2e", "a?b#c", "index",
    ]
    var group: [String: String] = [:]
    for (index, name) in names.enumerated() {
      group["\(index).json"] = try SampleReports.json(points: 1, student: name)
    }
    let sample = try await site([:], group: group)
    let site = sample.root.appending(path: "site")
    let pages = try FileManager.default
      .contentsOfDirectory(atPath: site.appending(path: "class/students").path)
    XCTAssertEqual(pages.count, names.count)
    XCTAssertEqual(Set(pages.map { $0.lowercased() }).count, names.count)
    for page in pages {
      XCTAssertNotNil(page.wholeMatch(of: /[a-z0-9-]{1,70}\.html/), page)
      XCTAssertNotEqual(page, "con.html", "Windows has a device of that name")
    }
    let links = try MarkupTree.parse(sample.text("site/class/index.html")).descendants
      .compactMap { $0["href"] }.filter { $0.contains("students/") }
    XCTAssertEqual(Set(links).count, names.count)
    XCTAssertEqual(
      try problems(sample, ["class/index.html"] + pages.map { "class/students/\($0)" }), [])
  }

  func testNamesAndOutputStayText() async throws {
    let output = "\u{1B}[31m</samp>\(Self.name)\u{202E}" + String(repeating: "x", count: 10_000_000)
    let sample = try await site(
      [:],
      group: ["a.json": SampleReports.json(points: 1, message: output, student: Self.name)])
    let path = "class/students/script-alert-1-script.html"
    let page = try sample.text("site/\(path)")
    XCTAssertTrue(page.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"))
    XCTAssertTrue(page.contains("<samp>\u{241B}[31m&lt;/samp&gt;&lt;script&gt;"))
    XCTAssertFalse(page.contains("\u{202E}"))
    XCTAssertTrue(page.contains("more bytes]</samp>"))
    XCTAssertLessThan(page.utf8.count, 50_000)
    XCTAssertEqual(try problems(sample, ["class/index.html", path]), [])
  }
}
