import Foundation
import XCTest

@testable import Classroom

/// Who has handed something in, and what of a folder is nobody's.
final class IntakeTests: XCTestCase {
  func testRubbishIsNobodys() throws {
    let folder = try SubmissionsFolder()
    for path in [
      "ada/A.swift", "__MACOSX/ada/._A.swift", "._ada", "Thumbs.db", ".DS_Store", ".git/config",
      "desktop.ini", ".keep", "graded/seed", "graded/reports/ada.json", "lost+found/x",
    ] {
      try folder.write("", to: path)
    }
    let intake = try folder.intake()
    XCTAssertEqual(intake.handIns.map(\.student.name), ["ada"])
    XCTAssertEqual(intake.leftOut, [])
  }

  func testTheOutputIsNoSubmission() throws {
    let folder = try SubmissionsFolder()
    try folder.write("", to: "ada/A.swift")
    try folder.write("", to: "out/.keep")
    // Another way to the same folder.
    let output = folder.url.appending(path: "ada/../out")
    let intake = try Intake(folder.url, output: output)
    XCTAssertEqual(intake.handIns.map(\.student.name), ["ada"])
  }

  func testReportsDoNotGoAmongTheSubmissions() throws {
    let folder = try SubmissionsFolder()
    try folder.write("", to: "ada/A.swift")
    XCTAssertThrowsError(try Intake(folder.url, output: folder.url.appending(path: "ada/.."))) {
      XCTAssertTrue("\($0)".contains("cannot receive the reports"), "\($0)")
    }
  }

  func testWhatIsLeftOutIsNamed() throws {
    let folder = try SubmissionsFolder()
    try folder.write("", to: "ada/A.swift")
    try folder.write("", to: ".ben/A.swift")
    try folder.write("", to: ".ida.zip")
    try folder.write("", to: "notes.txt")
    try folder.link("eva", to: "ada")
    XCTAssertEqual(
      try folder.intake().leftOut,
      [
        LeftOut(name: ".ben", reason: "has a name that begins with a dot, and was left out"),
        LeftOut(name: ".ida.zip", reason: "has a name that begins with a dot, and was left out"),
        LeftOut(name: "eva", reason: "is a link, and was left out"),
        LeftOut(name: "notes.txt", reason: "is not a folder, and was left out"),
      ])
  }

  func testNamesInOtherEncodings() throws {
    let folder = try SubmissionsFolder()
    try folder.write("a", to: "A.swift", inFolder: [0x4A, 0xF6, 0x72, 0x67])
    try folder.write("b", to: "A.swift", inFolder: Array("Rene\u{301}".utf8))
    try folder.write("c", to: "A.swift", inFolder: [0x80])
    let handIns = try folder.intake().handIns
    XCTAssertEqual(handIns.map(\.student.name), ["Jörg", "Ren\u{E9}", "€"])
    XCTAssertEqual(Array(handIns[1].student.name.unicodeScalars).count, 4)
    for (handIn, text) in zip(handIns, ["a", "b", "c"]) {
      let file = try XCTUnwrap(try handIn.attempts[0][0].item.children().first)
      XCTAssertEqual(try file.contents(upTo: 10), Array(text.utf8))
    }
  }

  func testReportNamesAreSafeAndOneEach() {
    let long = String(repeating: "ä", count: 127)
    let keys = [long, long + "x", "../ada", "ada/ben", ".ada", "-ada", "ada.json", "", ".", "日本"]
    let names = keys.map(ReportName.of)
    XCTAssertEqual(Set(names).count, keys.count, "\(names)")
    for name in names {
      XCTAssertLessThan(name.utf8.count, 250)
      XCTAssertFalse(name.hasPrefix(".") || name.hasPrefix("-") || name.contains("/"), name)
      XCTAssertFalse(name.isEmpty || name.hasSuffix(".json"), name)
    }
    XCTAssertEqual(ReportName.of("日本"), "日本")
    XCTAssertEqual(ReportName.of("Ada Lovelace"), "Ada Lovelace")
  }
}
