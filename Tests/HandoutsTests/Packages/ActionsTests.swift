import Course
import Foundation
import TestSupport
import Toolchain
import XCTest
import Yams

@testable import Handouts

/// The workflow for GitHub Actions.
final class ActionsTests: XCTestCase {
  /// The keys that the workflow syntax has, of those places that this workflow uses.
  private static let keys: [String: Set<String>] = [
    "workflow": [
      "name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs",
    ],
    "job": [
      "name", "permissions", "needs", "if", "runs-on", "environment", "concurrency", "outputs",
      "env", "defaults", "steps", "timeout-minutes", "strategy", "continue-on-error", "container",
      "services",
    ],
    "step": [
      "id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env",
      "continue-on-error", "timeout-minutes",
    ],
    "container": ["image", "credentials", "env", "ports", "volumes", "options"],
    "on": ["push", "pull_request", "workflow_dispatch", "schedule"],
    "concurrency": ["group", "cancel-in-progress"],
  ]

  private func check(
    _ node: Yams.Node?, _ place: String, line: UInt = #line
  ) throws -> Yams.Node.Mapping {
    let mapping = try XCTUnwrap(node?.mapping, place, line: line)
    for key in mapping.keys {
      XCTAssertTrue(Self.keys[place]?.contains(key.string ?? "") == true, "\(key)", line: line)
    }
    return mapping
  }

  private func steps(_ text: String) throws -> [Yams.Node.Mapping] {
    // Yams would take the key `on` for a truth value; as a node it is what it says.
    let workflow = try check(try Yams.compose(yaml: text), "workflow")
    _ = try check(workflow["on"], "on")
    _ = try check(workflow["concurrency"], "concurrency")
    let jobs = try XCTUnwrap(workflow["jobs"]?.mapping)
    XCTAssertEqual(jobs.count, 1)
    let job = try check(jobs["grade"], "job")
    XCTAssertNotNil(job["runs-on"]?.string)
    XCTAssertNotNil(try check(job["container"], "container")["image"]?.string)
    return try XCTUnwrap(job["steps"]?.sequence).map { node in
      let step = try check(node, "step")
      XCTAssertNotEqual(step["uses"] == nil, step["run"] == nil)
      if let uses = step["uses"]?.string {
        XCTAssertNotNil(uses.wholeMatch(of: #/[\w-]+\/[\w-]+@v\d+/#), uses)
      }
      return step
    }
  }

  func testTheWorkflowIsOneThatGitHubReads() async throws {
    let steps = try steps(ActionsPackage(grading: ["2.1", "2.2"]).text)
    XCTAssertEqual(steps.compactMap { $0["name"]?.string }.count, steps.count)
    for step in steps {
      guard let script = step["run"]?.string else { continue }
      let result = try await Program(
        URL(filePath: "/bin/bash"), ["-n"], input: script, seconds: 30
      ).run()
      XCTAssertTrue(result.isSuccess, result.error)
    }
    XCTAssertTrue(steps.last?["run"]?.string?.contains("/grade 2.1 2.2 --format markdown") == true)
  }

  /// The last step's commands, in a handout and in a whole course, with this build in the place of
  /// the workflow's.
  func testItsCommandsWriteTheSummary() async throws {
    let course = try CourseCopyOnDisk()
    let handout = try course.release("2.1,2.2")
    let answer = "2-BuildingBlocks/1-AffineMaps/AffineMaps.swift"
    for (root, table) in [
      (handout, "| 2.1 | AffineMaps | 5 of 5 public tests pass |"),
      (course.root, "| 2.1 | AffineMaps | 10 / 10 | all parts right |"),
    ] {
      try Data(course.read("Solutions/\(answer)").utf8)
        .write(to: root.appending(path: "Exercises/\(answer)"))
      let made = try await CourseCopyOnDisk.run(
        "grade", "package", "actions", ".", "--sections", "2.1,2.2", in: course.root)
      XCTAssertEqual(made.outcome, .exited(0), made.error)
      XCTAssertEqual(made.output, "./.github/workflows/grade.yml\n")
      let text = try course.read(ActionsPackage.path)
      let script = try XCTUnwrap(steps(text).last?["run"]?.string)
      let build = Repository.root.appending(path: ".build").path
      let result = try await CourseCopyOnDisk.shell(
        "set -eo pipefail\nln -sfn '\(build)' .build\n" + script, in: root,
        environment: [
          "GITHUB_STEP_SUMMARY": root.appending(path: "summary.md").path,
          "RUNNER_TEMP": course.folder.path,
        ])
      XCTAssertTrue(result.isSuccess, result.output + result.error)
      let summary = try String(
        contentsOf: root.appending(path: "summary.md"), encoding: .utf8)
      XCTAssertTrue(summary.contains("\(table)\n"), summary)
      try FileManager.default.removeItem(at: course.root.appending(path: ".github"))
    }
    // Where grading is not possible the step fails, and the summary says so.
    let script = try XCTUnwrap(
      steps(ActionsPackage(grading: ["9.9"]).text).last?["run"]?.string)
    let failed = try await CourseCopyOnDisk.shell(
      "set -eo pipefail\n" + script, in: handout,
      environment: [
        "GITHUB_STEP_SUMMARY": handout.appending(path: "failed.md").path,
        "RUNNER_TEMP": course.folder.path,
      ])
    XCTAssertEqual(failed.outcome, .exited(2))
    XCTAssertEqual(
      try String(contentsOf: handout.appending(path: "failed.md"), encoding: .utf8),
      "Grading was not possible: the log of this step says why.\n")
  }

  func testAWorkflowThatIsThereIsLeft() throws {
    let course = try CourseCopyOnDisk()
    try course.write("mine", to: ActionsPackage.path)
    XCTAssertThrowsError(try ActionsPackage(grading: []).write(to: course.root)) {
      XCTAssertTrue("\($0)".contains("already exists: nothing was written"), "\($0)")
    }
    XCTAssertEqual(try course.read(ActionsPackage.path), "mine")
  }
}
