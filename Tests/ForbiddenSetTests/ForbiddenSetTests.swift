import Course
import Foundation
import XCTest

/// Each set of docs/forbidden.yml names what does, or has inside, the work that it forbids: all of
/// it, and nothing else.
final class ForbiddenSetTests: XCTestCase {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A new function or type of a library has to be looked at: give it calls in the catalogue.
  func testEveryPublicNameIsInTheCatalogue() throws {
    let names = PublicNames(try Workbook(root: Self.root)).all
    let catalogue = Catalogue()
    XCTAssertGreaterThan(names.count, 300)
    XCTAssertEqual(catalogue.repeated, [])
    XCTAssertEqual(names.subtracting(catalogue.calls.keys).sorted(), [], "not in the catalogue")
    XCTAssertEqual(Set(catalogue.calls.keys).subtracting(names).sorted(), [], "not public")
  }
}
