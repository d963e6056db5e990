import Course
import Foundation
import Toolchain
import XCTest

@testable import Handouts

/// The definition of an Apptainer image, as far as it can be checked without Apptainer.
final class ApptainerTests: XCTestCase {
  /// The sections of a definition, by name, and what comes before them.
  private func parts(_ definition: String) -> (header: [String: String], sections: [String: String])
  {
    var header: [String: String] = [:]
    var sections: [String: String] = [:]
    var name: String?
    for line in definition.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("%") {
        name = String(line.dropFirst())
        sections[name ?? "", default: ""] = ""
      } else if let name {
        sections[name]? += line + "\n"
      } else if let colon = line.firstIndex(of: ":") {
        header[String(line[..<colon])] = line[line.index(after: colon)...]
          .trimmingCharacters(in: .whitespaces)
      }
    }
    return (header, sections)
  }

  func testTheDefinitionHasWhatItNeeds() async throws {
    let course = try CourseCopyOnDisk()
    let made = try await CourseCopyOnDisk.run(
      "grade", "package", "apptainer", "../image", "--sections", "2.1", in: course.root)
    XCTAssertEqual(made.outcome, .exited(0), made.error)
    XCTAssertEqual(made.output, "../image/kindling.def: grades 2.1\n")
    let place = course.folder.appending(path: "image")
    let (header, sections) = parts(
      try String(contentsOf: place.appending(path: "kindling.def"), encoding: .utf8))
    XCTAssertEqual(header, ["Bootstrap": "docker", "From": "swift:6.3"])
    XCTAssertEqual(
      Set(sections.keys), ["help", "files", "post", "environment", "runscript", "test"])
    for name in ["post", "environment", "runscript", "test"] {
      let result = try await Program(
        URL(filePath: "/bin/sh"), ["-n"], input: sections[name] ?? "", seconds: 30
      ).run()
      XCTAssertTrue(result.isSuccess, "\(name): \(result.error)")
    }
    // What goes into the image is there: source and destination on each line.
    for line in (sections["files"] ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      XCTAssertEqual(words.count, 2)
      XCTAssertTrue(
        FileManager.default.fileExists(atPath: place.appending(path: String(words[0])).path))
    }
    let files = try CourseCopyOnDisk.contents(of: place).keys
    XCTAssertTrue(files.contains { $0.hasSuffix("/Hidden/AffineMapsHiddenTests.swift") })
    XCTAssertFalse(files.contains { $0.contains("Solutions/") || $0.contains("/Mutants/") })
    let again = try await CourseCopyOnDisk.run(
      "grade", "package", "apptainer", "../image", in: course.root)
    XCTAssertEqual(again.outcome, .exited(2))
    XCTAssertTrue(again.error.contains("is not empty: nothing was written"), again.error)
  }
}
