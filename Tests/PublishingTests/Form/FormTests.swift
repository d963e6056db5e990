import LessonTestSupport
import XCTest

@testable import Documents
@testable import Publishing
@testable import Symbols

final class FormTests: XCTestCase {
  /// A lesson that has every part of the form.
  private static let whole = """
    # 2.1 Affine maps

    What is a map?

    ```diagram A map
    x -> (map) -> y
    ```

    > **Predict.** What?
    >
    > **Answer.** That.

    > **Predict.** What now?
    >
    > **Answer.** This.

    ## Names

    | Kindling | PyTorch |
    |---|---|
    | `Linear(5, 3)` | `nn.Linear(5, 3)` |

    ## Where people slip

    > **Slip.** Here.

    ## In short

    - One.
    - Two.
    - Three.

    ## Try it

    1. Change it.

       > **Answer.** Changed.

    2. Prove it.

       > **Answer.** Proved.

    ## Exercise

    {{exercise}}

    ## Read on

    - [One](https://example.org/1)
    - [Two](https://example.org/2)

    """

  private static let row = [
    "minutes: {read: 1, exercise: 2}", "afterwards: [One., Two.]",
    "source: {title: T, section: S, author: A, address: 'https://example.org'}",
  ].map { $0 + "\n" }.joined()

  private func sample(_ lesson: String, row: String = row) throws -> SampleWorkbook {
    let sample = try SampleWorkbook(["1-affine-maps.md": lesson], head: row)
    let folder = sample.root.appending(path: "Sources/Kindling")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try sample.write(
      "public final class Linear {\n  public init(_ inputs: Int, _ outputs: Int) {}\n}\n",
      to: "Sources/Kindling/Linear.swift")
    return sample
  }

  private func gaps(_ lesson: String, row: String = row) throws -> [String] {
    let sample = try sample(lesson, row: row)
    let check = FormCheck(SiteMap(sample.workbook))
    return check.gaps(of: try Lesson(sample.first, in: sample.workbook)).map {
      $0.description.replacing("docs/lessons/2-building-blocks/1-affine-maps", with: "FILE")
    }
  }

  func testALessonWithTheWholeFormLacksNothing() throws {
    XCTAssertEqual(try gaps(Self.whole), [])
  }

