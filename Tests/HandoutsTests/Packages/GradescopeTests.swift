import Course
import Foundation
import Grading
import TestSupport
import Toolchain
import XCTest

@testable import Handouts

/// The autograder for Gradescope, run in a folder laid out as theirs.
final class GradescopeTests: XCTestCase {
  private var course: CourseCopyOnDisk!
  /// What is `/autograder` there.
  private var place: URL!

  override func setUpWithError() throws {
    course = try CourseCopyOnDisk()
    place = course.folder.appending(path: "autograder")
  }

  override func tearDown() { course = nil }

  /// Unpacks an autograder for 2.1 and 2.2, with this build in the place of the one that `setup.sh`
  /// makes.
  private func layOut(_ detail: GradescopeDetail = .tests, seconds: Int = 200) async throws {
    let archive = course.folder.appending(path: "autograder.zip")
    let workbook = try course.workbook
    try GradescopePackage(
      of: workbook, sections: workbook.course.select(list: "2.1,2.2"), detail: detail,
      seconds: seconds
    ).write(to: archive)
    let build = Repository.root.appending(path: ".build").path
    let result = try await CourseCopyOnDisk.shell(
      """
      mkdir -p autograder/source autograder/submission
      python3 - <<'END'
      import zipfile, os
      archive = zipfile.ZipFile("autograder.zip")
      assert archive.testzip() is None
      for member in archive.infolist():
          archive.extract(member, "autograder/source")
          os.chmod("autograder/source/" + member.filename, member.external_attr >> 16)
      END
      ln -s '\(build)' autograder/source/course/.build
      """, in: course.folder)
    XCTAssertTrue(result.isSuccess, result.output + result.error)
  }

