import Course
import TestSupport
import Toolchain
import XCTest

@testable import Publishing

/// The course as it is, every page of it, with results and with a class.
final class RealSiteTests: XCTestCase {
  func testEveryPageIsSound() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "site-\(UUID().uuidString)").standardizedFileURL
    defer { try? FileManager.default.removeItem(at: folder) }
    let workbook = try Workbook(root: Repository.root)
    let sections = Publisher.written(workbook.course.sections, in: workbook)
    let reports = folder.appending(path: "reports")
    try SampleReports.write(
      [
        "own/1.json": SampleReports.json(points: 0), "own/2.json": SampleReports.json(points: 3),
        "class/ada.json": SampleReports.json(points: 6), "class/cut.json": "{",
        "class/b.json": SampleReports.json(student: "<b>&"),
      ], in: reports)
    let results = try Results(
      reports: reports.appending(path: "own"), classFolder: reports.appending(path: "class"))
    try await Publisher(workbook, results: results, library: BuiltLibrary(root: workbook.root))
      .build(sections, to: folder, progress: { _ in })

    let pages = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".html") }.sorted()
    for page in ["api/Kindling/Tensor.html", "results.html", "class/students/b.html"] {
      XCTAssertTrue(pages.contains(page), page)
    }
    XCTAssertGreaterThan(pages.count, sections.count)
    let anchors = AnchorCache()
    for page in pages {
      XCTAssertEqual(try PageCheck(site: folder, page: page, anchors: anchors).problems, [], page)
    }
  }
}
