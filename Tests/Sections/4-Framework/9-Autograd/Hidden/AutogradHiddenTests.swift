import Autograd
import ExerciseTesting
import Kindling
import RealModule
import XCTest

final class AutogradHiddenTests: ExerciseTestCase {
  // MARK: Operations

  /// An operation, as it is called and as its value and slopes follow from the numbers.
  private struct Operation {
    let text: String
    let call: ([Value]) -> Value
    let number: ([Double]) -> Double
    let slopes: ([Double]) -> [Double]
  }

  private let operations = [
    Operation(
      text: "a + b", call: { $0[0] + $0[1] }, number: { $0[0] + $0[1] }, slopes: { _ in [1, 1] }),
    Operation(
      text: "a - b", call: { $0[0] - $0[1] }, number: { $0[0] - $0[1] }, slopes: { _ in [1, -1] }),
    Operation(
      text: "a * b", call: { $0[0] * $0[1] }, number: { $0[0] * $0[1] },
      slopes: { [$0[1], $0[0]] }),
    Operation(
      text: "a.exp()", call: { $0[0].exp() }, number: { .exp($0[0]) }, slopes: { [.exp($0[0])] }),
    Operation(
      text: "a.log()", call: { $0[0].log() }, number: { .log($0[0]) }, slopes: { [1 / $0[0]] }),
    Operation(
      text: "a.tanh()", call: { $0[0].tanh() }, number: { .tanh($0[0]) },
      slopes: { [1 - .tanh($0[0]) * .tanh($0[0])] }),
  ]

  private func expectOperation(
    _ operation: Operation, on numbers: [Double], file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["a": numbers[0], "b": numbers[1]]
    announce(told)
    let found = operation.call(numbers.map { Value($0) })
    let tolerance = Tolerance(relative: 1e-12, absolute: 1e-15)
    expectClose(
      Tensor(found.number, dtype: .float64), Tensor(operation.number(numbers), dtype: .float64),
      tolerance: tolerance, for: told, "the number of \(operation.text)", file: file, line: line)
    let expected = operation.slopes(numbers)
    guard found.slopes.count == expected.count else {
      return expectEqual(
        found.slopes.count, expected.count, for: told, "how many slopes \(operation.text) has",
        file: file, line: line)
    }
    expectClose(
      Tensor(found.slopes, dtype: .float64), Tensor(expected, dtype: .float64),
      tolerance: tolerance, for: told, "the slopes of \(operation.text)", file: file, line: line)
  }

  func testNumbersAndSlopes() {
    for operation in operations {
      for _ in 0..<3 {
        expectOperation(
          operation, on: [inputs.number(in: 0.5...3), inputs.number(in: -3 ... -0.5)])
      }
      for numbers in [[0, 1], [1, 0], [1e-9, 1e9], [800, -800], [.infinity, 2.0]] {
        expectOperation(operation, on: numbers)
      }
      let special = [0, -0.0, 1, .infinity, -.infinity, .nan]
      for a in special {
        for b in special { expectOperation(operation, on: [a, b]) }
      }
      // The logarithm of a negative number is NaN, and no reason to stop.
      expectOperation(operation, on: [-1.5, -2])
    }
  }

  func testInputsAreTheVeryValues() {
    for operation in operations {
      let count = operation.text.contains("b") ? 2 : 1
      for isSame in [false, true] {
        let a = Value(inputs.number(in: 0.5...3))
        let b = isSame ? a : Value(a.number)
        a.gradient = 3
        b.gradient = 3
        let text = isSame ? operation.text.replacing("b", with: "a") : operation.text
        let told: KeyValuePairs<String, Any> = ["operation": text, "a": a.number, "b": b.number]
        announce(told)
        let found = operation.call([a, b])
        expectEqual(found.inputs.count, count, for: told, "how many inputs \(text) has")
        let expected = [a, b].prefix(count)
        expect(
          found.inputs.elementsEqual(expected, by: ===),
          "the inputs of \(text) are not its operands, in their order", for: told)
        expectEqual(found.slopes.count, count, for: told, "how many slopes \(text) has")
        expectEqual(found.gradient, 0, for: told, "the gradient of a new value")
        expectEqual([a.gradient, b.gradient], [3, 3], for: told, "the operands' gradients")
        expect(a.inputs.isEmpty && b.inputs.isEmpty, "an operand has inputs now", for: told)
      }
    }
  }

