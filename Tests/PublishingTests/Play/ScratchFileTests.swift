import Foundation
import LessonTestSupport
import XCTest

@testable import Publishing

final class ScratchFileTests: XCTestCase {
  private static let lesson = """
    # 2.1 Affine maps

    ```swift
    print(1)
    ```

    ```swift fails
    print(x)
    ```

    """

  private func workbook() throws -> SampleWorkbook {
    try SampleWorkbook(["1-affine-maps.md": Self.lesson])
  }

  func testTheLessonsProgramIsCopiedAndSaysHowToRunIt() throws {
    let sample = try workbook()
    let scratch = try ScratchFile(of: sample.first, in: sample.workbook, isFresh: false)
    XCTAssertEqual(
      scratch.file.standardizedFileURL.path,
      sample.root.appending(path: "scratch/1-affine-maps.swift").path)
    XCTAssertFalse(scratch.isKept)
    XCTAssertEqual(
      try sample.text("scratch/1-affine-maps.swift"),
      """
      // The program of 2.1 Affine maps.
      // Run this file with `lessons run 1-affine-maps.swift`, or type `lessons play 2.1`
      // for a copy that runs again at each save.

      import Figures
      import Kindling
      import RealModule

      print(1)

      """)
  }

  func testACopyIsKeptUnlessAFreshOneIsAskedFor() throws {
    let sample = try workbook()
    _ = try ScratchFile(of: sample.first, in: sample.workbook, isFresh: false)
    let path = "scratch/1-affine-maps.swift"
    try sample.write("print(2)\n", to: path)
    let kept = try ScratchFile(of: sample.first, in: sample.workbook, isFresh: false)
    XCTAssertTrue(kept.isKept)
    XCTAssertNil(kept.previous)
    XCTAssertEqual(try sample.text(path), "print(2)\n")
    let fresh = try ScratchFile(of: sample.first, in: sample.workbook, isFresh: true)
    XCTAssertFalse(fresh.isKept)
    XCTAssertTrue(try sample.text(path).hasSuffix("\nprint(1)\n"))
    XCTAssertEqual(fresh.previous?.lastPathComponent, "1-affine-maps.before.swift")
    XCTAssertEqual(try sample.text("scratch/1-affine-maps.before.swift"), "print(2)\n")
    // An untouched copy is nothing to keep.
    XCTAssertNil(try ScratchFile(of: sample.first, in: sample.workbook, isFresh: true).previous)
    XCTAssertEqual(try sample.text("scratch/1-affine-maps.before.swift"), "print(2)\n")
  }

  func testALessonWithoutAProgramSaysSo() throws {
    let sample = try SampleWorkbook(["1-affine-maps.md": "# 2.1 Affine maps\n\nWords.\n"])
    XCTAssertThrowsError(try ScratchFile(of: sample.first, in: sample.workbook, isFresh: false)) {
      XCTAssertEqual("\($0)", "the lesson of 2.1 has no program to play with")
    }
  }
}
