import Answers
import Course
import GradingTestSupport
import XCTest

@testable import Authoring

/// Wrong answers that are made from a solution.
final class GeneratedMutantTests: XCTestCase {
  private static let solution = """
    import Kindling

    /// Part 1.
    public func scaled(_ x: Tensor, by factor: Tensor, dim: Int = 0) throws -> Tensor {
      guard x.rank > dim else { throw Missing() }
      return x * factor
    }

    public struct Missing: Error {}

    public func totals(of lists: [Tensor], names: [String], steps: Int) -> [Double] {
      (0..<steps).map { step in lists.reduce(Double(step)) { $0 + $1.sum().item() } }
    }

    public final class Doubler {
      public init() {}

      public func callAsFunction(_ input: Tensor) -> Tensor {
        2 * input
      }
    }
    """

  private static let row = """
    module: Scaling
    title: Scaling
    form: draft
    imports: [Kindling]
    provided: [Missing, Doubler, Doubler.init()]
    DIMENSIONS
    parts:
      - name: scaled
        title: Scale
        declarations: ["scaled(_:by:dim:)"]
        tests: {testScales: 1}
        hints: [One., Two.]
      - name: totals
        title: Add up
        declarations: ["totals(of:names:steps:)"]
        tests: {testAddsUp: 1}
        hints: [One., Two.]
      - name: doubler
        title: Double
        declarations: ["Doubler.callAsFunction(_:)"]
        tests: {testDoubles: 1}
        hints: [One., Two.]
    """

  private static let suite = """
    import ExerciseTesting
    import Kindling
    import Scaling
    import XCTest

    final class ScalingHiddenTests: ExerciseTestCase {
      func testScales() throws {
        let (x, factor) = (inputs.normal(2, 3), inputs.normal(2, 3))
        let given = [x.clone(), factor.clone()]
        let expected = x * factor
        try expectClose(scaled(x, by: factor), expected, for: [:])
        expectClose(x, given[0], for: [:])
      }
      func testAddsUp() {
        let lists = [Tensor([1.0, 2.0]), Tensor([3.0])]
        for steps in 0...2 {
          expectEqual(
            totals(of: lists, names: [], steps: steps), (0..<steps).map { 6 + Double($0) },
            for: [:])
        }
      }
      func testDoubles() {
        let x = inputs.normal(1, 2, dtype: .float16)
        expectClose(Doubler()(x), x + x, for: [:])
      }
    }
    """

  /// A course with the section above, whose row has these lines on dimensions.
  private func course(dimensions: String = "") throws -> (MadeCourse, Workbook) {
    let course = try MadeCourse()
    try course.write(
      Self.row.replacing("DIMENSIONS", with: dimensions), to: "docs/lessons/1-made/2-scaling.yml")
    let workbook = try Workbook(root: course.root)
    let section = workbook.course.sections[1]
    let folder = "Tests/Sections/\(section.folder)"
    try course.write(Self.suite, to: "\(folder)/Hidden/ScalingHiddenTests.swift")
    try course.write(Self.solution, to: "Solutions/\(section.answerPath)")
    return (course, workbook)
  }

  private func findings(in workbook: Workbook) async throws -> [String] {
    let checker = CourseChecker(workbook: workbook, seeds: 1, jobs: 2)
    return try await checker.check([workbook.course.sections[1]])
      .filter { $0.hasPrefix("docs/lessons/1-made/2-scaling.yml") }
  }

