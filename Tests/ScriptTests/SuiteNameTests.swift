import Foundation
import TestSupport
import XCTest

/// Commands and guides name suites to run. Of one that is called something else by now nothing would
/// be run, without a word.
final class SuiteNameTests: XCTestCase {
  func testEachSuiteThatIsNamedIsThere() throws {
    var suites: Set<String> = []
    let paths = FileManager.default.enumerator(
      atPath: Repository.root.appending(path: "Tests").path)
    while let path = paths?.nextObject() as? String {
      suites.insert(URL(filePath: path).deletingPathExtension().lastPathComponent)
    }
    XCTAssertTrue(suites.isSuperset(of: ["KindlingTests", "SuiteNameTests"]))
    for file in try files() {
      let text = try String(contentsOf: file, encoding: .utf8)
      let named = Set(text.matches(of: /\b[A-Z]\w+Tests\b/).map { String($0.output) })
      // What the package manager calls all of them together.
      let missing = named.subtracting(suites).subtracting(["KindlingPackageTests"])
      XCTAssertEqual(missing, [], file.lastPathComponent)
    }
  }

  /// The files that name suites, and are no suites themselves.
  private func files() throws -> [URL] {
    let folders = try [".ci", "docs/guide"].flatMap {
      try FileManager.default.contentsOfDirectory(
        at: Repository.root.appending(path: $0), includingPropertiesForKeys: nil)
    }
    return folders
      + ["CONTRIBUTING.md", "Makefile", "README.md"].map { Repository.root.appending(path: $0) }
  }
}
