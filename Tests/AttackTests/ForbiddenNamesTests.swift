import Course
import Foundation
import XCTest

/// A section that forbids a function of the library forbids the module of that name, too.
final class ForbiddenNamesTests: XCTestCase {
  func testModulesAreForbiddenWithTheirFunctions() throws {
    let names = try libraryNames()
    XCTAssertTrue(names.isSuperset(of: ["CrossEntropyLoss", "ReLU", "softmax"]))
    for section in try Workbook(root: Repository.root).course.sections {
      let forbidden = Set(section.forbidden.map(plain))
      let missing = names.filter { forbidden.contains(plain($0)) }.subtracting(section.forbidden)
      XCTAssertEqual(missing, [], "\(section.id) \(section.module)")
    }
  }

  /// `CrossEntropyLoss` and `crossEntropy` are one.
  private func plain(_ name: String) -> String {
    let small = name.lowercased()
    return small.count > 7 && small.hasSuffix("loss") ? String(small.dropLast(4)) : small
  }

  /// The library's public types and functions.
  private func libraryNames() throws -> Set<String> {
    let folder = Repository.root.appending(path: "Sources/Kindling")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let declaration = #/(?:public|open)[ a-z]* (?:class|func|struct|enum) (\w+)/#
      for match in text.matches(of: declaration) { names.insert(String(match.1)) }
    }
    return names
  }
}
