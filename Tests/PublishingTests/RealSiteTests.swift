import Course
import Toolchain
import XCTest

@testable import Publishing

/// The course as it is, every page of it.
final class RealSiteTests: XCTestCase {
  func testEveryPageIsSound() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "site-\(UUID().uuidString)").standardizedFileURL
    defer { try? FileManager.default.removeItem(at: folder) }
    let workbook = try Workbook(root: SampleWorkbook.repository)
    let sections = Publisher.written(workbook.course.sections, in: workbook)
    try await Publisher(workbook, library: BuiltLibrary(root: workbook.root))
      .build(sections, to: folder, progress: { _ in })

    let pages = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".html") }.sorted()
    XCTAssertTrue(pages.contains("api/Kindling/Tensor.html"))
    XCTAssertGreaterThan(pages.count, sections.count)
    let anchors = AnchorCache()
    for page in pages {
      XCTAssertEqual(try PageCheck(site: folder, page: page, anchors: anchors).problems, [], page)
    }
  }
}