  // MARK: Graphs to walk

  /// A graph in which each value is a sum of earlier ones, times slopes.
  private struct Graph {
    var values: [Value] = []
    /// For each value the places of its inputs.
    var inputs: [[Int]] = []

    mutating func add(_ inputs: [Int] = [], slopes: [Double] = [], number: Double = 0) {
      values.append(Value(number, inputs: inputs.map { values[$0] }, slopes: slopes))
      self.inputs.append(inputs)
    }

    /// The places of the values behind the one at `root`, itself included.
    func reachable(from root: Int) -> Set<Int> {
      var found: Set<Int> = [root]
      for place in (0...root).reversed() where found.contains(place) {
        found.formUnion(inputs[place])
      }
      return found
    }

    /// How fast the value at `root` grows when the one at `place` does: carried forward.
    func slope(of root: Int, by place: Int) -> Double {
      var slopes = Array(repeating: 0.0, count: values.count)
      for index in 0...root {
        slopes[index] =
          index == place
          ? 1 : zip(inputs[index], values[index].slopes).reduce(0) { $0 + slopes[$1.0] * $1.1 }
      }
      return slopes[root]
    }

    var swift: Code {
      Code(
        values.indices.map { index in
          let names = inputs[index].map { "v\($0)" }.joined(separator: ", ")
          let more = names.isEmpty ? "" : ", inputs: [\(names)], slopes: \(values[index].slopes)"
          return "v\(index) = Value(\(values[index].number)\(more))"
        }.joined(separator: "\n"))
    }

    /// Lets go of the values from the last to the first, so that none takes others with it.
    mutating func clear() {
      while values.popLast() != nil {}
      inputs = []
    }
  }

  private func randomGraph() -> Graph {
    var graph = Graph()
    for _ in 0..<inputs.integer(in: 1...3) { graph.add(number: inputs.number(in: -2...2)) }
    for _ in 0..<inputs.integer(in: 3...9) {
      let places = (0..<inputs.integer(in: 1...3)).map { _ in
        // Mostly late ones, so that the graph is deep.
        max(inputs.integer(in: 0...graph.values.count - 1), graph.values.count - 4)
      }
      graph.add(
        places, slopes: places.map { _ in inputs.number(in: -2...2) },
        number: inputs.number(in: -2...2))
    }
    return graph
  }

  private func diamond() -> Graph {
    var graph = Graph()
    graph.add(number: 3)
    graph.add([0], slopes: [2], number: 6)
    graph.add([0], slopes: [5], number: 15)
    graph.add([1, 2], slopes: [1, 1], number: 21)
    return graph
  }

  /// b = a + a and c = b + b, which has four ways from c to a.
  private func doubledTwice() -> Graph {
    var graph = Graph()
    graph.add(number: 3)
    graph.add([0, 0], slopes: [1, 1], number: 6)
    graph.add([1, 1], slopes: [1, 1], number: 12)
    return graph
  }

  /// A value is used by a late value and by an early one: its share from the early one comes last.
  private func shortcut() -> Graph {
    var graph = Graph()
    graph.add(number: 3)
    graph.add([0], slopes: [2], number: 6)
    graph.add([1], slopes: [3], number: 18)
    graph.add([0, 1, 2], slopes: [1, 10, 100], number: 1)
    return graph
  }

  private func leaf() -> Graph {
    var graph = Graph()
    graph.add(number: 2)
    return graph
  }

  // MARK: topologicalOrder

  private func expectOrder(
    of graph: Graph, from root: Int, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["graph": graph.swift, "root": Code("v\(root)")]
    for value in graph.values { value.gradient = 3 }
    announce(told)
    let order = topologicalOrder(of: graph.values[root])
    let places = Dictionary(
      uniqueKeysWithValues: graph.values.enumerated().map { (ObjectIdentifier($1), $0) })
    let found = order.map { places[ObjectIdentifier($0)] ?? -1 }
    let names = "[\(found.map { $0 < 0 ? "a new value" : "v\($0)" }.joined(separator: ", "))]"
    let lead = (what.isEmpty ? "" : what + ": ") + "the order is \(names)"
    let expected = graph.reachable(from: root)
    expectEqual(
      found.count, expected.count, for: told, lead + ", but the number of its values", file: file,
      line: line)
    expect(
      Set(found) == expected, lead + ", which are not the values behind the root", for: told,
      file: file, line: line)
    var seen: Set<Int> = []
    for place in found where place >= 0 {
      if let early = graph.inputs[place].first(where: { !seen.contains($0) }) {
        return expect(
          false, lead + ", in which v\(place) comes before its input v\(early)", for: told,
          file: file, line: line)
      }
      seen.insert(place)
    }
    expect(
      graph.values.allSatisfy { $0.gradient == 3 }, "a gradient was changed", for: told,
      file: file, line: line)
  }

