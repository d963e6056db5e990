import ExerciseTesting
import Kindling
import XCTest
import YourFramework

/// Parts 1 and 2. Parts 3 and 4 are in a file of their own.
final class YourFrameworkHiddenTests: ExerciseTestCase {
  // MARK: Operations

  /// Holds an operation's result and its pullback, with random gradients, against the library's.
  private func expectOperation(
    _ text: String, _ call: ([TensorValue]) -> TensorValue,
    on operands: KeyValuePairs<String, Tensor>, and others: KeyValuePairs<String, Any> = [:],
    as reference: ([Tensor]) -> Tensor, _ what: String,
    mistake: (words: String, result: ([Tensor]) -> Tensor)? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let tensors = operands.map(\.value)
    let leaves = tensors.map { $0.detach().clone().requiringGradient() }
    let expected = reference(leaves)
    let values = tensors.map { TensorValue($0) }
    let before = tensors.map { $0.doubles().description }
    let lead = "\(text), \(what)"
    let told = described(operands.map { ($0.key, $0.value) } + others.map { ($0.key, $0.value) })
    announce(told)
    let result = call(values)
    guard
      expectClose(
        result.data, expected.detach(), for: told, lead,
        recognising: mistake.map { [$0.words: $0.result(tensors).detach()] } ?? [:],
        file: file, line: line)
    else { return }
    guard result.inputs.elementsEqual(values, by: ===) else {
      return expect(
        false, lead + ": the inputs are not the operands, in their order", for: told, file: file,
        line: line)
    }
    for scale in [1.0, -0.5, 0] {
      let cotangent =
        inputs.awayFromZero(expected.elementCount, dtype: expected.dtype).view(expected.shape)
        * scale
      let right = grad(of: expected, withRespectTo: leaves, gradient: cotangent, retainGraph: true)
      let told = described(
        told.map { ($0.key, $0.value) } + [("gradient of the result", cotangent)])
      let copy = cotangent.clone()
      announce(told)
      let found = result.pullback(cotangent)
      guard found.count == right.count else {
        return expectEqual(
          found.count, right.count, for: told,
          lead + ": how many gradients the pullback returns", file: file, line: line)
      }
      let ignorant = grad(
        of: expected, withRespectTo: leaves, gradient: Tensor.ones(like: cotangent),
        retainGraph: true)
      for (name, (gradient, (right, plain))) in zip(
        operands.map(\.key), zip(found, zip(right, ignorant)))
      {
        guard
          expectClose(
            gradient, right!, for: told, lead + ": what the pullback returns for \(name)",
            recognising: ["the gradient that it is given is ignored": plain!], file: file,
            line: line)
        else { return }
        expect(
          !gradient.requiresGrad, lead + ": the gradient of \(name) requires a gradient", for: told,
          file: file, line: line)
      }
      expect(
        cotangent.equals(copy), lead + ": the pullback changed the gradient that it was given",
        for: told, file: file, line: line)
    }
    expect(
      tensors.map { $0.doubles().description } == before
        && (values + [result]).allSatisfy { $0.gradient == nil },
      lead + ": an operand was changed, or a gradient set", for: told, file: file, line: line)
  }

  private func described(_ pairs: [(String, Any)]) -> KeyValuePairs<String, Any> {
    switch pairs.count {
    case 1: [pairs[0].0: pairs[0].1]
    case 2: [pairs[0].0: pairs[0].1, pairs[1].0: pairs[1].1]
    case 3: [pairs[0].0: pairs[0].1, pairs[1].0: pairs[1].1, pairs[2].0: pairs[2].1]
    default:
      [
        pairs[0].0: pairs[0].1, pairs[1].0: pairs[1].1, pairs[2].0: pairs[2].1,
        pairs[3].0: pairs[3].1,
      ]
    }
  }

