import Foundation
import TestSupport
import Toolchain
import XCTest

final class KaTeXTests: XCTestCase {
  func testSetUpLooksInFoldersOfTheList() throws {
    let script = try String(
      contentsOf: Repository.root.appending(path: ".ci/set-up"), encoding: .utf8)
    let loop = try XCTUnwrap(script.split(separator: "for folder in ").dropFirst().first)
    let folders = loop.prefix { $0 != ";" }.split { " \\\n".contains($0) }.map(String.init)
    XCTAssertEqual(folders, KaTeX.folders.filter { !$0.contains("homebrew") })
  }
}
