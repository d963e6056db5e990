import Answers
import Foundation
import GradingTestSupport
import XCTest

@testable import Classroom

/// An answer is found by its module's name wherever it is, or it is said why not.
final class AnswerSearchTests: XCTestCase {
  private static let section = Result { try MadeCourse().section }
  private let skeleton = MadeCourse.answer(double: "unanswered()", half: "unanswered()")

  /// What there is of the answer in a submission of `ben`'s, in words.
  private func choice(
    _ files: [String: String], links: [String: String] = [:]
  ) throws -> String {
    let folder = try SubmissionsFolder()
    for (path, text) in files { try folder.write(text, to: "ben/\(path)") }
    for (path, target) in links { try folder.link("ben/\(path)", to: target) }
    let section = try Self.section.get()
    let handIn = try XCTUnwrap(folder.intake().handIns.first)
    let findings = try AnswerSearch(modules: [section.module]).findings(in: handIn.attempts[0])
    let choice = AnswerChoice(
      of: section, among: findings.candidates, obstacles: findings.obstacles)
    switch choice {
    case .found(let candidate, _): return "found \(candidate.path)"
    case .missing: return "missing"
    case .ambiguous(let candidates):
      return "ambiguous " + candidates.map(\.path).joined(separator: " ")
    case .unreadable(_, let reason, _): return "unreadable \(reason)"
    }
  }

  func testNamesAndPlacesOfOneAnswer() throws {
    for path in [
      "Doubling.swift", "1-Made/1-Doubling/Doubling.swift", "ben/Doubling.swift",
      "Exercises/1-Made/1-Doubling/Doubling.swift", "homework/ben/Exercises/Doubling.swift",
      "Doubling-1.swift", "Doubling (1).swift", "doubling.swift", "DOUBLING.SWIFT",
      "Doubling(2).swift", "Doubling-1 (1).swift", "Copy of Doubling.swift",
      "Doubling copy 2.swift", "Doubling 2.swift", "Kopie von Doubling.swift",
      "Doubling - Kopie (2).swift", "Doubling.swift.txt",
      "Übung 1/Doubling.swift", ".hidden/Doubling.swift",
    ] {
      XCTAssertEqual(try choice([path: MadeCourse.right]), "found ben/\(path)")
    }
  }

  func testOtherNamesAreNoAnswer() throws {
    for path in [
      "Doubling.txt", "DoublingHelpers.swift", "NotDoubling.swift", "Doubling.swift.orig",
      "__MACOSX/Doubling.swift", "._Doubling.swift", ".build/Doubling.swift",
    ] {
      XCTAssertEqual(try choice([path: MadeCourse.right]), "missing", path)
    }
    XCTAssertEqual(try choice(["notes.md": ""]), "missing")
  }

  func testNoNameTakesLong() {
    for tail in [" copy 2", " copy (1)", "-1", " - copy", " ", "(1)"] {
      let name = String(repeating: tail, count: 240 / tail.count) + "x.swift"
      XCTAssertEqual(AnswerName.stems(of: name).contains("doubling"), false)
    }
    XCTAssertEqual(AnswerName.stems(of: String(repeating: "-1", count: 30_000) + ".swift"), [])
  }

  func testASkeletonHidesNothing() throws {
    let nested = "Exercises/1-Made/1-Doubling/Doubling.swift"
    XCTAssertEqual(
      try choice(["Doubling.swift": skeleton, nested: MadeCourse.right]), "found ben/\(nested)")
    XCTAssertEqual(
      try choice(["Doubling.swift": MadeCourse.right, nested: skeleton]),
      "found ben/Doubling.swift")
    XCTAssertEqual(
      try choice(["Doubling.swift": skeleton, nested: skeleton + "\n"]), "found ben/\(nested)")
  }

  func testFilesThatDifferAreNamed() throws {
    let other = MadeCourse.answer(double: "x + x")
    XCTAssertEqual(
      try choice(["Doubling.swift": MadeCourse.right, "old/Doubling.swift": other]),
      "ambiguous ben/Doubling.swift ben/old/Doubling.swift")
    XCTAssertEqual(
      try choice([
        "Doubling.swift": MadeCourse.right, "old/Doubling.swift": other,
        "a/Doubling.swift": skeleton,
      ]), "ambiguous ben/Doubling.swift ben/old/Doubling.swift")
    XCTAssertEqual(
      try choice(["a/Doubling.swift": MadeCourse.right, "b/Doubling.swift": MadeCourse.right]),
      "found ben/a/Doubling.swift")
  }

  func testAWholeRepositoryHoldsItsStudentsAnswersAlone() throws {
    let path = "1-Made/1-Doubling/Doubling.swift"
    let other = MadeCourse.answer(double: "x + x")
    XCTAssertEqual(
      try choice([
        "kindling/Package.swift": "", "kindling/Exercises/\(path)": MadeCourse.right,
        "kindling/Solutions/\(path)": other, "kindling/Tests/Mutants/Doubling.swift": other,
      ]), "found ben/kindling/Exercises/\(path)")
  }

  func testWhatCannotBeReadIsSaid() throws {
    XCTAssertEqual(
      try choice([:], links: ["Doubling.swift": "/etc/passwd"]),
      "unreadable ben/Doubling.swift is a link: hand in the file itself")
    XCTAssertEqual(
      try choice(["notes.md": ""], links: ["Exercises": "/"]),
      "unreadable Doubling.swift was not found, and it may be in what was left out: "
        + "ben/Exercises is a link, which is not followed")
    XCTAssertEqual(
      try choice(["Doubling.swift": MadeCourse.right], links: ["Exercises": "/"]),
      "found ben/Doubling.swift")
    XCTAssertEqual(
      try choice(["a/Doubling.swift": MadeCourse.right], links: ["Doubling.swift": "/etc/passwd"]),
      "ambiguous ben/a/Doubling.swift ben/Doubling.swift")
    XCTAssertEqual(
      try choice(["a/Doubling.swift": skeleton], links: ["Doubling.swift": "/etc/passwd"]),
      "unreadable ben/Doubling.swift is a link: hand in the file itself")
  }
}