  func testAffineMap() {
    for dtype in [DType.float64, .float32] {
      func expectAffine(_ x: Tensor, _ weight: Tensor, _ bias: Tensor, _ what: String) {
        expectOperation(
          "x.affine(weight:bias:)", { $0[0].affine(weight: $0[1], bias: $0[2]) },
          on: ["x": x, "weight": weight, "bias": bias],
          as: { linear($0[0], weight: $0[1], bias: $0[2]) }, "\(dtype), \(what)",
          mistake: ("the bias is left out", { linear($0[0], weight: $0[1]) }))
      }
      func draw(_ rows: Int, _ columns: Int) -> Tensor {
        inputs.normal(rows, columns, dtype: dtype)
      }
      func draw(_ count: Int) -> Tensor { inputs.normal(count, dtype: dtype) }
      expectAffine(draw(4, 3), draw(2, 3), draw(2), "four rows")
      expectAffine(draw(3, 3), draw(3, 3), draw(3), "all square")
      expectAffine(draw(1, 3), draw(2, 3), draw(2), "one row")
      expectAffine(draw(0, 3), draw(2, 3), draw(2), "no rows")
      expectAffine(draw(3, 1), draw(2, 1), draw(2), "one input")
      expectAffine(draw(3, 2), draw(1, 2), draw(1), "one output")
      expectAffine(draw(1, 1), draw(1, 1), draw(1), "one element")
      expectAffine(
        draw(4, 3).stridedCopy, draw(2, 3).stridedCopy, draw(2).stridedCopy, "not contiguous")
      expectAffine(draw(2, 3) * 10_000, draw(2, 3), draw(2), "large numbers")
      expectAffine(draw(2, 3) * 1e-9, draw(2, 3), draw(2) * 1e-9, "small numbers")
      expectAffine(draw(2, 3) * 0 - 200, draw(2, 3), draw(2), "rows of -200")
    }
    expectNumbersKept(
      "x.affine(weight:bias:)", { $0[0].affine(weight: $0[1], bias: $0[2]) },
      on: [
        "x": inputs.normal(2, 3, dtype: .float64), "weight": inputs.normal(4, 3, dtype: .float64),
        "bias": inputs.normal(4, dtype: .float64),
      ])
  }

  /// What a pullback returns does not change when the operands get other tensors.
  private func expectNumbersKept(
    _ text: String, _ call: ([TensorValue]) -> TensorValue,
    on operands: KeyValuePairs<String, Tensor>, line: UInt = #line
  ) {
    let values = operands.map { TensorValue($0.value) }
    let result = call(values)
    let gradient = inputs.normal(result.data.elementCount, dtype: .float64)
      .view(result.data.shape)
    let told = described(
      operands.map { ($0.key, $0.value) } + [("gradient of the result", gradient)])
    announce(told)
    let before = result.pullback(gradient)
    for value in values { value.data = value.data * -2 + 1 }
    for ((name, _), (found, right)) in zip(operands, zip(result.pullback(gradient), before)) {
      expectClose(
        found, right, for: told,
        "\(text): what the pullback returns for \(name), after each operand's `data` was replaced by "
          + "data * -2 + 1",
        line: line)
    }
  }

  func testLogSoftmax() {
    for dtype in [DType.float64, .float32] {
      func expectLogSoftmax(_ x: Tensor, _ what: String) {
        expectOperation(
          "x.logSoftmax()", { $0[0].logSoftmax() }, on: ["x": x],
          as: { $0[0].logSoftmax(dim: 1) }, "\(dtype), \(what)")
      }
      func draw(_ rows: Int, _ columns: Int) -> Tensor {
        inputs.normal(rows, columns, dtype: dtype)
      }
      expectLogSoftmax(draw(4, 3), "four rows")
      expectLogSoftmax(draw(3, 3), "square")
      expectLogSoftmax(draw(1, 4), "one row")
      expectLogSoftmax(draw(0, 3), "no rows")
      expectLogSoftmax(draw(3, 1), "one label")
      expectLogSoftmax(draw(1, 1), "one element")
      expectLogSoftmax(draw(4, 3).stridedCopy, "not contiguous")
      expectLogSoftmax(draw(2, 3) * 1e-9, "small scores")
      expectLogSoftmax(
        Tensor([[1000.0, 0, -1000], [-5000, -5001, -5002], [0, 0, 0]], dtype: dtype),
        "rows of large, very negative and equal scores")
      expectLogSoftmax(draw(2, 3) - 200, "scores near -200")
      expectLogSoftmax(Tensor([[30_000.0, 30_001]], dtype: dtype), "two large scores")
    }
    expectNumbersKept(
      "x.logSoftmax()", { $0[0].logSoftmax() }, on: ["x": inputs.normal(2, 3, dtype: .float64)])
  }

