import Course
import Foundation
import Grading
import Toolchain
import XCTest

@testable import Handouts

/// A later handout in a student's folder.
final class UpdateTests: XCTestCase {
  private static let affine = "Exercises/2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"
  private static let relu = "Exercises/2-BuildingBlocks/2-NonLinearities/NonLinearities.swift"
  private static let softmax = "Exercises/2-BuildingBlocks/3-Softmax/Softmax.swift"
  private static let suite =
    "Tests/Sections/2-BuildingBlocks/1-AffineMaps/Public/AffineMapsTests.swift"

  private var course: CourseCopyOnDisk!
  /// The student's folder, handed out with 2.1 and 2.2; 2.1 is answered.
  private var folder: URL!
  /// A later handout, with 2.1 to 2.3, in which both exercises, a lesson and a source have changed.
  private var later: URL!
  private var answer = ""

  /// The course with both handouts, made once: handing out is what takes the time here.
  private static let made = Result {
    let course = try CourseCopyOnDisk()
    try course.release("2.1,2.2", to: "student")
    try course.edit(affine, "It can be answered without part 2.", "Answer it after part 2.")
    try course.edit(relu, "import Kindling", "// Clearer now.\nimport Kindling")
    try course.edit("docs/lessons/2-building-blocks/1-affine-maps.md", "# 2.1", "A word.\n\n# 2.1")
    try course.edit("Sources/Layerwise/Module.swift", "\n", "\n\n")
    try course.release("2.1-2.3", to: "later")
    return course
  }

  override func setUpWithError() throws {
    course = try CourseCopyOnDisk(of: Self.made.get())
    folder = course.folder.appending(path: "student")
    later = course.folder.appending(path: "later")
    answer = try course.read(Self.affine.replacing("Exercises", with: "Solutions"))
    try write(answer, to: Self.affine)
  }

  override func tearDown() { course = nil }

