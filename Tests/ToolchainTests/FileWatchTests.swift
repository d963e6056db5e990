import Foundation
import Toolchain
import XCTest

final class FileWatchTests: XCTestCase {
  private var folder = URL(filePath: "/")

  override func setUpWithError() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "watch-\(UUID().uuidString)").standardizedFileURL
    let inner = folder.appending(path: "inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try write("one", to: "inner/a.md")
  }

  override func tearDown() {
    try? FileManager.default.removeItem(at: folder)
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path), options: .atomic)
  }

  private func names(_ files: [URL]) -> [String] {
    files.map(\.lastPathComponent).filter { $0.hasSuffix(".md") }
  }

  func testNothingChanged() {
    var watch = FileWatch([folder])
    XCTAssertEqual(watch.changes(), [])
  }

  func testChangesAdditionsAndRemovalsAreToldOnce() throws {
    var watch = FileWatch([folder])
    try write("longer", to: "inner/a.md")
    try write("new", to: "b.md")
    XCTAssertEqual(names(watch.changes()), ["b.md", "a.md"])
    XCTAssertEqual(watch.changes(), [])
    try FileManager.default.removeItem(at: folder.appending(path: "b.md"))
    XCTAssertEqual(names(watch.changes()), ["b.md"])
  }

  func testAnEditorsHiddenFilesDoNotCount() throws {
    var watch = FileWatch([folder.appending(path: "inner")])
    try write("swap", to: "inner/.a.md.swp")
    XCTAssertEqual(names(watch.changes()), [])
  }
}