  func testEachValueOnceAfterItsInputs() {
    expectOrder(of: leaf(), from: 0, "a leaf")
    expectOrder(of: diamond(), from: 3, "a diamond")
    expectOrder(of: diamond(), from: 1, "a root that others use")
    expectOrder(of: doubledTwice(), from: 2, "twice the same input")
    expectOrder(of: shortcut(), from: 3, "a shortcut")
    var equal = Graph()
    for _ in 0..<3 { equal.add(number: 1) }
    equal.add([0, 1, 2], slopes: [1, 1, 1], number: 1)
    expectOrder(of: equal, from: 3, "four values of the same number")
    for _ in 0..<20 {
      let graph = randomGraph()
      expectOrder(of: graph, from: graph.values.count - 1)
      expectOrder(of: graph, from: inputs.integer(in: 0...graph.values.count - 1))
    }
  }

  func testLongAndWideGraphs() {
    // 2 to the power of 200 ways lead through it.
    var ladder = [Value(1)]
    for index in 0..<200 {
      ladder.append(Value(1, inputs: [ladder[index], ladder[index]], slopes: [1, 1]))
    }
    expectOnlyOrder(ladder, "200 values, each the sum of the one before and itself")
    let leaves = (0..<5000).map { _ in Value(1) }
    let wide = Value(1, inputs: leaves, slopes: Array(repeating: 1, count: leaves.count))
    let told: KeyValuePairs<String, Any> = ["graph": Code("a value with 5000 inputs")]
    announce(told)
    let order = topologicalOrder(of: wide)
    expectEqual(order.count, 5001, for: told, "the number of values in the order")
    expect(order.last === wide, "the root is not the last", for: told)
    expect(
      Set(order.dropLast().map { ObjectIdentifier($0) })
        == Set(leaves.map { ObjectIdentifier($0) }),
      "the values before the root are not its inputs", for: told)
    var chain = [Value(1)]
    chain.reserveCapacity(100_001)
    var last = chain[0]
    for _ in 0..<100_000 {
      last = Value(1, inputs: [last], slopes: [1])
      chain.append(last)
    }
    expectOnlyOrder(chain, "a chain of 100,000 values")
    // From the last to the first, so that none takes others with it.
    last = chain[0]
    while chain.popLast() != nil {}
  }

  /// Each value has the one before for its input, so that there is one order alone.
  private func expectOnlyOrder(
    _ values: [Value], _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["graph": Code(what)]
    announce(told)
    let order = topologicalOrder(of: values[values.count - 1])
    expectEqual(
      order.count, values.count, for: told, "the number of values in the order", file: file,
      line: line)
    expect(
      order.elementsEqual(values, by: ===), "the order is not from the first value to the last",
      for: told, file: file, line: line)
  }

  // MARK: backward

  /// Walks back from a root, twice, and holds every gradient against slopes carried forward.
  ///
  /// What was there before counts for leaves, and for nothing else.
  private func expectSlopes(
    in graph: Graph, from root: Int, areNew: Bool = false, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let held = graph.values.indices.map { areNew ? 0 : Double($0 + 1) }
    let told: KeyValuePairs<String, Any> = [
      "graph": graph.swift, "root": Code("v\(root)"), "gradients before the first call": held,
    ]
    let behind = graph.reachable(from: root)
    for (value, number) in zip(graph.values, held) { value.gradient = number }
    for call in 1...2 {
      announce(told)
      graph.values[root].backward()
      for index in graph.values.indices {
        let before = held[index]
        let slope = graph.slope(of: root, by: index)
        let isLeaf = graph.inputs[index].isEmpty
        let expected =
          !behind.contains(index)
          ? before : isLeaf ? before + Double(call) * slope : slope
        let isRight = expectClose(
          Tensor(graph.values[index].gradient, dtype: .float64), Tensor(expected, dtype: .float64),
          tolerance: Tolerance(relative: 1e-10, absolute: 1e-10), for: told,
          (what.isEmpty ? "" : what + ": ") + "the gradient of v\(index) after "
            + (call == 1 ? "one call" : "two calls"), file: file, line: line)
        if !isRight { return }
      }
    }
  }