  /// The names in the lists of what nothing caught.
  private func names(in findings: [String]) -> Set<String> {
    let lines = findings.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("    ") }
    return Set(lines.map { String($0.dropFirst(4).prefix { $0 != ":" }) })
  }

  func testASuiteCatchesWhatItTestsAndNoMore() async throws {
    let (course, workbook) = try course()
    let missed = names(in: try await findings(in: workbook))
    let all = Set(
      GeneratedSource(
        from: try AnswerFile(workbook.solution(workbook.course.sections[1])),
        of: workbook.course.sections[1]
      ).mutants.map(\.name))
    let caught: Set = [
      "scaled.dimensionAdded", "scaled.lastElement", "scaled.firstElement", "scaled.changed.x",
      "totals.lastLeftOut", "totals.lastElement", "totals.stoppedEarly",
      "totals.lastStepLeftOut", "totals.zeroIsOne", "totals.emptyRefused.names",
      "totals.singleRefused", "Doubler.callAsFunction.widened", "Doubler.callAsFunction.squeezed",
      "Doubler.callAsFunction.oneRowRefused", "Doubler.callAsFunction.dimensionAdded",
      "Doubler.callAsFunction.firstElement", "Doubler.callAsFunction.lastElement",
    ]
    XCTAssertEqual(all.subtracting(missed), caught)
    withExtendedLifetime(course) {}
  }

  func testEachShownByItselfCompilesAndIsCaughtAlike() async throws {
    let (course, workbook) = try course()
    let section = workbook.course.sections[1]
    let folder = "Tests/Sections/\(section.folder)/Mutants"
    let shown = [
      "scaled.lastElement", "totals.stoppedEarly", "Doubler.callAsFunction.widened",
      "scaled.changed.factor",
    ]
    for (name, test) in zip(shown, ["testScales", "testAddsUp", "testDoubles", "testScales"]) {
      let text = try CourseChecker.generatedMutant(name, of: section, in: workbook)
      let lines = text.split(separator: "\n", maxSplits: 1)
      try course.write(
        "\(lines[0]) Caught by: \(test)\n\(lines[1])", to: "\(folder)/\(name).swift")
    }
    let found = try await CourseChecker(workbook: workbook, seeds: 1, jobs: 2).check([section])
      .filter { $0.hasPrefix(folder) }
    XCTAssertEqual(
      found,
      [
        "\(folder): 4 mutants, 5 are wanted",
        "\(folder)/scaled.changed.factor.swift:1: not caught by testScales with seed 1",
      ])
    XCTAssertThrowsError(
      try CourseChecker.generatedMutant("scaled.lastElemnt", of: section, in: workbook)
    ) {
      XCTAssertEqual(
        "\($0)",
        "no wrong answer made from the solution of 1.2 is called scaled.lastElemnt; "
          + "did you mean scaled.lastElement?")
    }
  }

  func testARowSaysWhatNeedNotBeCaught() async throws {
    let dimensions = """
      dimensions:
        nan: "ruled out: made up"
        infinities: {scaled: made up}
        float64: {scaled.rounded: made up, doubler: made up, totals: made up}
        flags: {scaled.x: made up, totals.names: made up}
        errors: tested
        integers: {totals: made up}
      """
    let (course, workbook) = try course(dimensions: dimensions)
    let findings = try await findings(in: workbook)
    let missed = names(in: findings)
    XCTAssertFalse(missed.contains { $0.contains("nanTaken") || $0 == "scaled.infinityTaken" })
    XCTAssertTrue(missed.isSuperset(of: ["totals.infinityTaken", "scaled.tracked.factor"]))
    XCTAssertFalse(missed.contains("scaled.tracked.x"))
    XCTAssertTrue(missed.contains("scaled.narrowed"))
    XCTAssertFalse(missed.contains("scaled.rounded"))
    let row = "docs/lessons/1-made/2-scaling.yml"
    XCTAssertEqual(
      findings.filter { !$0.contains("catches these") },
      [
        "\(row):1: `dimensions` says nothing about shape, everyElement, square, float16, rank0, "
          + "higherRanks, noElement, oneRow, oneElement, negativeDim, notContiguous, veryLarge, "
          + "verySmall, veryNegative, gradient, calledTwice, arguments, steps, noStep: is it "
          + "`tested`, or `\"ruled out: REASON\"`?",
        "\(row):10: flags: nothing in totals.names has to do with it",
        "\(row):12: integers: nothing in totals has to do with it",
      ])
    let errors = try XCTUnwrap(findings.first { $0.contains(" errors: ") })
    XCTAssertEqual(
      errors,
      """
      \(row):11: errors: no hidden test of part scaled catches these; `grade check 1.2 --show NAME` \
      shows one:
          scaled.otherError: throws another error
      """)
    withExtendedLifetime(course) {}
  }

  func testAModuleIsPutInTheOtherModeInItsLibrarysWay() throws {
    for (imports, call) in [("Kindling", "train"), ("Kindling, Layerwise", "setTraining")] {
      let (course, workbook) = try course(dimensions: "")
      let row = Self.row.replacing("DIMENSIONS", with: "")
        .replacing("imports: [Kindling]", with: "imports: [\(imports)]")
        .replacing("totals(of:names:steps:)", with: "run(_:)")
      try course.write(row, to: "docs/lessons/1-made/2-scaling.yml")
      let section = try Workbook(root: course.root).course.sections[1]
      let url = workbook.solution(section)
      let solution = AnswerFile(url, text: "public func run(_ model: Module) -> Int { 1 }")
      let made = GeneratedSource(from: solution, of: section).mutants
      let mutant = try XCTUnwrap(made.first { $0.kind == "modeChanged" })
      XCTAssertTrue(mutant.statements.contains("model.\(call)(!model.isTraining)"))
    }
  }
}
