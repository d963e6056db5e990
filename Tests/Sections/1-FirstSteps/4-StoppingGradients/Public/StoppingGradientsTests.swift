import AnsweredParts
import ExerciseTesting
import Kindling
import StoppingGradients
import XCTest

final class StoppingGradientsTests: ExerciseTestCase {
  func testAPeekSharesTheNumbers() throws {
    try skipUnlessAnswered("peek(at:)", in: "StoppingGradients")
    let y = Tensor([1.0, 2.0]).requiringGradient() * 2
    let told: KeyValuePairs<String, Any> = ["tensor": Code("Tensor([1.0, 2.0]) * 2, recorded")]
    let seen = peek(at: y)
    expectClose(seen, Tensor([2.0, 4.0]), for: told)
    expect(!seen.requiresGrad, "the peek requires a gradient", for: told)
    expect(seen.sharesStorage(with: y), "the peek does not share the tensor's memory", for: told)
  }

  func testASnapshotStays() throws {
    try skipUnlessAnswered("snapshot(of:)", in: "StoppingGradients")
    let x = Tensor([1.0, 2.0])
    let before = snapshot(of: x)
    x += 10
    expectClose(before, Tensor([1.0, 2.0]), for: ["tensor": Tensor([1.0, 2.0])], "after x += 10")
  }

  func testResultsWithoutAGraph() throws {
    try skipUnlessAnswered("evaluate(_:on:)", in: "StoppingGradients")
    let w = Tensor([2.0]).requiringGradient()
    let inputs = [Tensor([1.0]), Tensor([3.0])]
    let told: KeyValuePairs<String, Any> = ["model": Code("{ $0 * w }"), "inputs": inputs]
    announce(told)
    let results = evaluate({ $0 * w }, on: inputs)
    expectEqual(results.map { $0.item() }, [2.0, 6.0], for: told, "the results")
    expect(!results.contains { $0.requiresGrad }, "a result requires a gradient", for: told)
    expect((w * 2).requiresGrad, "nothing is recorded any more, after the call", for: told)
  }

  func testOnlyThePredictionMoves() throws {
    try skipUnlessAnswered("distance(from:to:)", in: "StoppingGradients")
    let w = Tensor([1.0]).requiringGradient()
    let told: KeyValuePairs<String, Any> = [
      "prediction": Code("w * 2"), "target": Code("w + 3"), "w": Tensor([1.0]),
    ]
    announce(told)
    let far = distance(from: w * 2, to: w + 3)
    expectClose(far.detach(), Tensor(4.0), for: told, "the distance")
    far.backward()
    expectClose(w.grad ?? Tensor.zeros(0), Tensor([-8.0]), for: told, "the gradient of w")
  }

  func testFrozenForAWhile() throws {
    try skipUnlessAnswered("withFrozen(_:_:)", in: "StoppingGradients")
    let (slope, shift) = (Tensor(2.0).requiringGradient(), Tensor(1.0).requiringGradient())
    let told: KeyValuePairs<String, Any> = [
      "parameters": Code("[slope]"), "body": Code("{ (slope * 3 + shift).backward() }"),
    ]
    announce(told)
    withFrozen([slope]) { (slope * 3 + shift).backward() }
    expect(slope.grad == nil, "slope has a gradient, though it was frozen", for: told)
    expectClose(shift.grad ?? Tensor.zeros(0), Tensor(1.0), for: told, "the gradient of shift")
    expect(slope.requiresGrad, "slope is still frozen, after the call", for: told)
  }
}
