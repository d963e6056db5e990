import Course
import Foundation
import LessonTestSupport
import TestSupport
import Toolchain
import XCTest

@testable import Documents
@testable import Publishing

/// What the tables of names have under Kindling is Swift that compiles. `names_tables.py` runs what
/// they have under PyTorch and NumPy.
final class NamesCellTests: XCTestCase {
  private func faults(in lessons: [Lesson]) async throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "names-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let compiler = Compiler(
      toolchain: try SwiftToolchain.find(),
      library: try BuiltLibrary(root: Repository.root))
    return try await NamesProgram(lessons).faults(compiler, in: folder)
  }

  func testEveryCellCompiles() async throws {
    let workbook = try Workbook(root: Repository.root)
    let lessons = try workbook.course.sections.map { try Lesson($0, in: workbook) }
    let faults = try await faults(in: lessons)
    XCTAssertEqual(faults, [])
    let tables = lessons.filter { NamesTable($0.blocks) != nil }.map(\.section.id)
    XCTAssertEqual(try NamesProgram(lessons).marks.subtracting(tables), [], "no such tables")
  }

  func testAFaultHasTheLessonsLineAndCell() async throws {
    let table = """
      # 2.1 A

      ## Names

      | Kindling | PyTorch |
      |---|---|
      | `x.t()` | `x.t()` |
      | `x.nowhere()` | `x.t()` |
      | `Tensor.load("a.npy")` | `np.load("a.npy")` |
      | `Nothing` | `x` |
      | `let x: Int = 2` | `x` |
      | `class Own: Nothing` | `x` |
      | `@Nothing var scale` | `x` |
      | `x.shape.rank` | `x` |
      | `x.exp(` | `x` |
      """
    let sample = try SampleWorkbook()
    let found = try await faults(in: [sample.lesson(table)])
    XCTAssertEqual(
      found,
      [
        "15: `x.exp(` is not whole: is a bracket or a quotation mark missing?",
        "8: `x.nowhere()` does not compile: value of type 'Tensor' has no member 'nowhere'",
        "9: `Tensor.load(\"a.npy\")` does not compile: "
          + "call can throw but is not marked with 'try'",
        "10: `Nothing` does not compile: cannot find type 'Nothing' in scope",
        "12: `class Own: Nothing` does not compile: cannot find type 'Nothing' in scope",
        "13: `@Nothing var scale` does not compile: unknown attribute 'Nothing'",
        "14: `x.shape.rank` does not compile: value of type 'Shape' has no member 'rank'",
      ].map { "\(SampleWorkbook.file):\($0)" })
  }
}
