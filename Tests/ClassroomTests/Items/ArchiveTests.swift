import Foundation
import XCTest

@testable import Classroom

/// An archive is read as a folder is, and what is hostile or damaged in one is said.
final class ArchiveTests: XCTestCase {
  /// Every file's path, with the kind of what is none.
  private func listing(_ members: [MadeArchive.Member]) throws -> [String] {
    let archive = try Archive(MadeArchive(members: members).bytes)
    var found: [String] = []
    func list(_ item: any Item, _ path: String) throws {
      for child in try item.children() {
        let path = path + child.name
        switch child.kind {
        case .folder: try list(child, path + "/")
        case .file: found.append(path)
        default: found.append("\(path) \(child.kind)")
        }
      }
    }
    try list(ArchivedItem(rootOf: archive, named: ""), "")
    return found
  }

  private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(ItemError) {
      _ = try Archive(bytes)
      return nil
    } catch {
      return error.description
    }
  }

  func testFilesAreInTheirFolders() throws {
    XCTAssertEqual(
      try listing([
        .init("b/"), .init("b/x.swift"), .init("./a//y.swift"), .init("z.swift"), .init("b/a/v"),
      ]), ["a/y.swift", "b/a/v", "b/x.swift", "z.swift"])
    let archive = try Archive(MadeArchive(members: [.init("x", "12345")]).bytes)
    let file = try XCTUnwrap(ArchivedItem(rootOf: archive, named: "").children().first)
    XCTAssertEqual(try file.contents(upTo: 5), Array("12345".utf8))
    XCTAssertEqual(try file.contents(upTo: 2), Array("123".utf8))
  }

  func testNamesInOtherEncodings() throws {
    XCTAssertEqual(
      try listing([
        .init(Array("é".utf8), system: 3), .init([0xFC], system: 3), .init([0x81], system: 0),
        .init(Array("日本".utf8), system: 0), .init(Array("o\u{308}".utf8), system: 3),
      ]), ["é", "ö", "ü", "ü", "日本"])
  }

  func testPathsOfWindows() throws {
    XCTAssertEqual(
      try listing([.init(Array(#"a\b.swift"#.utf8), system: 0), .init(#"c\d.swift"#)]),
      ["a/b.swift", #"c\d.swift"#])
  }

  func testWhatLeadsElsewhereIsNoFile() throws {
    var link = MadeArchive.Member("l.swift", "/etc/passwd")
    link.mode = 0o120777
    var pipe = MadeArchive.Member("p.swift")
    pipe.mode = 0o010644
    XCTAssertEqual(
      try listing([
        .init("../up.swift"), .init("/root.swift"), .init("a/../../b.swift"), .init("C:/c.swift"),
        link, pipe,
      ]),
      [
        "b.swift outside", "c.swift outside", "l.swift link", "p.swift other",
        "root.swift outside", "up.swift outside",
      ])
  }

  func testHostileAndDamagedArchivesAreRefused() throws {
    var large = MadeArchive.Member("x")
    large.size = 200 << 20
    XCTAssertEqual(
      refusal(MadeArchive(members: [large]).bytes),
      "says that it holds 200 MiB, which is more than answers come to")
    let few = (0..<3).map { _ in large }
    XCTAssertNotNil(refusal(MadeArchive(members: few).bytes))
    for bytes in [[], Array("PK".utf8), MadeArchive(members: [.init("x")]).bytes.dropLast(4)] {
      let words = try XCTUnwrap(refusal(Array(bytes)))
      XCTAssertTrue(words.hasPrefix("cannot be read as a zip archive: "), words)
    }
  }

  func testAnEncryptedFileIsSaid() throws {
    var member = MadeArchive.Member("x", String(repeating: "x", count: 20))
    member.flags = 1
    let archive = try Archive(MadeArchive(members: [member]).bytes)
    let file = try XCTUnwrap(ArchivedItem(rootOf: archive, named: "").children().first)
    XCTAssertThrowsError(try file.contents(upTo: 9)) {
      XCTAssertEqual("\($0)", "is encrypted: pack it without a password")
    }
  }

  // MARK: Submissions

  private func candidates(_ files: [String: [UInt8]]) throws -> AnswerSearch.Findings {
    let folder = try SubmissionsFolder()
    for (path, bytes) in files { try folder.write(bytes, to: path) }
    return try AnswerSearch(modules: ["Doubling"])
      .findings(in: XCTUnwrap(folder.intake().handIns.first).attempts[0])
  }

  func testAnswersInsideArchives() throws {
    let inner = MadeArchive(members: [.init("__MACOSX/._Doubling.swift"), .init("Doubling.swift")])
    var outer = MadeArchive(members: [.init("hw/")])
    var member = MadeArchive.Member("hw/answers.ZIP")
    member.contents = inner.bytes
    outer.members.append(member)
    XCTAssertEqual(
      try candidates(["ben.zip": outer.bytes]).candidates.map(\.path),
      ["ben.zip/hw/answers.ZIP/Doubling.swift"])
    XCTAssertEqual(
      try candidates(["ben/hw.zip": inner.bytes]).candidates.map(\.path),
      ["ben/hw.zip/Doubling.swift"])
  }

  func testArchivesInArchivesEnd() throws {
    var bytes = MadeArchive(members: [.init("Doubling.swift")]).bytes
    for _ in 0..<5 {
      var member = MadeArchive.Member("a.zip")
      member.contents = bytes
      bytes = MadeArchive(members: [member]).bytes
    }
    XCTAssertEqual(
      try candidates(["ben/a.zip": bytes]).obstacles,
      ["ben/a.zip/a.zip/a.zip/a.zip is one archive too many, or in too many others"])
    let one = MadeArchive(members: [.init("Doubling.swift")]).bytes
    let many = Dictionary(uniqueKeysWithValues: (1...30).map { ("ben/\($0).zip", one) })
    let found = try candidates(many)
    XCTAssertEqual(found.candidates.count, 20)
    XCTAssertEqual(found.obstacles.count, 10)
  }

  func testWhatCannotBeLookedIntoIsSaid() throws {
    XCTAssertEqual(
      try candidates(["ben/hw.tar.gz": [], "ben/hw.zip": Array("PK".utf8)]).obstacles,
      [
        "ben/hw.tar.gz is an archive of a kind that is not taken: unpack it, or pack it as a zip",
        "ben/hw.zip cannot be read as a zip archive: Not a zip archive",
      ])
    XCTAssertThrowsError(try candidates(["ben.zip": []])) {
      XCTAssertTrue("\($0)".hasPrefix("cannot be read as a zip archive: "), "\($0)")
    }
  }

  // MARK: Classes

  func testAClassInAnArchive() throws {
    let folder = try SubmissionsFolder()
    func intake(_ names: [String]) throws -> Intake {
      let file = folder.url.appending(path: "class.zip")
      try Data(MadeArchive(members: names.map { .init($0) }).bytes).write(to: file)
      return try Intake(file)
    }
    for lead in ["", "class/", "spring/"] {
      let plain = try intake(["ada/A.swift", "ben.zip", "__MACOSX/._x"].map { lead + $0 })
      XCTAssertEqual(plain.handIns.map(\.student.name), ["ada", "ben"], lead)
      let moodle = try intake([lead + "Ada_11_assignsubmission_file/A.swift"])
      XCTAssertEqual(moodle.shape, .moodle)
      XCTAssertEqual(moodle.handIns.map(\.student.name), ["Ada"])
    }
    let one = try intake(["ada/Exercises/A.swift", "ada/notes/x", "ada/more/x"])
    XCTAssertEqual(one.handIns.map(\.student.name), ["ada"])
  }

  func testWhatIsNoClassIsSaid() throws {
    let folder = try SubmissionsFolder()
    for (name, words) in [
      ("class.zip", "cannot be read as a zip archive: "),
      ("class.tar.gz", "is an archive of a kind"),
      ("class.txt", "is neither a folder nor a zip archive"),
    ] {
      try folder.write("", to: name)
      XCTAssertThrowsError(try Intake(folder.url.appending(path: name))) {
        XCTAssertTrue("\($0)".contains("\(name) \(words)"), "\($0)")
      }
    }
    try folder.write("", to: "in/ada.rar")
    XCTAssertEqual(
      try Intake(folder.url.appending(path: "in")).leftOut.map(\.reason),
      [
        "is an archive of a kind that is not taken: unpack it, or pack it as a zip; it was left out"
      ])
  }
}
