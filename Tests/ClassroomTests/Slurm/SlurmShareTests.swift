import Foundation
import XCTest

@testable import Classroom

/// What a task of a cluster reads of a class: what it was given, and nothing else.
final class SlurmShareTests: XCTestCase {
  /// What a search finds of a student's, in words.
  private func found(_ handIn: HandIn) -> [String] {
    [handIn.student.key, handIn.student.name]
      + handIn.attempts.flatMap { parts in
        do {
          let findings = try AnswerSearch(modules: ["A"]).findings(in: parts)
          return findings.obstacles + findings.others
            + findings.candidates.map { candidate in
              let bytes = (try? candidate.contents.get()) ?? []
              return "\(candidate.path) \(String(decoding: bytes, as: UTF8.self)) "
                + "\(candidate.part.submittedAt ?? "-") \(candidate.part.isLate)"
            }
        } catch {
          return ["\(error)"]
        }
      }
  }

  /// Writes a class down for two tasks as a run does, and reads it back as they do.
  private func shared(_ handIns: [HandIn], of submissions: URL) throws -> [HandIn] {
    let output = FileManager.default.temporaryDirectory.appending(path: "out-\(UUID().uuidString)")
    let run = SlurmTask.folder(of: "ab", in: output)
    try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: output) }
    let middle = handIns.count / 2
    let tasks = [(0, handIns[..<middle]), (1, handIns[middle...])]
    for (number, handIns) in tasks {
      try SlurmTask(run: "ab", number: number).write(SlurmShare(handIns), into: output)
    }
    return try tasks.flatMap { number, _ in
      try SlurmTask(run: "ab", number: number).share(in: output).handIns(of: submissions)
    }
  }

  func testATaskFindsInAFolderWhatTheRunFound() throws {
    let folder = try SubmissionsFolder()
    try folder.write("ada's", to: "ada/deep/A.swift")
    try folder.write("other", to: "ada/B.swift")
    try folder.write("Jörg's", to: "A.swift", inFolder: [0x4A, 0xF6, 0x72, 0x67])
    try folder.write(MadeArchive(members: [.init("ben/A.swift", "ben's")]).bytes, to: "ben.zip")
    try folder.link("eva/A.swift", to: "../ada/deep/A.swift")
    try folder.write("not an archive", to: "zoe.zip")
    let handIns = try folder.intake().handIns
    XCTAssertEqual(handIns.count, 5)
    XCTAssertEqual(try shared(handIns, of: folder.url).map(found), handIns.map(found))
    let ada = handIns.first { $0.student.key == "ada" }.map(found) ?? []
    XCTAssertTrue(ada.contains("ada/deep/A.swift ada's - false"), "\(ada)")
  }

  func testTimesTypedTextAndAttemptsComeAlong() throws {
    let folder = try SubmissionsFolder()
    for (name, text) in [
      ("ada_LATE_1_10_A.swift", "late"), ("ada_LATE_1_20_A-1.swift", "later"),
      ("ben_2_30_A.swift", "ben's"), ("eva_3_text.html", "<p>typed</p>"),
    ] {
      try folder.write(text, to: name)
    }
    var handIns = try Intake(folder.url, shape: .canvas).handIns
    handIns[1].attempts[0][0].submittedAt = "2027-04-12T10:00:00Z"
    XCTAssertEqual(handIns.map(\.attempts.count), [2, 1, 1])
    let read = try shared(handIns, of: folder.url)
    XCTAssertEqual(read.map(\.attempts.count), [2, 1, 1])
    XCTAssertEqual(read.map(found), handIns.map(found))
    XCTAssertEqual(
      found(read[1]).last, "ben_2_30_A.swift ben's 2027-04-12T10:00:00Z false")
  }

  func testAnArchiveIsReadByPlaceAndMustBeTheSame() throws {
    let folder = try SubmissionsFolder()
    let file = folder.url.appending(path: "class.zip")
    func write(_ names: [String]) throws {
      try Data(MadeArchive(members: names.map { .init($0, "in \($0)") }).bytes).write(to: file)
    }
    try write(["class/ada/A.swift", "class/ben/x/A.swift", "class/cy.zip"])
    let handIns = try Intake(file).handIns
    XCTAssertEqual(handIns.map(\.student.name), ["ada", "ben", "cy"])
    XCTAssertEqual(try shared(handIns, of: file).map(found), handIns.map(found))
    XCTAssertTrue(found(handIns[1]).contains { $0.contains("in class/ben/x/A.swift") })
    // The archive of another week: the same numbers lead to other files.
    try write(["class/ben/x/A.swift", "class/ada/A.swift", "class/dan.zip"])
    XCTAssertThrowsError(try shared(handIns, of: file)) {
      XCTAssertTrue("\($0)".contains("the submissions changed"), "\($0)")
    }
  }

  func testWhatIsGoneByThenIsSaid() throws {
    let folder = try SubmissionsFolder()
    try folder.write("ada's", to: "ada/A.swift")
    let handIns = try folder.intake().handIns
    try FileManager.default.removeItem(at: folder.url.appending(path: "ada"))
    let read = try shared(handIns, of: folder.url)
    XCTAssertEqual(found(read[0]), ["ada", "ada", "cannot be read: No such file or directory"])
    XCTAssertThrowsError(try SlurmTask(run: "ab", number: 0).share(in: folder.url)) {
      XCTAssertTrue("\($0)".contains("the run that submitted this task has ended"), "\($0)")
    }
  }
}
