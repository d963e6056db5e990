import LessonTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

final class BenchmarkPageTests: XCTestCase {
  private static let lesson = "# 2.1 Affine maps\n\n## Exercise\n\n{{exercise}}\n"
  private static let times = """
    {"processor": "2 x <A> processor", "rounds": 3, "references": [{"name": "PyTorch 2.13.0", "rows": [
      {"workload": "bow", "ours": 0.002, "reference": 0.05, "ratio": 25, "least": 24, "most": 26},
      {"workload": "exp_1e6", "ours": 1.5e-4, "reference": 1.2e-4, "ratio": 0.8, "least": 0.7, "most": 0.9}
    ]}]}
    """

  private func build(_ sample: SampleWorkbook, _ benchmark: BenchmarkTimes?) async throws {
    let publisher = try await Publisher(
      sample.workbook, benchmark: benchmark, library: BuiltLibrary(root: Repository.root))
    try await publisher.build(
      [sample.first], to: sample.root.appending(path: "site"), progress: { _ in })
  }

  private func read(_ text: String, _ sample: SampleWorkbook) throws -> BenchmarkTimes {
    try sample.write(text, to: "times.json")
    return try BenchmarkTimes(sample.root.appending(path: "times.json"))
  }

  func testTimesHaveAPageThatGoesWithThem() async throws {
    let sample = try SampleWorkbook(["1-affine-maps.md": Self.lesson])
    try await build(sample, read(Self.times, sample))
    let page = try sample.text("site/benchmark.html")
    XCTAssertTrue(page.contains("2 x &lt;A&gt; processor, in 3 rounds"))
    XCTAssertTrue(page.contains("<td class=\"right\">2 ms</td><td class=\"right\">50 ms</td>"))
    XCTAssertTrue(page.contains("<td class=\"right\">0.80</td>"))
    XCTAssertEqual(page.components(separatedBy: "<figcaption>").count - 1, 2)
    XCTAssertEqual(
      try PageCheck(site: sample.root.appending(path: "site"), page: "benchmark.html").problems, [])
    let link = "href=\"../benchmark.html\""
    let lesson = "site/2-building-blocks/1-affine-maps.html"
    XCTAssertTrue(try sample.text(lesson).contains(link))

    try await build(sample, nil)
    XCTAssertFalse(try sample.text(lesson).contains(link))
    XCTAssertThrowsError(try sample.text("site/benchmark.html"))
  }

  func testThePageFollowsTheTimes() async throws {
    let sample = try SampleWorkbook(["1-affine-maps.md": Self.lesson])
    try await build(sample, read(Self.times, sample))
    let other = Self.times.replacing("\"rounds\": 3", with: "\"rounds\": 5")
    try await build(sample, read(other, sample))
    XCTAssertTrue(try sample.text("site/benchmark.html").contains("in 5 rounds"))
  }

  func testOtherFilesAreRefused() throws {
    let sample = try SampleWorkbook()
    func message(_ text: String?) throws -> String {
      do {
        if let text {
          _ = try read(text, sample)
        } else {
          _ = try BenchmarkTimes(sample.root.appending(path: "none.json"))
        }
        return "read"
      } catch { return "\(error)".replacing(sample.root.path + "/", with: "") }
    }
    let hint = "; `make bench` writes such a file"
    XCTAssertEqual(try message(nil), "none.json cannot be read" + hint)
    for text in [
      "", "{}", "{\"processor\": \"\", \"rounds\": 1, \"references\": []}",
      Self.times.replacing("\"ratio\": 25", with: "\"ratio\": -25"), String(Self.times.dropLast(2)),
    ] {
      XCTAssertEqual(try message(text), "times.json holds no times" + hint)
    }
  }
}