  func testGradientsOfEveryValue() {
    for areNew in [true, false] {
      expectSlopes(in: doubledTwice(), from: 2, areNew: areNew, "v1 = v0 + v0, v2 = v1 + v1")
    }
    expectSlopes(in: diamond(), from: 3, "a diamond")
    expectSlopes(in: shortcut(), from: 3, "a shortcut")
    expectSlopes(in: leaf(), from: 0, "a leaf")
    expectSlopes(in: diamond(), from: 1, "a root that others use")
    for _ in 0..<20 {
      let graph = randomGraph()
      expectSlopes(in: graph, from: graph.values.count - 1)
      expectSlopes(in: graph, from: inputs.integer(in: 0...graph.values.count - 1))
    }
    expectTwoRoots()
    expectZeroTimesInfinity()
    // torch.autograd of the same lines, with a = 2 and b = -3 in float64
    let (a, b) = (Value(2), Value(-3))
    let told: KeyValuePairs<String, Any> = ["a": 2, "b": -3]
    let root = Self.tangle(a, b, plus: Self.plus, times: Self.times)
    announce(told)
    root.backward()
    expectClose(
      Tensor([a.gradient, b.gradient], dtype: .float64),
      Tensor([Self.tangleSlopes.0, Self.tangleSlopes.1], dtype: .float64),
      tolerance: Tolerance(relative: 1e-12, absolute: 0), for: told,
      "the gradients of a and b in a tangle of sums and products, beside PyTorch")
    let leaves = [inputs.number(in: 0.5...2), inputs.number(in: -2 ... -0.5)]
    let tensors = leaves.map { Tensor($0, dtype: .float64).requiringGradient() }
    let expected = grad(
      of: Self.tangle(tensors[0], tensors[1], plus: +, times: *), withRespectTo: tensors)
    let values = leaves.map { Value($0) }
    announce(["a": leaves[0], "b": leaves[1]])
    Self.tangle(values[0], values[1], plus: Self.plus, times: Self.times).backward()
    expectClose(
      Tensor(values.map(\.gradient), dtype: .float64), Tensor.stack(expected.map { $0! }),
      tolerance: Tolerance(relative: 1e-12, absolute: 1e-12),
      for: ["a": leaves[0], "b": leaves[1]],
      "the gradients of a and b in a tangle of sums and products, beside the library")
  }

  /// Two roots over one trunk: each walk has the trunk to itself, and the leaf has both.
  private func expectTwoRoots() {
    let a = Value(2)
    let trunk = Value(6, inputs: [a], slopes: [3])
    let (first, second) = (
      Value(12, inputs: [trunk], slopes: [2]), Value(30, inputs: [trunk, trunk], slopes: [4, 1])
    )
    let told: KeyValuePairs<String, Any> = [
      "graph": Code("trunk = 3 * a, first = 2 * trunk, second = 4 * trunk + trunk")
    ]
    announce(told)
    first.backward()
    second.backward()
    expectEqual(
      [a.gradient, trunk.gradient], [6 + 15, 5], for: told,
      "the gradients of a and of trunk after first.backward() and second.backward()")
  }

  /// A gradient or a slope of 0 is as good as any other: times infinity it is NaN.
  private func expectZeroTimesInfinity() {
    for (inner, outer) in [(Double.infinity, 0.0), (0, .infinity)] {
      let a = Value(0)
      let b = Value(0, inputs: [a], slopes: [inner])
      let root = Value(0, inputs: [b], slopes: [outer])
      let told: KeyValuePairs<String, Any> = [
        "graph": Code(
          "a; b with the input a and the slope \(inner); root with b and the slope \(outer)")
      ]
      announce(told)
      root.backward()
      expect(
        a.gradient.isNaN, "the gradient of a should be 0 * infinity, NaN; it is \(a.gradient)",
        for: told)
    }
  }

  private static func plus(_ a: Value, _ b: Value) -> Value {
    Value(a.number + b.number, inputs: [a, b], slopes: [1, 1])
  }

  private static func times(_ a: Value, _ b: Value) -> Value {
    Value(a.number * b.number, inputs: [a, b], slopes: [b.number, a.number])
  }