  func testNegativeLogLikelihood() {
    for dtype in [DType.float64, .float32] {
      func expectLoss(_ x: Tensor, _ labels: [Int], _ what: String) {
        expectOperation(
          "x.negativeLogLikelihood(of: labels)", { $0[0].negativeLogLikelihood(of: labels) },
          on: ["x": x], and: ["labels": labels], as: { nllLoss($0[0], Tensor(labels)) },
          "\(dtype), \(what)",
          mistake: (
            "the losses are added up, but their mean is asked for",
            { nllLoss($0[0], Tensor(labels), reduction: .sum) }
          ))
      }
      func draw(_ rows: Int, _ columns: Int) -> Tensor {
        inputs.normal(rows, columns, dtype: dtype).logSoftmax(dim: 1)
      }
      expectLoss(draw(4, 3), inputs.shuffled([0, 1, 2, 2]), "four rows")
      expectLoss(draw(3, 3), inputs.shuffled([0, 1, 2]), "square")
      expectLoss(draw(3, 4), [3, 3, 0], "the last label twice")
      expectLoss(draw(9, 3), [0, 2, 1, 1, 0, 2, 2, 1, 0], "nine rows")
      expectLoss(draw(1, 4), [inputs.integer(in: 0...3)], "one row")
      expectLoss(draw(3, 1), [0, 0, 0], "one label")
      expectLoss(draw(1, 1), [0], "one element")
      expectLoss(draw(4, 3).stridedCopy, [2, 0, 1, 1], "not contiguous")
      expectLoss(draw(2, 3) - 5000, [1, 2], "very unlikely labels")
      expectLoss(draw(2, 3) * 1e-9, [1, 2], "nearly certain labels")
    }
    expectNumbersKept(
      "x.negativeLogLikelihood(of: [2, 0])", { $0[0].negativeLogLikelihood(of: [2, 0]) },
      on: ["x": inputs.normal(2, 3, dtype: .float64).logSoftmax(dim: 1)])
  }

  // MARK: backward

  private func sum(_ inputs: [TensorValue], slopes: [Double]) -> TensorValue {
    let sum = TensorOperation.sum(inputs.map(\.data), slopes: slopes)
    return TensorValue(sum.value, inputs: inputs, pullback: sum.pullback)
  }

  private func total(_ input: TensorValue, shape: Shape = []) -> TensorValue {
    let total = TensorOperation.total(input.data, shape: shape)
    return TensorValue(total.value, inputs: [input], pullback: total.pullback)
  }

  private func expectGradients(
    _ values: KeyValuePairs<String, TensorValue>, are expected: [Double], of graph: String,
    after when: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    for ((name, value), number) in zip(values, expected) {
      let right = Tensor.full(value.data.shape, number, dtype: value.data.dtype)
      let isRight = expectGradient(
        value.gradient, of: name, is: right, for: ["graph": Code(graph)], after: when, file: file,
        line: line)
      if !isRight { return }
    }
  }

  func testGradientsOfAGraph() {
    for (dtype, sizes) in [(DType.float64, [2, 3]), (.float32, [4]), (.float64, [])] {
      for shape: Shape in [[], [1, 1]] {
        func draw() -> TensorValue {
          TensorValue(
            inputs.normal(sizes.reduce(1, *), dtype: dtype).view(Shape(sizes)))
        }
        // Two ways to x, one of them short; y takes the same tensor as x.
        let (x, y) = (draw(), draw())
        let numbers = x.data.clone()
        let s = sum([x, y], slopes: [1, 1])
        let t = sum([s, s], slopes: [1, 1])
        let u = sum([t, x], slopes: [3, 0.5])
        let root = total(u, shape: shape)
        let graph =
          "s = x + y, t = s + s, u = 3 * t + 0.5 * x, root = sum of u, of shape \(shape); x: "
          + "\(sizes), \(dtype)"
        announce(["graph": Code(graph)])
        root.backward()
        expectGradients(
          ["x": x, "y": y, "s": s, "t": t, "u": u, "root": root], are: [6.5, 6, 6, 3, 1, 1],
          of: graph, after: "one call")
        expect(x.data.equals(numbers), "x was changed", for: ["graph": Code(graph)])
      }
    }
    // The short way first, so that a search by levels meets x before what uses it.
    let x = TensorValue(inputs.normal(2, dtype: .float64))
    let first = sum([x], slopes: [2])
    let second = sum([first], slopes: [3])
    let root = total(sum([x, first, second], slopes: [1, 10, 100]))
    let graph = "first = 2 * x, second = 3 * first, root = sum of x + 10 * first + 100 * second"
    announce(["graph": Code(graph)])
    root.backward()
    expectGradients(
      ["x": x, "first": first, "second": second], are: [621, 310, 100], of: graph,
      after: "one call")
    let unused = TensorValue(inputs.normal(2, dtype: .float64))
    _ = sum([unused, x], slopes: [1, 1])
    expect(
      unused.gradient == nil, "a value that the root was not computed from has a gradient",
      for: ["graph": Code(graph)])
    expectManyWays()
    expectEachPullbackOnce()
  }

