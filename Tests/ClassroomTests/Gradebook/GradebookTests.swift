import GRDB
import TestSupport
import XCTest

@testable import Classroom

/// The file: made, shared, refused, brought up to date.
final class GradebookTests: XCTestCase {
  /// The gradebook that each released version made, by the number of its last migration.
  private static let fixtures = Repository.root.appending(path: "Tests/Fixtures/Gradebooks")

  func testGradersAtOnceLoseNothing() async throws {
    let made = try MadeClass()
    let graders = 8
    for grader in 0..<graders {
      for student in 0..<5 {
        try made.write(made.report(), as: "s\(grader)-\(student)", in: "graded-\(grader)")
      }
    }
    // Each has a connection of its own to a file that none of them finds there.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for grader in 0..<graders {
        let (url, folder) = (made.gradebookURL, made.url("graded-\(grader)"))
        group.addTask {
          let gradebook = try Gradebook(at: url, creating: true)
          let times = try SubmissionTimes(table: nil, submissions: nil, zone: .gmt)
          _ = try gradebook.importReports(in: folder, times: times, by: MadeClass.author)
        }
      }
      try await group.waitForAll()
    }
    let counts = try await made.query(
      """
      SELECT (SELECT count(*) FROM student), (SELECT count(*) FROM sectionMark),
        (SELECT count(*) FROM change)
      """)
    XCTAssertEqual(counts, ["40|120|8"])
    let journal = try await made.query("PRAGMA journal_mode")
    XCTAssertEqual(journal, ["wal"])
  }

  func testThreadsReadOneSnapshot() throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    let (gradebook, _) = try made.imported()
    try gradebook.readInSeveralThreads { database in
      // Now it has begun, and another program adds a student.
      try made.write(made.report(), as: "ben")
      _ = try made.imported()
      return try Student.all(database).map(\.key)
    } _: { database, next in
      XCTAssertEqual(try Student.all(database).map(\.key), ["ada"])
      while let name = next() { XCTAssertEqual(name, "ada") }
    }
    XCTAssertEqual(try gradebook.students().map(\.key), ["ada", "ben"])
  }

  func testProgramsAtOnceLoseNothing() async throws {
    let made = try MadeClass()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for grader in ["a", "b", "c"] {
        for student in 0..<40 {
          try made.write(made.report(sections: ["1.1"]), as: "\(grader)\(student)", in: grader)
        }
        let root = made.root
        group.addTask {
          let result = try await MadeClass.grade(["import", grader, "--by", grader], in: root)
          XCTAssertEqual(result.outcome, .exited(0), result.error)
        }
      }
      try await group.waitForAll()
    }
    let marks = try await made.query("SELECT count(*), sum(points) FROM sectionMark")
    XCTAssertEqual(marks, ["120|1200"])
  }

  func testTheLogOnlyGrows() async throws {
    let made = try MadeClass()
    try made.write(made.report(), as: "ada")
    try made.imported()
    for sql in ["UPDATE change SET who = 'x'", "DELETE FROM change"] {
      let answer = try await made.python(
        """
        import sqlite3, sys
        try: sqlite3.connect(sys.argv[1]).execute(sys.argv[2])
        except sqlite3.Error as error: print(error)
        """, made.gradebookURL.path, sql)
      XCTAssertEqual(answer, "the log of changes can only grow\n")
    }
  }

  func testOtherFilesAreRefusedAndLeft() async throws {
    let made = try MadeClass()
    try made.write(
      "not a database, but long enough to be read as a header of one: "
        + String(repeating: "x", count: 4096), to: "text.sqlite")
    XCTAssertThrowsError(try Gradebook(at: made.url("text.sqlite"))) {
      XCTAssertTrue("\($0)".contains("is not a gradebook, or is damaged"), "\($0)")
    }
    _ = try await made.python(
      "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('CREATE TABLE films (name)')",
      made.url("films.sqlite").path)
    let before = try Data(contentsOf: made.url("films.sqlite"))
    XCTAssertThrowsError(try Gradebook(at: made.url("films.sqlite"), creating: true)) {
      XCTAssertTrue("\($0)".contains("is a database, but not a gradebook"), "\($0)")
    }
    XCTAssertEqual(try Data(contentsOf: made.url("films.sqlite")), before)
    XCTAssertThrowsError(try Gradebook(at: made.url("none.sqlite"))) {
      XCTAssertTrue("\($0)".contains("`grade class import OUTPUT` makes one"), "\($0)")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: made.url("none.sqlite").path))
  }

  func testANewerVersionsFileIsRefused() async throws {
    let made = try MadeClass()
    _ = try Gradebook(at: made.gradebookURL, creating: true)
    _ = try await made.python(
      """
      import sqlite3, sys
      base = sqlite3.connect(sys.argv[1])
      base.execute("INSERT INTO grdb_migrations VALUES ('99')")
      base.commit()
      """, made.gradebookURL.path)
    XCTAssertThrowsError(try Gradebook(at: made.gradebookURL)) {
      XCTAssertTrue("\($0)".contains("was written by a newer version"), "\($0)")
    }
  }

  /// Each version's gradebook opens, and what it held is there. `RECORD_GRADEBOOK=1` writes that of
  /// this version, before it is released and never after.
  func testGradebooksOfAllVersionsOpen() throws {
    let made = try MadeClass()
    let newest = try XCTUnwrap(GradebookSchema.migrator.migrations.last)
    let fixture = Self.fixtures.appending(path: "\(newest).sqlite")
    if ProcessInfo.processInfo.environment["RECORD_GRADEBOOK"] != nil {
      try made.write(made.report(failing: ["testHalves"]), as: "ada/1")
      try made.write(made.report(sections: ["1.1"]), as: "ada/2")
      let (gradebook, _) = try made.imported(times: [
        "ada,1,2027-04-11 10:00", "ada,2,2027-04-12 10:00",
      ])
      try FileManager.default.createDirectory(
        at: Self.fixtures, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(at: fixture)
      try gradebook.database.vacuum(into: fixture.path)
    }
    for version in GradebookSchema.migrator.migrations {
      let copy = made.url("\(version).sqlite")
      try FileManager.default.copyItem(
        at: Self.fixtures.appending(path: "\(version).sqlite"), to: copy)
      let gradebook = try Gradebook(at: copy)
      XCTAssertEqual(try gradebook.students().map(\.key), ["ada"])
      let sections = try gradebook.read { database in
        try Row.fetchAll(
          database,
          sql: "SELECT section, points FROM sectionMark ORDER BY attempt, section"
        ).map { "\($0["section"] as String) \($0["points"] as Int)" }
      }
      XCTAssertEqual(sections, ["1.1 5", "1.2 4", "2.1 6", "1.1 10"])
      XCTAssertEqual(try gradebook.changes().map(\.kind), [.import])
    }
  }
}
