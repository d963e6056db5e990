import Course
import Foundation
import TestSupport
import Toolchain
import XCTest

@testable import Handouts

/// The programs' sources without what is for authors and instructors.
///
/// Building a whole handout takes minutes (see `HandoutBuildTests`); this compiles the three
/// modules that are handed out in part, against all others as they are built here.
final class HandedOutSourcesTests: XCTestCase {
  func testTheyCompileByThemselvesAndHoldNothingHidden() async throws {
    let course = try CourseCopyOnDisk()
    _ = try ReleaseTests.plant(in: course)
    let handout = try course.release("2.1,2.2")
    let library = try BuiltLibrary(root: Repository.root)
    var compiler = Compiler(toolchain: try SwiftToolchain.find(), library: library)
    // Whole modules, on a machine that may have much else to do: the limits are for answers.
    compiler.limits = Compiler.Limits(seconds: 1800, processorSeconds: 600, memoryMiB: 8192)
    let output = course.folder.appending(path: "modules")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    for name in ["Course", "Handouts", "grade"] {
      let sources = try CourseFile.paths(below: "Sources/\(name)", in: handout)
        .filter { $0.hasSuffix(".swift") }
      XCTAssertFalse(sources.isEmpty)
      let module = Compiler.Module(
        name: name, sources: sources.map { handout.appending(path: $0) }, searchPaths: [output],
        flags: try flags(library), output: output)
      let result = try await compiler.compile(module)
      XCTAssertTrue(result.isSuccess, "\(name): \(result.log.prefix(2000))")
      XCTAssertFalse(result.log.contains("warning:"), "\(name): \(result.log.prefix(2000))")
      guard result.isSuccess else { return }
      for product in [module.object, module.interface] {
        let data = try Data(contentsOf: product)
        XCTAssertNil(data.range(of: Data(ReleaseTests.word.utf8)), product.path)
        XCTAssertNotNil(data.range(of: Data(name.utf8)), product.path)
      }
    }
  }

  /// What the package manager gives to the modules of this package.
  private func flags(_ library: BuiltLibrary) throws -> [String] {
    let name = Repository.root.lastPathComponent.lowercased()
      .replacing(#/[^a-z0-9]/#, with: "_")
    let checkouts = library.scratch.appending(path: "checkouts")
    let maps = try FileManager.default.subpathsOfDirectory(atPath: checkouts.path).filter {
      $0.hasSuffix("/include/module.modulemap") && $0.contains("/Sources/")
        && !$0.contains("_NumericsShims")
    }
    return ["-package-name", name]
      + maps.sorted().flatMap { map in
        let url = checkouts.appending(path: map)
        return [
          "-Xcc", "-fmodule-map-file=\(url.path)", "-Xcc",
          "-I\(url.deletingLastPathComponent().path)",
        ]
      }
  }
}