  func testACallThatTheExerciseNeedsAndNothingShowsIsNamed() throws {
    let sample = try sample(Self.whole)
    let solution = sample.workbook.solution(sample.first)
    try FileManager.default.createDirectory(
      at: solution.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("public func layer() -> Linear { Linear(5, 3) }\n".utf8).write(to: solution)
    XCTAssertEqual(
      FormCheck(SiteMap(sample.workbook)).gaps(of: try Lesson(sample.first, in: sample.workbook))
        .map(\.message),
      ["the exercise needs `Linear(_:_:)`, which no block of the lesson shows"])
  }

  func testEachPartIsMissed() throws {
    let slip = "## Where people slip\n\n> **Slip.** Here.\n\n"
    for (part, instead, message) in [
      ("What is a map?\n\n", "", "1: no question: open with a paragraph that says"),
      ("What is a map?", "So $$x$$ is", "3: a formula before the question"),
      ("```diagram A map\nx -> (map) -> y\n```\n", "", "1: no picture of a structure"),
      (
        "> **Predict.** What now?\n>\n> **Answer.** This.\n\n", "",
        "9: 1 prediction; a lesson has two or three **Predict.**"
      ),
      (
        "## Names\n\n| Kindling | PyTorch |\n|---|---|\n| `Linear(5, 3)` | `nn.Linear(5, 3)` |\n",
        "", "18: no ## Names before this line"
      ),
      (
        "| Kindling | PyTorch |\n|---|---|\n| `Linear(5, 3)` | `nn.Linear(5, 3)` |\n", "",
        "17: ## Names has no table"
      ),
      ("> **Slip.** Here.\n", "", "23: ## Where people slip has no **Slip.**"),
      ("- Three.\n", "", "27: ## In short has 2 items; a list of 3 to 5 is needed"),
      (
        "- One.\n- Two.\n- Three.\n", "Text.\n",
        "27: ## In short has no list; a list of 3 to 5 is needed"
      ),
      (
        "\n   > **Answer.** Proved.\n", "",
        "39: no answer to this: add `> **Answer.** ...` under it"
      ),
      (
        "2. Prove it.\n\n   > **Answer.** Proved.\n\n", "",
        "33: ## Try it has 1 item; a list of 2 to 4 is needed"
      ),
      ("{{exercise}}\n", "", "43: no {{exercise}}"),
      (
        "[Two](https://example.org/2)", "A book",
        "50: no link: name something to read and link to it"
      ),
      (slip, "", "23: no ## Where people slip before this line"),
      (
        "> **Slip.** Here.", "> **Slip.** Here.\n\n> **In PyTorch.** Its name.",
        "27: **In PyTorch.** says twice what the table under ## Names says"
      ),
      ("## Read on", slip + "## Read on", "47: ## Where people slip is there twice"),
    ] {
      XCTAssertTrue(Self.whole.contains(part), part)
      let found = try gaps(Self.whole.replacing(part, with: instead))
      XCTAssertTrue(found.contains { $0.hasPrefix("FILE.md:\(message)") }, "\(message)\n\(found)")
    }
  }

  func testTheOrderIsKept() throws {
    let short = "## In short\n\n- One.\n- Two.\n- Three.\n\n"
    let moved = Self.whole.replacing(short, with: "").replacing(
      "## Names", with: short + "## Names")
    XCTAssertEqual(
      try gaps(moved),
      [
        "FILE.md:29: ## Where people slip comes too late: the order is Names, Where people slip, "
          + "In short, Try it, Exercise, Read on",
        "FILE.md:23: ## Names comes too late: the order is Names, Where people slip, In short, "
          + "Try it, Exercise, Read on",
      ])
  }

  func testTheRowSaysWhatThePageNeeds() throws {
    XCTAssertEqual(
      try gaps(Self.whole, row: "source: T\n"),
      [
        "FILE.yml:1: section 2.1 has no `minutes: {read: 15, exercise: 20}`",
        "FILE.yml:1: section 2.1 has no `afterwards`, what a reader can do then",
        "FILE.yml:1: section 2.1 has no `section` of its `source`",
        "FILE.yml:1: section 2.1 has no `author` of its `source`",
        "FILE.yml:1: section 2.1 has no `address` of its `source`",
      ])
  }

  func testADraftIsPublishedAndEndsWhenTheFormIsWhole() throws {
    func faults(_ lesson: String, isDraft: Bool) throws -> [String] {
      let sample = try sample(lesson, row: Self.row + (isDraft ? "form: draft\n" : ""))
      return FormCheck(SiteMap(sample.workbook))
        .faults(of: try Lesson(sample.first, in: sample.workbook)).map(\.message)
    }
    let half = "# 2.1 Affine maps\n\nText.\n"
    XCTAssertEqual(try faults(half, isDraft: true), [])
    XCTAssertGreaterThan(try faults(half, isDraft: false).count, 5)
    XCTAssertEqual(try faults(Self.whole, isDraft: false), [])
    XCTAssertEqual(
      try faults(Self.whole, isDraft: true),
      ["the lesson has every part of the form: remove `form: draft` from its row"])
  }

  // MARK: Names, terms, calls

  func testTheTableOfNamesIsChecked() throws {
    let symbols = try symbols(
      "public final class Tensor {\n  public func softmax(dim: Int) -> Tensor { self }\n}\n")
    func faults(_ table: String) throws -> [String] {
      let lesson = try SampleWorkbook().lesson("# 2.1 A\n\n## Names\n\n" + table)
      return try XCTUnwrap(NamesTable(lesson.blocks)).faults(in: "FILE", symbols: symbols)
        .map(\.description)
    }
    let head = "| Kindling | PyTorch | NumPy |\n|---|---|---|\n"
    XCTAssertEqual(try faults(head + "| `x.softmax(dim: 0)` | `F.softmax(x, 0)` | |\n"), [])
    XCTAssertEqual(
      try faults(
        head + "| `x.sofmax(dim: 0)` | `f` | |\n| softmax | `f` | |\n| `x.softmax(dim: 0)` | | |\n"
          + "| `x` | `x` | |\n| `x.softmax(dim: 0)` | `f` | |\n"),
      [
        "FILE:7: the API reference has no `sofmax`, which `x.sofmax(dim: 0)` names",
        "FILE:8: no call under Kindling; it is written as code, `x.softmax(dim: 0)`",
        "FILE:9: `x.softmax(dim: 0)` has no name elsewhere",
        "FILE:10: `x` names nothing of the API reference",
        "FILE:11: `x.softmax(dim: 0)` is in the table twice",
      ])
    for head in ["| PyTorch | Kindling |\n|---|---|\n", "| Kindling | Numpy |\n|---|---|\n"] {
      XCTAssertEqual(
        try faults(head + "| `a` | `b` |\n"),
        [
          "FILE:5: the columns of the table of names are Kindling, PyTorch, Torch7, NumPy; the last "
            + "two may be left out"
        ])
    }
  }

  private func symbols(_ source: String) throws -> SymbolTable {
    let symbols = SymbolReader.symbols(in: source, file: "Sources/Kindling/T.swift")
    return SymbolTable(APIReference.pages(of: symbols, in: "Kindling"))
  }

  func testTheTableOfNamesKnowsBackticksSubscriptsAndLabels() throws {
    let symbols = try symbols(
      """
      public final class Tensor {
        public init(_ values: [Double]) {}
        public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor { a }
        public static func zeros(_ shape: Int...) -> Tensor { Tensor([]) }
        public func sum(dim: Int, keepDim: Bool = false) -> Tensor { self }
        public subscript(_ row: Int) -> Tensor { self }
      }
      public class Linear { public init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {} }
      public final class Special: Linear {}
      """)
    func faults(_ call: String) throws -> [String] {
      let lesson = try SampleWorkbook().lesson(
        "# 2.1 A\n\n## Names\n\n| Kindling | PyTorch |\n|---|---|\n| `` \(call) `` | `f` |\n")
      return try XCTUnwrap(NamesTable(lesson.blocks)).faults(in: "FILE", symbols: symbols)
        .map(\.message)
    }
    for call in [
      "Tensor.`where`(m, a, b)", "x[0]", "x.sum(dim: 0)", "x.sum(dim: 0, keepDim: true)",
      "Tensor.zeros(2, 5)", "Tensor([1])", "Linear(5, 3)", "Linear(5, 3, bias: false)",
      "Special(5, 3)",
    ] {
      XCTAssertEqual(try faults(call), [], call)
    }
    for call in ["x.sum(axis: 0)", "Tensor.`where`(m, a, b, c)", "Linear(inputs: 5)"] {
      XCTAssertEqual(try faults(call).count, 1, call)
      XCTAssertTrue(try faults(call)[0].contains("with such arguments"), call)
    }
    XCTAssertEqual(
      try faults("x.`repeat`(2)"),
      ["the API reference has no `repeat`, which `x.`repeat`(2)` names"])
  }

  func testATitleThatIsALinkElsewhereNeedsNoLinkToTheGlossary() throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md":
        "# 2.1 A\n\n- [*The weight of a batch*](https://example.org), on a batch.\n"
    ])
    try sample.write("# Glossary\n\n## Weight\n\nW.\n\n## Batch\n\nB.\n", to: Glossary.file)
    let site = SiteMap(sample.workbook)
    let mentions = TermMentions(in: site.entries.map(\.text), glossary: site.glossary)
    XCTAssertEqual(
      mentions.gaps(in: SampleWorkbook.file).map(\.message),
      [
        "the term 'batch' appears here for the first time; link it to the glossary, [batch](term:)"
      ])
  }

  func testATermIsLinkedWhereItFirstAppears() throws {
    let sample = try SampleWorkbook([
      "1-affine-maps.md":
        "# 2.1 A\n\n## Weights\n\nTwo `weights` and\nBatches.\n\n- [A weight](term:weight)\n",
      "2-softmax.md": "# 2.2 S\n\nA weight, a batch and bags-of words.\n",
    ])
    try sample.write(
      "# Glossary\n\n## Weight\n\nW.\n\n## Batch\n\nB.\n\n## Bag of words\n\nW.\n",
      to: Glossary.file)
    let site = SiteMap(sample.workbook)
    let mentions = TermMentions(in: site.entries.map(\.text), glossary: site.glossary)
    XCTAssertEqual(
      site.entries.flatMap { mentions.gaps(in: $0.text.file) }.map(\.description),
      [
        "\(SampleWorkbook.file):5: the term 'batch' appears here for the first time; link it to the "
          + "glossary, [batch](term:)"
      ])
    try sample.write("# 2.1 A\n\nNothing.\n", to: SampleWorkbook.file)
    let later = SiteMap(sample.workbook)
    XCTAssertEqual(
      TermMentions(in: later.entries.map(\.text), glossary: later.glossary)
        .gaps(in: later.entries[1].text.file).map(\.line), [3, 3])
  }

  func testTheExercisesCallsAreShown() throws {
    let symbols = try symbols(
      """
      public enum Reduction { case mean }
      public final class Tensor {
        public func gather(dim: Int, _ i: Tensor) -> Tensor { self }
        public func max(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: Tensor) {}
        public func max() -> Tensor { self }
        public var shape: Shape { get }
        public func mine() {}
      }
      public struct Shape {}
      """)
    func needs(_ solution: String) -> [String] {
      CalledNames([solution]).library(symbols).map(\.description)
    }
    XCTAssertEqual(
      needs(
        """
        public func answer(_ x: Tensor, pairs: [(shape: Int, y: Int)], by: Reduction = .mean) -> Tensor {
          let y = x.max(dim: 0, keepDim: true).values
          print([1, 2].max()!, pairs[0].shape, y)
          func mine() {}
          x.mine()
          return x.gather(dim: 1, x)
        }
        """), ["gather(dim:_:)", "max(dim:keepDim:)"])
    let shown = CalledNames(["x.max(dim: 0, keepDim: true, more: 1)"]).names.first!
    XCTAssertTrue(shown.shows(.init(base: "max", labels: ["dim"])))
    XCTAssertTrue(shown.shows(.init(base: "max")))
    XCTAssertFalse(shown.shows(.init(base: "max", labels: ["axis"])))
  }
}
