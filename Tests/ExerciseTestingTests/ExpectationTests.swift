import Kindling
import XCTest

@testable import ExerciseTesting

/// What suites find wrong with a result, an argument or a training loop, and how they say it.
final class ExpectationTests: XCTestCase {
  // MARK: Results

  private func lines(_ got: Tensor, _ expected: Tensor, from x: Tensor? = nil) -> [String] {
    Difference(got, expected, nil, from: x.map { [("x", $0)] } ?? [])?.lines ?? []
  }

  func testNumbersThatDifferReadDifferently() {
    XCTAssertEqual(expectedAndGot(2, 3), "expected 2.0, got 3.0")
    XCTAssertEqual(
      expectedAndGot(-0.157798, -0.157798 + 3e-9),
      "expected -0.157798, got -0.157797997, which is off by 3.0e-09")
    XCTAssertEqual(
      expectedAndGot(0.1, 0.1.nextUp),
      "expected 0.1, got 0.10000000000000002, which is off by 1.4e-17")
    XCTAssertEqual(expectedAndGot(.infinity, .nan), "expected inf, got nan")
  }

  func testTheElementIsToldWithItsInput() {
    let found = lines(Tensor([0.5, .nan]), Tensor([0.5, 1.0]), from: Tensor([0.0, 100.0]))
    XCTAssertEqual(
      Array(found.prefix(2)), ["element [1]: expected 1.0, got nan", "where x[1] = 100.0"])
    XCTAssertEqual(lines(Tensor([1.0]), Tensor([1.0])), [])
  }

  func testRoundingToFloat32IsNamed() {
    let right = Tensor([1.0 / 3, 2.0 / 7], dtype: .float64)
    let advice =
      "It is off by what rounding to float32 takes: is there a Float or a float32 on the way?"
    XCTAssertTrue(lines(right.to(.float32).to(.float64), right).contains(advice))
    XCTAssertFalse(lines(right * 1.0001, right).contains(advice))
    XCTAssertFalse(lines(right.to(.float32) * 1.0001, right.to(.float32)).contains(advice))
  }

  func testAZeroBelowZeroIsNotAskedFor() {
    let found = lines(Tensor([1.0, 2.0]), Tensor([-0.0, 2.0]))
    XCTAssertEqual(found.first, "element [0]: expected 0.0, got 1.0")
    XCTAssertFalse(found.contains { $0.contains("-0") }, "\(found)")
    XCTAssertEqual(lines(Tensor([0.0]), Tensor([-0.0])), [])
  }

  func testShapeAndDtypeCountAsWellAsNumbers() {
    XCTAssertEqual(lines(Tensor([1.0]), Tensor(1.0)), ["expected shape [], got [1]"])
    XCTAssertEqual(
      lines(Tensor([1.0]), Tensor([1.0], dtype: .float16)), ["expected dtype float16, got float32"])
  }

  func testWholeNumbersAreComparedToTheLastDigit() {
    let (wrong, right) = (
      Tensor([1, 9_007_199_254_740_992]), Tensor([1, 9_007_199_254_740_993])
    )
    XCTAssertEqual(
      lines(wrong, right).first,
      "element [1]: expected 9007199254740993, got 9007199254740992")
    XCTAssertEqual(lines(right, right.clone()), [])
  }

  func testTensorsThatAreNoParametersAreNamed() {
    final class Forgetful: Module {
      var weight = Tensor([1.0])
      @Parameter var bias = Tensor([1.0])
      let layer = Linear(1, 1)
    }
    XCTAssertEqual(
      adviceOnConstants(of: Forgetful()),
      ["`weight` is a constant to the module: it has no `@Parameter`"])
  }

  func testUsualMistakesAreNamed() {
    let expected = Tensor([[1.0, 2.0], [3.0, 4.0]])
    XCTAssertTrue(lines(-expected, expected).contains("Every element has the wrong sign."))
    XCTAssertTrue(
      lines(expected * 2, expected).contains("Every element is twice what it should be."))
    XCTAssertTrue(
      lines(expected.t(), expected).contains(
        "It is the transpose of the right result: are two factors in the wrong order?"))
    let difference = Difference(
      Tensor(6.0), Tensor(2.0), nil, mistakes: [("the sum is taken for the mean", Tensor(6.0))])
    XCTAssertEqual(
      difference?.lines,
      [
        "expected 2.0, got 6.0",
        "That is the result when the sum is taken for the mean.",
      ])
  }

