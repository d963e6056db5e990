import Foundation
import Grading
import XCTest

@testable import Classroom

/// A class graded by the tasks of a job array, with programs in the place of Slurm's own: they run
/// each task at once, or lose it.
final class SlurmRunTests: XCTestCase {
  func testEveryTaskIsTakenIn() async throws {
    let cluster = try FakeCluster()
    let students = try await cluster.run(students: 5, chunk: 2)
    XCTAssertEqual(students, ["s0", "s1", "s2", "s3", "s4"])
    XCTAssertEqual(try cluster.arrays(), ["0-2"])
    XCTAssertFalse(FileManager.default.fileExists(atPath: cluster.output.path + "/slurm"))
  }

  func testATaskThatWasLostIsSubmittedAgain() async throws {
    let cluster = try FakeCluster(losing: [1, 2])
    let students = try await cluster.run(students: 5, chunk: 1)
    XCTAssertEqual(students, ["s0", "s1", "s2", "s3", "s4"])
    XCTAssertEqual(try cluster.arrays(), ["0-4", "1-2"])
  }

  func testATaskThatNeverEndsWellIsNamedWithWhatItSaid() async throws {
    let cluster = try FakeCluster(losing: [0], always: true)
    do {
      _ = try await cluster.run(students: 2, chunk: 1)
      XCTFail("task 0 has no result")
    } catch let error as SlurmError {
      XCTAssertTrue(
        error.description.contains("1 of the tasks ended 3 times without a result"),
        error.description)
      XCTAssertTrue(error.description.contains("this node is lost"), error.description)
    }
    XCTAssertEqual(try cluster.arrays(), ["0-1", "0", "0"])
  }

  func testAnArrayIsNoLongerThanTheClusterTakes() async throws {
    let cluster = try FakeCluster(arrayLimit: 4)
    let students = try await cluster.run(students: 7, chunk: 1)
    XCTAssertEqual(students.count, 7)
    XCTAssertEqual(try cluster.arrays(), ["0-2"])
  }

  func testARunThatIsInterruptedEndsItsJob() async throws {
    let cluster = try FakeCluster(losing: [0], isOpen: true)
    let run = Task { try await cluster.run(students: 1, chunk: 1) }
    for _ in 0..<1000 where (try? cluster.arrays()) == nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    run.cancel()
    do {
      _ = try await run.value
      XCTFail("the task is never done")
    } catch is CancellationError {}
    XCTAssertEqual(
      try String(contentsOf: cluster.root.appending(path: "cancelled"), encoding: .utf8), "17")
  }

  func testWithoutSlurmItSaysSo() async throws {
    let cluster = try FakeCluster(path: "/nowhere")
    do {
      _ = try await cluster.run(students: 1, chunk: 1)
      XCTFail("there is no sbatch")
    } catch let error as SlurmError {
      XCTAssertTrue(error.description.hasPrefix("there is no sbatch on the PATH"))
    }
  }

  func testNumbersAndWordsAreWrittenAsSlurmReadsThem() {
    XCTAssertEqual(Slurm.list([3, 0, 1, 2, 7]), "0-3,7")
    XCTAssertEqual(Slurm.quoted("it's $HOME"), "'it'\\''s $HOME'")
    XCTAssertEqual(SlurmTask("ab-12:3"), SlurmTask(run: "ab-12", number: 3))
    for text in ["../x:0", "ab:-1", "ab:", ":1", "ab", "ab:1:2", ""] {
      XCTAssertNil(SlurmTask(text), text)
    }
  }
}

/// Programs under the names of Slurm's, which run each task at once.
private final class FakeCluster: Sendable {
  let root: URL
  let output: URL
  private let path: String

  /// A cluster that loses tasks in the first job or `always`, and whose jobs are open for ever or
  /// have ended.
  init(
    losing lost: [Int] = [], always: Bool = false, isOpen: Bool = false, arrayLimit: Int = 1001,
    path: String? = nil
  ) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "cluster \(UUID().uuidString)")
    output = root.appending(path: "it's out")
    self.path = path ?? "\(root.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    try FileManager.default.createDirectory(
      at: root.appending(path: "bin"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try write(
      "sbatch",
      """
      import os, pathlib, subprocess, sys
      arrays = pathlib.Path(__file__).resolve().parents[1] / "arrays"
      option = lambda name: next(w.split("=", 1)[1] for w in sys.argv if w.startswith(name + "="))
      with open(arrays, "a") as file: file.write(option("--array") + "\\n")
      loses = len(arrays.read_text().splitlines()) == 1 or \(always ? "True" : "False")
      for part in option("--array").split(","):
          ends = [int(word) for word in part.split("-")]
          for number in range(ends[0], ends[-1] + 1):
              if number in \(lost) and loses:
                  log = option("--output").replace("%a", str(number))
                  open(log, "a").write("this node is lost\\n")
                  continue
              environment = dict(os.environ, SLURM_ARRAY_TASK_ID=str(number))
              subprocess.run(["sh", sys.argv[-1]], env=environment, check=True)
      print("17;test")
      """)
    try write(
      "squeue",
      isOpen
        ? "print('RUNNING None')"
        : "import sys; sys.exit('slurm_load_jobs error: Invalid job id specified')")
    try write(
      "scancel",
      """
      import pathlib, sys
      (pathlib.Path(__file__).resolve().parents[1] / "cancelled").write_text(sys.argv[1])
      """)
    try write("scontrol", "print('MaxArraySize            = \(arrayLimit)')")
    // In the place of `grade`: an outcome for each student whom the task was given.
    try write(
      "grade-task",
      """
      import json, pathlib, sys
      output, (run, number) = sys.argv[1], sys.argv[3].split(":")
      folder = pathlib.Path(output) / "slurm" / run
      students = json.loads((folder / f"{number}.students").read_text())["students"]
      outcomes = [{"key": student["key"], "reports": []} for student in students]
      (folder / f"{number}.json").write_text(json.dumps(outcomes))
      """)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  private func write(_ name: String, _ text: String) throws {
    let file = root.appending(path: "bin/\(name)")
    try Data("#!/usr/bin/env python3\n\(text)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// The keys of the students that were recorded, in the order of the class.
  func run(students: Int, chunk: Int) async throws -> [String] {
    let task = root.appending(path: "bin/grade-task").path
    var slurm = Slurm(command: [task, output.path], chunk: chunk)
    slurm.path = path
    slurm.interval = .milliseconds(1)
    let handIns = (0..<students).map { HandIn(HandIn.Student("s\($0)"), []) }
    return try await SlurmRun(slurm: slurm, output: output).graded(handIns) { outcome, handIn in
      XCTAssertEqual(outcome.key, handIn.student.key)
      return ClassSummary.Graded(student: handIn.student)
    }.map(\.student.key)
  }

  /// What each call of `sbatch` was asked for.
  func arrays() throws -> [String] {
    try String(contentsOf: root.appending(path: "arrays"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
