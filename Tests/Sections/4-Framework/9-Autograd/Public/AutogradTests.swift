import AnsweredParts
import Autograd
import ExerciseTesting
import Kindling
import XCTest

final class AutogradTests: ExerciseTestCase {
  func testNumbersAndSlopes() throws {
    try skipUnlessAnswered(
      "Value.+(_:_:)", "Value.-(_:_:)", "Value.*(_:_:)", "Value.exp()", "Value.log()",
      "Value.tanh()", in: "Autograd")
    let (a, b) = (Value(2), Value(5))
    for (text, value, number, slopes) in [
      ("a + b", a + b, 7.0, [1.0, 1.0]), ("a - b", a - b, -3, [1, -1]),
      ("a * b", a * b, 10, [5, 2]), ("Value(0).exp()", Value(0).exp(), 1, [1]),
      ("Value(1).log()", Value(1).log(), 0, [1]), ("Value(0).tanh()", Value(0).tanh(), 0, [1]),
    ] {
      expectEqual(value.number, number, for: ["a": 2, "b": 5], "the number of \(text)")
      expectEqual(value.slopes, slopes, for: ["a": 2, "b": 5], "the slopes of \(text)")
    }
    expect((a * b).inputs[1] === b, "the second input of a * b is not b", for: ["a": 2, "b": 5])
  }

  func testOrderOfADiamond() throws {
    try skipUnlessAnswered("topologicalOrder(of:)", in: "Autograd")
    let x = Value(3)
    let (left, right) = (
      Value(6, inputs: [x], slopes: [2]), Value(15, inputs: [x], slopes: [5])
    )
    let root = Value(21, inputs: [left, right], slopes: [1, 1])
    let numbers = topologicalOrder(of: root).map(\.number)
    expect(
      [[3, 6, 15, 21], [3, 15, 6, 21]].contains(numbers),
      "the numbers should be 3, 6, 15, 21 or 3, 15, 6, 21, and are \(numbers)",
      for: ["graph": Code("left = 2 * x, right = 5 * x, root = left + right, where x is 3")])
  }

  func testUsedTwiceCountsTwice() throws {
    try skipUnlessAnswered("Value.backward()", in: "Autograd")
    let a = Value(3)
    let b = Value(6, inputs: [a, a], slopes: [1, 1])
    let c = Value(12, inputs: [b, b], slopes: [1, 1])
    let told: KeyValuePairs<String, Any> = ["graph": Code("b = a + a, c = b + b")]
    c.backward()
    expectEqual(
      [a.gradient, b.gradient, c.gradient], [4, 2, 1], for: told, "the gradients of a, b and c")
    c.backward()
    expectEqual(
      [a.gradient, b.gradient, c.gradient], [8, 2, 1], for: told, "after a second call")
  }

  func testALongChainIsLetGo() throws {
    try skipUnlessAnswered("Value.backward()", in: "Autograd")
    let start = Value(1)
    var root = start
    for _ in 0..<100_000 { root = Value(1, inputs: [root], slopes: [1]) }
    announce(["graph": Code("a chain of 100,000 values")])
    root.backward()
    expectEqual(start.gradient, 1, for: ["graph": Code("a chain of 100,000 values")])
  }

  func testTensorOperations() throws {
    try skipUnlessAnswered(
      "TensorValue.+(_:_:)", "TensorValue.matmul(_:)", "TensorValue.tanh()",
      "TensorValue.meanSquare()", "TensorValue.backward()", in: "Autograd")
    let x = Tensor([[1.0, 2.0], [3.0, 4.0]])
    let bias = TensorValue(Tensor([5.0, 6.0]))
    let sum = TensorValue(x) + bias
    expectClose(sum.data, Tensor([[6.0, 8.0], [8.0, 10.0]]), for: ["x": x, "bias": bias.data])
    expectClose(
      sum.pullback(x)[1], Tensor([4.0, 6.0]), for: ["x": x, "gradient of x + bias": x],
      "the gradient of bias")
    let weight = TensorValue(Tensor([[1.0], [-1.0]]))
    let loss = TensorValue(x).matmul(weight).meanSquare()
    expectClose(loss.data, Tensor(1.0), for: ["x": x, "weight": weight.data], "mean square")
    loss.backward()
    expectClose(
      weight.gradient ?? Tensor.zeros(2, 1), Tensor([[-4.0], [-6.0]]),
      for: ["x": x, "weight": weight.data], "the gradient of the weight")
  }

  func testLogCosh() throws {
    try skipUnlessAnswered("LogCosh.forward(_:_:)", "LogCosh.backward(_:_:)", in: "Autograd")
    let x = Tensor([0.0, 1.0, -1000.0], dtype: .float64).requiringGradient()
    let y = LogCosh()(x)
    expectClose(
      y.detach(), Tensor([0, 0.4337808304830271, 999.3068528194401], dtype: .float64),
      for: ["x": x])
    let slope = grad(of: y.sum(), withRespectTo: [x])[0]
    expectClose(
      slope ?? Tensor.zeros(3), Tensor([0, 0.7615941559557649, -1], dtype: .float64),
      for: ["x": x], "the gradient")
  }

  func testTheEngineTrains() throws {
    try skipUnlessAnswered(
      "Value.+(_:_:)", "Value.-(_:_:)", "Value.*(_:_:)", "Value.exp()", "Value.log()",
      "Value.tanh()", "topologicalOrder(of:)", "Value.backward()", in: "Autograd")
    // Your parts 1 to 3 together find w and b with w * x + b = y.
    var (w, b) = (0.0, 0.0)
    for _ in 0..<200 {
      let (weight, bias) = (Value(w), Value(b))
      var loss = Value(0)
      for (x, y) in [(1.0, 5.0), (2.0, 7.0), (-1.0, 1.0)] {
        let error = weight * Value(x) + bias - Value(y)
        loss = loss + error * error
      }
      loss.backward()
      w -= 0.05 * weight.gradient
      b -= 0.05 * bias.gradient
    }
    expectClose(
      Tensor([w, b]), Tensor([2.0, 3.0]), tolerance: Tolerance(relative: 0, absolute: 0.01),
      for: ["points": Code("(1, 5), (2, 7), (-1, 1)")], "w and b after 200 steps")
  }
}
