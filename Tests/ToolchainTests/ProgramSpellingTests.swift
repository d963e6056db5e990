import Foundation
import Toolchain
import XCTest

final class ProgramSpellingTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appending(path: "spelling-\(UUID().uuidString)")
  private var built: URL { root.appending(path: ".build/debug/grade") }

  override func setUpWithError() throws {
    try make(built)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: root)
  }

  private func make(_ program: URL) throws {
    try FileManager.default.createDirectory(
      at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
  }

  private func spelling(called argument: String, path: String = "", in folder: String = "")
    -> String
  {
    ProgramSpelling.spelling(
      of: "grade", called: argument, executable: built, path: "/nowhere:\(path)",
      directory: root.appending(path: folder).path)
  }

  func testByItsNameWhereThePathLeadsToIt() throws {
    let link = root.appending(path: "bin/grade")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: built)
    let path = link.deletingLastPathComponent().path
    XCTAssertEqual(spelling(called: "grade", path: path), "grade")
    XCTAssertEqual(spelling(called: ".build/debug/grade", path: path), "grade")
  }

  func testByItsPathWhereTheNameIsAnothers() throws {
    XCTAssertEqual(spelling(called: ".build/debug/grade"), ".build/debug/grade")
    let other = root.appending(path: "other/grade")
    try make(other)
    XCTAssertEqual(
      spelling(called: ".build/debug/grade", path: other.deletingLastPathComponent().path),
      ".build/debug/grade")
  }

  func testAPathIsSeenFromTheWorkingFolder() throws {
    XCTAssertEqual(spelling(called: built.path), ".build/debug/grade")
    XCTAssertEqual(spelling(called: built.path, in: ".build/debug"), "./grade")
    XCTAssertEqual(spelling(called: built.path, in: "docs"), built.path)
    XCTAssertEqual(spelling(called: "../.build/debug/grade", in: "docs"), "../.build/debug/grade")
  }

  func testAShellTakesItAsOneWord() throws {
    XCTAssertEqual(spelling(called: "my course/grade"), "'my course/grade'")
    XCTAssertEqual(spelling(called: "it's/grade"), #"'it'\''s/grade'"#)
  }
}