  private func hand(in text: String, as path: String) throws {
    let url = place.appending(path: "submission/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// What Gradescope reads.
  private struct Results: Decodable {
    struct Test: Decodable {
      let name: String
      let score: Double
      let max_score: Double
      let output: String
      let visibility: String
    }

    let score: Double
    let output: String
    let visibility: String?
    let tests: [Test]
  }

  private func results() throws -> Results {
    try JSONDecoder().decode(
      Results.self, from: Data(contentsOf: place.appending(path: "results/results.json")))
  }

  private func run(_ before: String = "") async throws -> Results {
    let result = try await CourseCopyOnDisk.shell(
      "\(before) source/run_autograder", in: place, environment: ["AUTOGRADER_ROOT": place.path])
    XCTAssertEqual(result.outcome, .exited(0), result.output + result.error)
    return try results()
  }

  private func solution(_ folder: String) throws -> String {
    let module = folder.split(separator: "-").last ?? ""
    return try course.read("Solutions/2-BuildingBlocks/\(folder)/\(module).swift")
  }

  private static let metadata = """
    {"id": 4711, "created_at": "2027-03-02T13:30:01.365935-08:00",
     "assignment": {"due_date": "2027-03-01T12:00:00.000000-08:00", "late_due_date": null,
       "title": "Homework 1", "total_points": "20.0"},
     "users": [{"id": 7, "name": "Ada", "email": "ada@example.org",
       "assignment": {"due_date": "2027-03-02T12:00:00.000000-08:00",
         "late_due_date": "2027-03-03T12:00:00.000000-08:00"}}]}
    """

  func testItGradesWhatIsHandedIn() async throws {
    try await layOut()
    try hand(in: solution("1-AffineMaps"), as: "AffineMaps.swift")
    try hand(
      in: course.read("Exercises/2-BuildingBlocks/2-NonLinearities/NonLinearities.swift"),
      as: "my work/2-BuildingBlocks/2-NonLinearities/NonLinearities.swift")
    try Data(Self.metadata.utf8).write(to: place.appending(path: "submission_metadata.json"))
    let results = try await run()
    XCTAssertEqual(results.score, 10)
    XCTAssertTrue(results.output.hasPrefix("Kindling: 10 / 20 points"), results.output)
    // The student's own due date counts.
    XCTAssertTrue(
      results.output.contains(
        "Handed in 1 hour, 31 minutes after the due date, 2027-03-02T12:00:00.000000-08:00, before "
          + "the last one, 2027-03-03T12:00:00.000000-08:00. No points are deducted here."),
      results.output)
    XCTAssertEqual(results.tests.reduce(0) { $0 + $1.max_score }, 20)
    XCTAssertEqual(results.tests.reduce(0) { $0 + $1.score }, 10)
    XCTAssertEqual(Set(results.tests.map(\.visibility)), ["visible"])
    XCTAssertTrue(results.tests.contains { $0.output == "not answered yet" })
    // A second attempt leaves nothing of the first.
    try FileManager.default.removeItem(at: place.appending(path: "submission"))
    try hand(in: "import Kindling\n", as: "other.swift")
    let empty = try await run()
    XCTAssertEqual(empty.score, 0)
    XCTAssertTrue(
      empty.output.contains("Not handed in: AffineMaps.swift, NonLinearities.swift."), empty.output)
  }

  func testAnswersThatDifferAreNamed() async throws {
    try await layOut(.sections)
    try hand(in: solution("1-AffineMaps"), as: "AffineMaps.swift")
    try hand(in: "import Kindling\n", as: "old/AffineMaps.swift")
    // The same twice is one answer, whatever systems made of the name, and what macOS adds is none.
    // An untouched skeleton hides nothing.
    for name in ["NonLinearities (1).swift", "b/nonlinearities.swift"] {
      try hand(in: solution("2-NonLinearities"), as: name)
    }
    try hand(
      in: course.read("Exercises/2-BuildingBlocks/2-NonLinearities/NonLinearities.swift"),
      as: "c/NonLinearities.swift")
    try hand(in: "Mac OS X", as: "__MACOSX/a/NonLinearities.swift")
    let results = try await run()
    XCTAssertEqual(results.score, 10)
    XCTAssertTrue(
      results.output.contains(
        "2.1 AffineMaps: not graded, because there are answers that differ: AffineMaps.swift, old/"),
      results.output)
    XCTAssertEqual(
      results.tests.map(\.name),
      [
        "AffineMaps: Affine maps", "NonLinearities: Non-linearities",
      ])
  }

  /// A stopped grader, and none at all.
  func testThereAreResultsWhateverHappens() async throws {
    try await layOut(seconds: 2)
    try hand(
      in: course.read("Exercises/2-BuildingBlocks/1-AffineMaps/AffineMaps.swift")
        .replacing("unanswered()", with: "while true {}"), as: "AffineMaps.swift")
    let stopped = try await run()
    XCTAssertTrue(stopped.output.contains("the grader was stopped"), stopped.output)
    XCTAssertNil(stopped.visibility)
    // A signal to the script is obeyed at once, and leaves no grader behind.
    let signalled = try await CourseCopyOnDisk.shell(
      """
      rm results/results.json
      sed -i 's/kill-after=5 2 /kill-after=5 200 /' source/run_autograder
      source/run_autograder & script=$!
      sleep 1.5
      kill -TERM $script; wait $script; echo "status $?"
      """, in: place, environment: ["AUTOGRADER_ROOT": place.path])
    XCTAssertEqual(signalled.output, "status 0\n", signalled.error)
    XCTAssertTrue(try results().output.contains("the grader was stopped"))
    try FileManager.default.removeItem(at: place.appending(path: "source/course/.build"))
    let none = try await run()
    XCTAssertEqual(none.score, 0)
    XCTAssertTrue(none.output.contains("which says nothing about it"), none.output)
  }

  func testAFaultOfTheGradersIsNoZeroWithoutAWord() async throws {
    try await layOut()
    try FileManager.default.removeItem(at: place.appending(path: "submission"))
    let results = try await run()
    XCTAssertTrue(
      results.output.contains(
        "could not be graded, which says nothing about it: there is no folder"),
      results.output)
  }

  /// No entry is ever less visible than the whole, which would hide the total.
  func testTheTotalIsHiddenOnlyWhereThatIsAsked() async throws {
    for detail in GradescopeDetail.allCases {
      let text = try Report(course: "C", seed: 1, sandbox: "none", sections: [])
        .gradescope(detail: detail)
      let results = try JSONDecoder().decode(Results.self, from: Data(text.utf8))
      XCTAssertEqual(results.visibility == "visible", !detail.hidesTotal, "\(detail)")
    }
    let package = try await CourseCopyOnDisk.run(
      "grade", "package", "gradescope", "../a.zip", "--show", "after-due-date", "--sections", "2.1",
      in: course.root)
    XCTAssertEqual(package.outcome, .exited(0), package.error)
    XCTAssertEqual(
      package.error, "With --show after-due-date students see no total until then either.\n")
  }

  func testTheArchiveIsTheSameTwiceAndHasNoSolution() async throws {
    _ = try ReleaseTests.plant(in: course)
    let workbook = try course.workbook
    let package = GradescopePackage(
      of: workbook, sections: try workbook.course.select(list: "2.1"))
    let archives = try ["a.zip", "b.zip"].map { name in
      let url = course.folder.appending(path: name)
      try package.write(to: url)
      return try Data(contentsOf: url)
    }
    XCTAssertEqual(archives[0], archives[1])
    let listing = try await CourseCopyOnDisk.shell(
      "python3 -m zipfile -l a.zip", in: course.folder
    ).output
    for path in ["setup.sh", "run_autograder", "course/Package.swift"] {
      XCTAssertTrue(listing.contains("\n\(path) "), path)
    }
    XCTAssertTrue(listing.contains("/Hidden/AffineMapsHiddenTests.swift"), listing)
    for hidden in ["Solutions/", "/Mutants/", "/Alternatives/", "Attacks/"] {
      XCTAssertFalse(listing.contains(hidden), hidden)
    }
    XCTAssertThrowsError(try package.write(to: course.folder.appending(path: "a.zip"))) {
      XCTAssertTrue("\($0)".contains("already exists: nothing was written"), "\($0)")
    }
  }

  func testTheScriptsAreGoodShell() async throws {
    try await layOut()
    for script in ["setup.sh", "run_autograder"] {
      let check = try await CourseCopyOnDisk.shell("bash -n source/\(script)", in: place)
      XCTAssertTrue(check.isSuccess, check.error)
      let url = place.appending(path: "source/\(script)")
      XCTAssertTrue(FileManager.default.isExecutableFile(atPath: url.path))
    }
  }
}