  /// Sums and products of a and b in which most values are used more than once.
  private static func tangle<Number>(
    _ a: Number, _ b: Number, plus: (Number, Number) -> Number, times: (Number, Number) -> Number
  ) -> Number {
    var c = plus(a, b)
    var d = plus(times(a, b), times(b, times(b, b)))
    c = plus(c, plus(c, c))
    d = plus(d, times(d, plus(a, a)))
    let e = plus(times(c, c), d)
    return plus(times(e, e), times(d, a))
  }

  /// What PyTorch gives for `tangle` at 2 and -3.
  private static let tangleSlopes = (30561.0, -39334.0)

  func testAChainOfAHundredThousand() {
    let told: KeyValuePairs<String, Any> = [
      "graph": Code("a chain of 100,000 values, each with the one before as its input")
    ]
    let start = Value(1)
    var root = start
    weak var middle: Value?
    for index in 0..<100_000 {
      // Every tenth has its input twice.
      root =
        index % 10 == 0
        ? Value(1, inputs: [root, root], slopes: [0.25, 0.75])
        : Value(1, inputs: [root], slopes: [1])
      if index == 50_000 { middle = root }
    }
    announce(told)
    root.backward()
    expectEqual(start.gradient, 1, for: told, "the gradient of the first value")
    expectEqual(middle?.gradient ?? .nan, 1, for: told, "the gradient of a value in the middle")
    // All but the first go, and with one call in another there would be no stack left.
    announce(["graph": Code("\(told[0].value); then all but the first are let go")])
    root = start
    expect(middle == nil, "a value in the middle is still there when the root is gone", for: told)
    expectHeldValuesKeepTheirInputs()
    for _ in 0..<10 { expectHeldValuesOfARandomGraphKeepTheirInputs() }
    expectChainsBesideLeaves()
  }

  /// The long way is through the first inputs, and then through the last.
  private func expectChainsBesideLeaves() {
    let told: KeyValuePairs<String, Any> = [
      "graph": Code("v = w + v, 30,000 times, then v = v + w, 30,000 times")
    ]
    announce(told)
    let (start, leaf) = (Value(1), Value(0))
    weak var middle: Value?
    var root = start
    for index in 0..<60_000 {
      let isFirst = index >= 30_000
      root = Value(1, inputs: isFirst ? [root, leaf] : [leaf, root], slopes: [1, 1])
      if index == 15_000 { middle = root }
    }
    root = start
    expect(middle == nil, "a value in the middle is still there when the root is gone", for: told)
    expect(leaf.inputs.isEmpty && leaf.gradient == 0, "a leaf was changed", for: told)
  }

  private func expectHeldValuesKeepTheirInputs() {
    let told: KeyValuePairs<String, Any> = [
      "graph": Code(
        "trunk = 2 * (3 * a); first = trunk + trunk; second = 5 * trunk; then first is let go")
    ]
    let a = Value(1)
    weak var inner: Value?
    func grow() -> Value {
      let low = Value(3, inputs: [a], slopes: [3])
      inner = low
      let trunk = Value(6, inputs: [low], slopes: [2])
      let first = Value(12, inputs: [trunk, trunk], slopes: [1, 1])
      let second = Value(30, inputs: [trunk], slopes: [5])
      expectEqual(first.inputs.count, 2, for: told, "the inputs of first")
      return second
    }
    announce(told)
    var second: Value? = grow()
    second?.backward()
    expectEqual(
      a.gradient, 30, for: told, "the gradient of a after second.backward(), when first is gone")
    second = nil
    expect(inner == nil, "a value behind trunk is still there when all roots are gone", for: told)
  }

  /// Some values of a graph are held, and all others are let go.
  private func expectHeldValuesOfARandomGraphKeepTheirInputs() {
    var graph = randomGraph()
    let places = graph.values.indices.filter { _ in inputs.integer(in: 0...1) == 0 }
    let told: KeyValuePairs<String, Any> = [
      "graph": graph.swift, "held": Code(places.map { "v\($0)" }.joined(separator: ", ")),
    ]
    let held = places.map { graph.values[$0] }
    let before = held.map { $0.inputs.map(ObjectIdentifier.init) }
    announce(told)
    graph.clear()
    for (place, (value, inputs)) in zip(places, zip(held, before)) {
      expect(
        value.inputs.map(ObjectIdentifier.init) == inputs,
        "v\(place) is held, and has lost inputs when the rest was let go", for: told)
    }
  }
}