  override class func tearDown() {
    if let course = try? made.get() { try? FileManager.default.removeItem(at: course.folder) }
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  private func write(_ text: String, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// Updates the folder and returns what is said of it.
  private func update(with release: URL? = nil) throws -> String {
    let update = try HandoutUpdate(of: folder, with: release ?? later)
    try update.perform()
    return update.text
  }

  /// That the folder is the later handout, other than in what is the student's.
  private func expectUpdated(but own: Set<String> = [UpdateTests.affine], line: UInt = #line) throws
  {
    let wanted = try CourseCopyOnDisk.contents(of: later)
    let found = try CourseCopyOnDisk.contents(of: folder)
    for (path, contents) in wanted where !own.contains(path) {
      XCTAssertEqual(found[path], contents, path, line: line)
    }
    XCTAssertEqual(try read(Self.affine), answer, line: line)
    XCTAssertFalse(isThere(".handout/incoming"), line: line)
  }

  func testAnAnsweredExerciseIsLeftAndItsChangeShown() async throws {
    let text = try update()
    try expectUpdated()
    let change = try read("changes/AffineMaps.diff")
    XCTAssertEqual(
      change.split(separator: "\n").filter { "+-".contains($0.prefix(1)) },
      [
        "--- a/\(Self.affine)", "+++ b/\(Self.affine)",
        "-/// It can be answered without part 2.", "+/// Answer it after part 2.",
      ])
    XCTAssertTrue(
      text.contains("\(Self.affine) has your answer and stays as it is, but the exercise has"), text
    )
    XCTAssertTrue(text.contains("    +/// Answer it after part 2."), text)
    XCTAssertTrue(text.contains("\(Self.relu) is the new exercise: nothing was answered"), text)
    XCTAssertTrue(text.contains("\(Self.softmax) is new"), text)
    XCTAssertTrue(text.contains("Next: `make grade`"), text)
    XCTAssertEqual(try Workbook(root: folder).course.sections.map(\.id), ["2.1", "2.2", "2.3"])

    // The command that it names makes the change.
    let patched = try await CourseCopyOnDisk.shell(
      "patch -p1 < changes/AffineMaps.diff", in: folder)
    XCTAssertTrue(patched.isSuccess, patched.output + patched.error)
    XCTAssertEqual(
      try read(Self.affine),
      answer.replacing("It can be answered without part 2.", with: "Answer it after part 2."))
  }

  func testASecondTimeThereIsNothingToDo() throws {
    _ = try update()
    let before = try CourseCopyOnDisk.contents(of: folder)
    let again = try HandoutUpdate(of: folder, with: later)
    XCTAssertTrue(again.isEmpty)
    XCTAssertEqual(again.text, "Nothing has changed: this folder is up to date.\n")
    XCTAssertEqual(try CourseCopyOnDisk.contents(of: folder), before)
  }

  func testFilesOfTheStudentsOwnStay() throws {
    let own = [
      "notes.txt": "mine", "Exercises/2-BuildingBlocks/1-AffineMaps/Trial.swift": "// mine",
      "scratch/net.swift": "// mine too", ".grade/state.json": "{}", "results/1.json": "{}",
    ]
    for (path, text) in own { try write(text, to: path) }
    // What the student has changed of the course's is kept beside.
    let suite = try read(Self.suite) + "\n// More.\n"
    try write(suite, to: Self.suite)
    try write("first", to: ".grade/kept/\(Self.suite)")
    let text = try update()
    for (path, contents) in own { XCTAssertEqual(try read(path), contents, path) }
    XCTAssertEqual(try read(".grade/kept/\(Self.suite)"), "first")
    XCTAssertEqual(try read(".grade/kept/\(Self.suite)-2"), suite)
    XCTAssertTrue(
      text.contains("\(Self.suite) is the course's again; yours is kept as .grade/kept/"), text)
    try expectUpdated()
  }

  func testAnExerciseThatTheStudentHadBeforeStays() throws {
    try write("// my own", to: Self.softmax)
    let text = try update()
    XCTAssertEqual(try read(Self.softmax), "// my own")
    XCTAssertTrue(text.contains("\(Self.softmax) was yours before it was handed out"), text)
    XCTAssertTrue(isThere(".handout/skeletons/Softmax.swift"))
    try expectUpdated(but: [Self.affine, Self.softmax])
  }

  func testWhatIsNoLongerHandedOutGoesUnlessItIsAnswered() throws {
    try FileManager.default.removeItem(
      at: course.root.appending(path: "Sources/Kindling/Printing"))
    later = try course.release("2.3", to: "other")
    let text = try update()
    XCTAssertEqual(try read(Self.affine), answer)
    XCTAssertFalse(isThere(Self.relu))
    XCTAssertFalse(isThere("Exercises/2-BuildingBlocks/2-NonLinearities"))
    XCTAssertFalse(isThere("Sources/Kindling/Printing"))
    XCTAssertFalse(isThere(Self.suite))
    XCTAssertTrue(text.contains("\(Self.affine) is no longer handed out; your answer stays"), text)
    XCTAssertTrue(text.contains("\(Self.relu) is gone"), text)
    try expectUpdated()
  }

  /// At whatever step it ends, the answers are whole, and the next run ends as if nothing had been.
  func testAnInterruptedUpdateGoesOn() async throws {
    let pristine = course.folder.appending(path: "pristine")
    try FileManager.default.copyItem(at: folder, to: pristine)
    for steps in [0, 1, 2, 5, 8, 12] {
      try HandoutUpdate(of: folder, with: later).perform(steps: steps)
      XCTAssertEqual(try read(Self.affine), answer)
      XCTAssertTrue(isThere(".handout/incoming/plan.json"), "\(steps)")
      // The next command of any kind sees a whole handout; the new one need not be there.
      let away = course.folder.appending(path: "away")
      try FileManager.default.moveItem(at: later, to: away)
      let list = try await CourseCopyOnDisk.run("grade", "list", in: folder)
      try FileManager.default.moveItem(at: away, to: later)
      XCTAssertEqual(list.outcome, .exited(0), list.error)
      XCTAssertTrue(
        list.error.hasPrefix("An update had been interrupted. It is finished"), list.error)
      XCTAssertTrue(list.output.contains("2.3 Softmax"), list.output)
      try expectUpdated()
      try FileManager.default.removeItem(at: folder)
      try FileManager.default.copyItem(at: pristine, to: folder)
    }
    // Before all is ready nothing has happened.
    try write("half", to: ".handout/incoming/files/Package.swift")
    XCTAssertNil(HandoutUpdate(interruptedIn: folder))
    _ = try update()
    try expectUpdated()
  }

  func testWhatCannotBeBroughtInChangesNothing() throws {
    func expect(_ words: String, with release: URL, line: UInt = #line) throws {
      let before = try CourseCopyOnDisk.contents(of: folder)
      XCTAssertThrowsError(try update(with: release), line: line) {
        XCTAssertTrue("\($0)".contains(words), "\($0)", line: line)
      }
      XCTAssertEqual(try CourseCopyOnDisk.contents(of: folder), before, line: line)
    }
    try expect("is not a handout: it has no .handout/manifest.json", with: course.root)
    do {
      let running = try XCTUnwrap(FolderLock(folder.appending(path: Workbook.handout)))
      try withExtendedLifetime(running) { try expect("another update of this folder", with: later) }
    }
    try write("in the way", to: "Exercises/2-BuildingBlocks/3-Softmax")
    try expect("Exercises/2-BuildingBlocks/3-Softmax is a file of yours", with: later)
    try FileManager.default.removeItem(
      at: folder.appending(path: "Exercises/2-BuildingBlocks/3-Softmax"))
    try course.edit(Workbook.courseFile, "title: Kindling", "title: Other")
    try expect("is a handout of Other", with: course.release("2.1", to: "other"))
    try Data("cut".utf8).write(to: later.appending(path: "Makefile"))
    try expect("later/Makefile is not as it was handed out", with: later)
  }

  func testTheCommandUpdatesTheFolderAroundIt() async throws {
    let inside = folder.appending(path: "docs/lessons")
    let update = try await CourseCopyOnDisk.run("grade", "update", later.path, in: inside)
    XCTAssertEqual(update.outcome, .exited(0), update.error)
    XCTAssertTrue(update.output.contains("\(Self.softmax) is new"), update.output)
    try expectUpdated()
    let again = try await CourseCopyOnDisk.run(
      "grade", "update", later.path, "--folder", folder.path, in: course.root)
    XCTAssertEqual(again.output, "Nothing has changed: this folder is up to date.\n", again.error)
    let none = try await CourseCopyOnDisk.run("grade", "update", later.path, in: course.root)
    XCTAssertEqual(none.outcome, .exited(2))
    XCTAssertTrue(none.error.contains("is not a handout"), none.error)
  }

  // MARK: Changes as patches

  /// Whatever two texts are, the change makes one of the other.
  func testAChangeIsOneThatPatchTakes() async throws {
    var generator = SplitMix(state: 7)
    for round in 0..<20 {
      func text() -> String {
        let count = Int(generator.next() % 40)
        let lines = (0..<count).map { _ in "line \(generator.next() % 9)\n" }.joined()
        return generator.next() % 4 == 0 ? lines + "no end" : lines
      }
      let (old, new) = (text(), text())
      let change = LineDiff(from: old, to: new, path: "file").text
      guard old != new else {
        XCTAssertEqual(change, "")
        continue
      }
      try write(old, to: "file")
      try write(change, to: "change")
      let result = try await CourseCopyOnDisk.shell("patch -p1 < change", in: folder)
      XCTAssertTrue(result.isSuccess, "\(round): \(result.output)\n\(change)")
      let patched = isThere("file") ? try read("file") : ""
      XCTAssertEqual(patched, new, "\(round)")
    }
  }
}

/// The same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