  /// Sixty doublings: a walk that goes every way would not come to an end.
  private func expectManyWays() {
    let x = TensorValue(Tensor([1.0, 2.0], dtype: .float64))
    var top = x
    for _ in 0..<60 { top = sum([top, top], slopes: [0.5, 0.5]) }
    let graph = "sixty times v = 0.5 * v + 0.5 * v from x, and the sum of that"
    announce(["graph": Code(graph)])
    total(top).backward()
    expectGradients(["x": x], are: [1], of: graph, after: "one call")
  }

  /// A value hands on once, with a gradient that is complete.
  private func expectEachPullbackOnce() {
    var calls: [[Double]] = []
    let x = TensorValue(Tensor([1.0], dtype: .float64))
    let middle = TensorValue(Tensor([2.0], dtype: .float64), inputs: [x]) { gradient in
      calls.append(gradient.doubles())
      return [gradient * 2]
    }
    let graph = "middle = 2 * x, root = middle + 3 * middle, and then root = 0 * middle"
    announce(["graph": Code(graph)])
    sum([middle, middle], slopes: [1, 3]).backward()
    let zeros = sum([middle], slopes: [0])
    zeros.backward()
    expectEqual(
      calls, [[4], [0]], for: ["graph": Code(graph)],
      "the gradients that middle's pullback was given")
  }

  func testCallsAddUpInLeaves() {
    for dtype in [DType.float64, .float32] {
      let x = TensorValue(inputs.normal(2, 3, dtype: dtype))
      let y = TensorValue(inputs.normal(2, 3, dtype: dtype))
      let s = sum([x, y], slopes: [1, 1])
      let root = total(sum([s, x], slopes: [3, 0.5]))
      let graph = "s = x + y, root = sum of 3 * s + 0.5 * x; \(dtype)"
      let values: KeyValuePairs = ["x": x, "y": y, "s": s, "root": root]
      announce(["graph": Code(graph)])
      root.backward()
      let held = x.gradient
      root.backward()
      expectGradients(values, are: [7, 6, 3, 1], of: graph, after: "two calls")
      expect(
        held?.doubles() == Array(repeating: 3.5, count: 6),
        "the second call changed the tensor that was the gradient of x after the first",
        for: ["graph": Code(graph)])
      x.gradient = nil
      y.gradient = Tensor.full([2, 3], 100, dtype: dtype)
      s.gradient = Tensor.full([2, 3], 100, dtype: dtype)
      root.gradient = Tensor.full([], 100, dtype: dtype)
      root.backward()
      expectGradients(
        values, are: [3.5, 103, 3, 1], of: graph,
        after: "a third call, before which x has nil and y, s and root have 100")
    }
    let x = TensorValue(inputs.normal(2, dtype: .float64))
    let trunk = sum([x], slopes: [3])
    let (first, second) = (total(sum([trunk], slopes: [2])), total(sum([trunk], slopes: [5])))
    let graph = "trunk = 3 * x, first = sum of 2 * trunk, second = sum of 5 * trunk"
    announce(["graph": Code(graph)])
    first.backward()
    second.backward()
    expectGradients(
      ["x": x, "trunk": trunk], are: [21, 5], of: graph,
      after: "first.backward() and second.backward()")
    let alone = TensorValue(Tensor([2.0], dtype: .float64))
    announce(["graph": Code("a leaf")])
    alone.backward()
    alone.backward()
    expectGradients(["it": alone], are: [2], of: "a leaf that is the root", after: "two calls")
  }
}