  func testTypesThatCannotBeNegatedAreComparedToo() {
    XCTAssertEqual(
      lines(Tensor([true, true]), Tensor([false, true])).first,
      "element [0]: expected false, got true")
    let bytes = Tensor([200, 100], dtype: .uint8)
    XCTAssertFalse(
      lines(bytes * 2, bytes).contains("Every element is twice what it should be."),
      "144 is not twice 200")
  }

  func testTheFirstLineSaysWhereAListDiffers() {
    let numbers = (0..<6).map { [Double($0), 0.25, 12.5] }
    var other = numbers
    other[4][1] = 7
    XCTAssertEqual(
      firstDifference(other, from: numbers), "element [4, 1]: expected 0.25, got 7.0")
    XCTAssertEqual(
      firstDifference([[1.5]], from: [[1.5, 2]]), "element [0]: expected 2 elements, got 1")
    XCTAssertEqual(firstDifference([1, 2], from: [1]), "expected 1 element, got 2")
    XCTAssertNil(firstDifference("one", from: "two"))
    XCTAssertEqual(
      firstDifference("a {\n  c\n}", from: "a {\n  b\n}"), #"line 2: expected "  b", got "  c""#)
    XCTAssertEqual(firstDifference("a\n}\n", from: "a\n}"), "expected 2 lines, got 3")
    XCTAssertEqual(firstDifference("a\n", from: "a"), "expected 1 line, got 2")
  }

  // MARK: Arguments

  func testAnAnnouncementSaysWhatRequiresAGradient() {
    var announced: [String] = []
    Announcement.receiver = { announced.append($0) }
    defer { Announcement.receiver = nil }
    let x = Tensor([1.0])
    expectResult(of: { $0[0] * 2 }, on: ["x": x], and: ["y": x], equals: x * 2)
    let (plain, leaf) = ("for  x = Tensor([1.0])", "for  x = Tensor([1.0]).requiringGradient()")
    let other = "\n     y = Tensor([1.0])"
    XCTAssertEqual(announced, [plain + other, leaf + other])
    announced = []
    expectGradients(through: { $0[0] * 2 }, at: ["x": x], as: { $0[0] * 2 })
    XCTAssertEqual(announced, [leaf, leaf])
  }

  func testGradientsAreAskedForInEveryWay() {
    enum Given { case constant, leaf, computed }
    var calls: Set<[Given]> = []
    let (x, y, z) = (Tensor([1.0, 2.0]), Tensor([3.0, 4.0]), Tensor([5.0, 6.0]))
    expectGradients(
      through: { given in
        calls.insert(given.map { $0.requiresGrad ? $0.isLeaf ? .leaf : .computed : .constant })
        return given[0] * given[1] + given[2]
      }, at: ["x": x, "y": y, "z": z], as: { $0[0] * $0[1] + $0[2] })
    XCTAssertEqual(
      calls,
      [
        [.leaf, .leaf, .leaf], [.computed, .computed, .computed],
        [.leaf, .constant, .constant], [.constant, .leaf, .constant],
        [.constant, .constant, .leaf], [.constant, .leaf, .leaf], [.leaf, .constant, .leaf],
        [.leaf, .leaf, .constant],
      ])
  }

  func testWhateverACallChangesIsSeen() {
    func change(isLeaf: Bool = false, _ call: (Tensor) -> Void) -> String? {
      let argument = Argument("x", like: Tensor([[1.0, 2.0], [3.0, .nan]]), isLeaf: isLeaf)
      call(argument.tensor)
      return argument.change
    }
    XCTAssertNil(change { _ in })
    XCTAssertNil(change(isLeaf: true) { _ = ($0 * 2).sum() })
    XCTAssertEqual(
      change { $0 += 1 },
      "x was changed by the call, which should leave it as it was: 1.0 became 2.0 at [0, 0]")
    XCTAssertEqual(
      change { $0.requiresGrad = true }, "x requires a gradient after the call, and did not before")
    XCTAssertEqual(
      change(isLeaf: true) { $0.requiresGrad = false },
      "x no longer requires a gradient after the call")
    XCTAssertEqual(
      change(isLeaf: true) { $0.grad = nil }, "x.grad is nil after the call, and was not before")
    XCTAssertEqual(
      change(isLeaf: true) { ($0 * 2).sum().backward() },
      "x.grad was changed by the call, which should leave it as it was")
  }

  func testACallGetsTensorsLaidOutAsTheyWere() {
    let rows = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    for tensor in [rows, rows.t(), rows.stridedCopy, rows[.all, 1], rows[.all, 0..<2]] {
      let copy = Argument("x", like: tensor).tensor
      XCTAssertTrue(copy.equals(tensor))
      XCTAssertFalse(copy.sharesStorage(with: tensor))
      XCTAssertEqual(copy.isContiguous, tensor.isContiguous)
    }
  }

  // MARK: Training loops

  /// A loop as students write it, with what may go wrong in it.
  private struct Loop {
    var zeroesEachStep = true, zeroesEachEpoch = false, steps = true, stepsEachEpoch = false
    var direction = 1.0, factor = 1.0, isSummed = false, looksAfterwards = false
    var order = [0, 1, 2], epochs = 4, stopsBelow = -Double.infinity

    func run() -> (losses: [Double], weight: Tensor) {
      let weight = ExpectationTests.start.clone().requiringGradient()
      weight.grad = ExpectationTests.old.clone()
      func step() {
        guard let gradient = weight.grad else { return }
        withoutGradients { weight -= gradient * (direction * factor * 0.1) }
      }
      var losses: [Double] = []
      for _ in 0..<epochs {
        if zeroesEachEpoch { weight.grad = nil }
        var total = 0.0
        for example in order {
          if zeroesEachStep { weight.grad = nil }
          let loss = ExpectationTests.loss(weight, example)
          loss.backward()
          if steps { step() }
          total += (looksAfterwards ? ExpectationTests.loss(weight, example) : loss).item()
        }
        if stepsEachEpoch { step() }
        losses.append(isSummed ? total : total / 3)
        if losses.last! < stopsBelow { break }
      }
      return (losses, weight.detach())
    }
  }

  private static var start: Tensor { Tensor([0.5, -1.0], dtype: .float64) }
  private static var old: Tensor { Tensor([2.0, 1.0], dtype: .float64) }
  private static var rows: Tensor {
    Tensor([[1.0, 2.0], [-1.0, 0.5], [0.5, 1.5]], dtype: .float64)
  }

  private static func loss(_ weight: Tensor, _ example: Int) -> Tensor {
    ((rows.select(0, example) * weight).sum() - Double(example)).square()
  }

  private func problem(with loop: Loop) -> String? {
    let right = TrainingLoop(
      from: [Self.start], oldGradients: [Self.old], examples: 3, epochs: 4, learningRate: 0.1
    ) { Self.loss($0[0], $1) }
    let (losses, weight) = loop.run()
    return right.problem(
      with: losses, [("weight", weight)], Tolerance(relative: 1e-12, absolute: 1e-12))
  }

  func testARightLoopIsRight() {
    XCTAssertNil(problem(with: Loop()))
  }

  func testMistakesInALoopAreNamed() {
    let mistakes: [(Loop, TrainingMistake)] = [
      (Loop(zeroesEachStep: false), .gradientsAddUp),
      (Loop(zeroesEachStep: false, zeroesEachEpoch: true), .gradientsAddUpWithinAnEpoch),
      (Loop(steps: false), .noStep), (Loop(direction: -1), .uphill),
      (Loop(factor: 3), .learningRateTimes(3)), (Loop(factor: 0.5), .learningRateTimes(0.5)),
      (Loop(isSummed: true), .lossesSummed), (Loop(looksAfterwards: true), .lossAfterTheStep),
      (Loop(order: [2, 1, 0]), .examplesBackwards), (Loop(epochs: 5), .stepsMore(1)),
      (Loop(epochs: 3), .stepsMore(-1)),
      (Loop(steps: false, stepsEachEpoch: true), .lastExampleOnly),
      (
        Loop(zeroesEachStep: false, zeroesEachEpoch: true, steps: false, stepsEachEpoch: true),
        .oneStepAnEpoch
      ),
    ]
    for (loop, mistake) in mistakes {
      let text = problem(with: loop) ?? "nothing is found"
      XCTAssertTrue(text.contains("when \(mistake.words)."), "\(mistake): \(text)")
    }
  }

  func testHowLongAStepIsIsAWholeNumber() {
    let words = [3, 0.5, 0.2].map { TrainingMistake.learningRateTimes($0).words }
    XCTAssertEqual(
      words,
      ["3 times", "half", "1/5"].map { "a step is \($0) as long as the learning rate says" })
  }

  func testALoopThatEndsEarlyIsToldToGoOn() {
    let text = problem(with: Loop(stopsBelow: 1e9)) ?? ""
    XCTAssertTrue(
      text.hasPrefix(
        "the mean loss of each epoch: expected 4 of them, got 1; the loop should go on"), text)
  }
}
