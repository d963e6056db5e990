import Containers
import ExerciseTesting
import Layerwise
import XCTest

private typealias Sequential = Containers.Sequential
private typealias Concat = Containers.Concat

final class ContainersHiddenTests: ExerciseTestCase {
  // MARK: Modules with known results

  /// x * factor + shift, and how often it was called.
  private final class Step: Module {
    let factor: Double, shift: Double
    private(set) var calls = 0

    init(_ factor: Double, _ shift: Double) {
      self.factor = factor
      self.shift = shift
    }

    override func updateOutput(_ input: Tensor) -> Tensor {
      calls += 1
      return input * factor + shift
    }

    override var description: String { "nn.Step(\(factor), \(shift))" }
  }

  private func step() -> Step { Step(inputs.number(in: 2...4), inputs.number(in: 1...3)) }

  /// What steps make of a number, one after the other.
  private func through(_ steps: [Step], _ x: Tensor) -> Tensor {
    let numbers = x.doubles().map { number in
      steps.reduce(number) { $0 * $1.factor + $1.shift }
    }
    return Tensor(numbers, dtype: .float64).view(x.shape)
  }

  private func names(_ steps: [Module]) -> Code {
    Code(steps.isEmpty ? "none" : steps.map { "\($0)" }.joined(separator: ", "))
  }

  // MARK: Sequential, its output

  private func expectChain(
    _ steps: [Step], _ x: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let container = Sequential()
    for step in steps { container.add(step) }
    expectResult(
      of: { container.forward($0[0]) }, on: ["input": x], and: ["children": names(steps)],
      equals: through(steps, x), tolerance: .rounding(near: through(steps, x)), what,
      recognising: [
        "the last child comes first": through(steps.reversed(), x),
        "every child gets the input": steps.last.map { through([$0], x) } ?? x,
        "the last child is left out": through(steps.dropLast(), x),
        "the first child is left out": through(Array(steps.dropFirst()), x),
      ], file: file, line: line)
  }

  func testChildrenRunInOrder() {
    // print(h:forward(x)) with h = nn.Sequential() of f and g, as the notebook has it
    manualSeed(287, dialect: .torch7)
    let (f, g) = (CMul(5), Sum(1))
    let x = Tensor.arange(1, 6, dtype: .float64)
    announce(["input": x, "children": Code("CMul(5), Sum(1)")])
    expectClose(
      Sequential(f, g).forward(x), Tensor([3.4990], dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4),
      for: ["input": x, "children": Code("CMul(5), Sum(1)")])
    for count in inputs.shuffled([1, 2, 3, 5, 9]) {
      let steps = (0..<count).map { _ in step() }
      expectChain(steps, inputs.normal(3, dtype: .float64))
    }
    let two = [step(), step()]
    expectChain(
      [two[0], two[0], two[1], two[0]], inputs.normal(3, dtype: .float64),
      "a child in several places")
    for (x, what) in [
      (inputs.normal(3, 3, dtype: .float64), "a square"),
      (inputs.normal(2, 3, dtype: .float64).stridedCopy, "not contiguous"),
      (inputs.normal(1, 3, dtype: .float64), "one row"),
      (inputs.normal(1, dtype: .float64), "one element"),
      (inputs.normal(2, 1, 3, dtype: .float64), "three dimensions"),
      (Tensor.zeros(0, 2, dtype: .float64), "no row"),
      (Tensor([Double.infinity, .nan, 1], dtype: .float64), "infinities and NaN"),
      (Tensor([1e12, 1e-9, -3e-12], dtype: .float64), "very large and very small numbers"),
      (Tensor([-100.0, -90, -1000], dtype: .float64), "very negative numbers"),
    ] {
      expectChain(two, x, what)
      expectChain([], x, "no children, " + what)
    }
    let twice = step()
    expectChain([twice, two[0], twice], inputs.normal(2, dtype: .float64), "a child in two places")
  }

  func testChildrenKeepTheirOutputs() {
    let steps = [step(), step(), step()]
    let container = Sequential(steps[0], steps[1])
    container.add(steps[2])
    let told: KeyValuePairs<String, Any> = ["children": names(steps)]
    for call in 1...2 {
      let x = inputs.normal(2, 2, dtype: .float64)
      announce(["input": x, "children": names(steps)])
      container.forward(x)
      for (index, child) in steps.enumerated() {
        expectClose(
          child.output.tensor, through(Array(steps[...index]), x), for: told,
          "output of child \(index + 1) after call \(call)",
          recognising: ["it keeps nothing": Tensor.zeros(0, dtype: .float64)])
        expectEqual(child.calls, call, for: told, "how often child \(index + 1) ran")
      }
      expectClose(container.output.tensor, through(steps, x), for: told, "the container's output")
    }
  }

  func testNestedContainers() {
    let steps = (0..<5).map { _ in step() }
    let inner = Sequential(steps[1], Sequential(steps[2]), Sequential())
    let outer = Sequential(steps[0], inner, Layerwise.Sequential(steps[3], steps[4]))
    let x = inputs.normal(2, 3, dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "children": Code(
        "a, Sequential(b, Sequential(c), Sequential()), Layerwise.Sequential(d, e)")
    ]
    expectResult(
      of: { outer.forward($0[0]) }, on: ["input": x], and: told, equals: through(steps, x),
      tolerance: .rounding(near: through(steps, x)))
    expectClose(
      inner.output.tensor, through(Array(steps[...2]), x), for: told,
      "output of the second child, a container")
    // A container inside one of Layerwise's.
    let other = Layerwise.Sequential(steps[0], Sequential(steps[1], steps[2]))
    expectClose(
      other.forward(x), through(Array(steps[...2]), x),
      for: ["module": Code("Layerwise.Sequential(a, Sequential(b, c))"), "input": x])
  }

  // MARK: Sequential, its description

  private func expectDescription(
    of container: Sequential, _ text: String, _ children: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    for _ in 0..<2 {
      expectEqual(
        container.description, text, for: ["children": Code(children)], "description", file: file,
        line: line)
    }
  }

  func testDescription() {
    // print(h), as the notebook has it
    expectDescription(
      of: Sequential(CMul(5), Sum(1)),
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.CMul
        (2): nn.Sum
      }
      """, "CMul(5), Sum(1)")
    expectDescription(
      of: Sequential(), "nn.Sequential {\n  [input -> output]\n}", "none")
    expectDescription(
      of: Sequential(Tanh()),
      """
      nn.Sequential {
        [input -> (1) -> output]
        (1): nn.Tanh
      }
      """, "Tanh()")
    let sizes = inputs.shuffled([2, 3, 4])
    let children = (0..<11).map { _ in Linear(sizes[0], sizes[1]) }
    let container = Sequential()
    for child in children { container.add(child) }
    let way = (1...11).map { "(\($0)) -> " }.joined()
    let lines = (1...11).map { "  (\($0)): nn.Linear(\(sizes[0]) -> \(sizes[1]))\n" }.joined()
    expectDescription(
      of: container, "nn.Sequential {\n  [input -> \(way)output]\n\(lines)}",
      "11 times Linear(\(sizes[0]), \(sizes[1]))")
  }

  /// A module whose description has lines with and without spaces in front.
  private final class Verse: Module {
    override var description: String { "one\ntwo\n   three" }
  }

  func testDescriptionOfNestedContainers() {
    expectDescription(
      of: Sequential(
        Sequential(Sequential(Linear(3, 2), Abs()), Tanh()), ReLU(), Sequential()),
      """
      nn.Sequential {
        [input -> (1) -> (2) -> (3) -> output]
        (1): nn.Sequential {
          [input -> (1) -> (2) -> output]
          (1): nn.Sequential {
            [input -> (1) -> (2) -> output]
            (1): nn.Linear(3 -> 2)
            (2): nn.Abs
          }
          (2): nn.Tanh
        }
        (2): nn.ReLU
        (3): nn.Sequential {
          [input -> output]
        }
      }
      """,
      "Sequential(Sequential(Linear(3, 2), Abs()), Tanh()), ReLU(), Sequential()")
    expectDescription(
      of: Sequential(Sequential(Verse()), Verse()),
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.Sequential {
          [input -> (1) -> output]
          (1): one
          two
             three
        }
        (2): one
        two
           three
      }
      """, "Sequential(a module of three lines), and such a module")
    let side = Layerwise.Concat(1)
    side.add(Sequential(Abs()))
    side.add(Sum(1))
    expectDescription(
      of: Sequential(side),
      """
      nn.Sequential {
        [input -> (1) -> output]
        (1): nn.Concat {
          input
            |`-> (1): nn.Sequential {
            |      [input -> (1) -> output]
            |      (1): nn.Abs
            |    }
            |`-> (2): nn.Sum
             ... -> output
        }
      }
      """, "Layerwise.Concat(1) with the children Sequential(Abs()) and Sum(1)")
    let text = Sequential(Several(), Tanh()).description
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // Whether a line without text is moved cannot be seen.
      line.allSatisfy { $0 == " " } ? "" : String(line)
    }
    expectEqual(
      lines.joined(separator: "\n"),
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): several

          lines
        (2): nn.Tanh
      }
      """, for: ["children": Code("one described as \"several\\n\\n  lines\", and Tanh()")],
      "description")
  }

  /// A module with an empty line in its description.
  private final class Several: Module {
    override var description: String { "several\n\n  lines" }
  }

  // MARK: Concat

  private func concat(_ dimension: Int, _ children: [Module]) -> Concat {
    let container = Concat(dimension)
    for child in children { container.add(child) }
    return container
  }

  /// Joins number by number; the dimension is counted from 1.
  private func joined(_ parts: [Tensor], _ dimension: Int) -> Tensor {
    var sizes = Array(parts[0].shape)
    let outer = sizes[..<(dimension - 1)].reduce(1, *)
    let rows = parts.map { part in
      let length = part.elementCount / max(outer, 1)
      let numbers = part.doubles()
      return (0..<outer).map { Array(numbers[($0 * length)..<(($0 + 1) * length)]) }
    }
    sizes[dimension - 1] = parts.map { $0.shape[dimension - 1] }.reduce(0, +)
    let numbers = (0..<outer).flatMap { place in rows.flatMap { $0[place] } }
    return Tensor(numbers, dtype: .float64).view(Shape(sizes))
  }

  private func expectJoined(
    _ children: [Module], _ names: String, _ dimension: Int, _ x: Tensor, _ outputs: [Tensor],
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let container = concat(dimension, children)
    let expected = joined(outputs, dimension)
    expectResult(
      of: { container.forward($0[0]) }, on: ["input": x],
      and: ["dimension": dimension, "children": Code(names)], equals: expected,
      tolerance: .rounding(near: expected), what,
      recognising: [
        "the outputs are joined from the last to the first": joined(outputs.reversed(), dimension)
      ], file: file, line: line)
  }

  func testJoinsAlongEachDimension() {
    // print(cat:forward(x)) with cat = nn.Concat(1) of f and g, as the notebook has it
    manualSeed(287, dialect: .torch7)
    let (f, g) = (CMul(5), Sum(1))
    let x = Tensor.arange(1, 6, dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "input": x, "dimension": 1, "children": Code("CMul(5), Sum(1)"),
    ]
    announce(told)
    expectClose(
      concat(1, [f, g]).forward(x),
      Tensor([-0.3180, -0.0968, 0.5655, 1.6661, 1.6822, 15], dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4), for: told)
    let (a, b, c) = (step(), step(), step())
    let sizes = inputs.shuffled([2, 3, 4])
    for x in [
      inputs.normal(3, dtype: .float64), inputs.normal(sizes[0], sizes[1], dtype: .float64),
      inputs.normal(3, 3, dtype: .float64).stridedCopy, inputs.normal(1, 4, dtype: .float64),
      inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64),
      inputs.normal(2, 1, 3, 2, dtype: .float64), inputs.normal(1, dtype: .float64),
      Tensor.zeros(0, 2, dtype: .float64),
      Tensor([[Double.infinity, .nan], [1e9, -2e12]], dtype: .float64),
      Tensor([[-100.0, -90], [-1000, -85]], dtype: .float64),
      Tensor([[1e-9, 2], [-3e-12, 1]], dtype: .float64),
    ] {
      for dimension in 1...x.rank {
        let outputs = [a, b, c].map { through([$0], x) }
        expectJoined([a, b, c], "\(a), \(b), \(c)", dimension, x, outputs)
        expectJoined([a], "\(a)", dimension, x, [outputs[0]], "one child")
      }
    }
    // Outputs of different sizes, and containers as children.
    let matrix = inputs.normal(2, 3, dtype: .float64)
    let seven = [a, b, c, a, b, c, a]
    expectJoined(
      seven, "\(a), \(b), \(c), \(a), \(b), \(c), \(a)", 2, matrix,
      seven.map { through([$0], matrix) }, "seven children")
    let (narrow, wide) = (Linear(3, 1), Linear(3, 4))
    expectJoined(
      [narrow, wide], "Linear(3, 1), Linear(3, 4)", 2, matrix,
      [narrow, wide].map { $0.forward(matrix).clone() }, "outputs of different sizes")
    let narrows = [narrow, Linear(3, 1)]
    expectJoined(
      narrows, "two times Linear(3, 1)", 2, matrix, narrows.map { $0.forward(matrix).clone() },
      "a square")
    expectJoined(
      [Layerwise.Sequential(a, b), c], "Layerwise.Sequential(\(a), \(b)), \(c)", 1, matrix,
      [through([a, b], matrix), through([c], matrix)], "a container as a child")
    expectJoined(
      [concat(2, [a, b]), concat(2, [b, c])], "two Concat(2)", 1, matrix,
      [
        joined([through([a], matrix), through([b], matrix)], 2),
        joined([through([b], matrix), through([c], matrix)], 2),
      ], "Concat as a child of Concat")
    expectJoined(
      [a, a], "\(a) twice", 2, matrix, [through([a], matrix), through([a], matrix)],
      "a child in two places")
  }

  func testSideBySideKeepTheirOutputs() {
    expectSideBySideInOrder()
    let steps = [step(), step()]
    let container = concat(1, steps)
    for call in 1...2 {
      let x = inputs.normal(3, dtype: .float64)
      let told: KeyValuePairs<String, Any> = ["input": x, "children": names(steps)]
      announce(told)
      container.forward(x)
      for (index, child) in steps.enumerated() {
        expectClose(
          child.output.tensor, through([child], x), for: told,
          "output of child \(index + 1) after call \(call)",
          recognising: ["it keeps nothing": Tensor.zeros(0, dtype: .float64)])
        expectEqual(child.calls, call, for: told, "how often child \(index + 1) ran")
      }
    }
  }

  /// Adds its name to a list when it runs.
  private final class Noting: Module {
    let name: String
    let note: (String) -> Void

    init(_ name: String, _ note: @escaping (String) -> Void) {
      self.name = name
      self.note = note
    }

    override func updateOutput(_ input: Tensor) -> Tensor {
      note(name)
      return input * 1
    }
  }

  private func expectSideBySideInOrder() {
    var order: [String] = []
    let names = inputs.shuffled(["a", "b", "c"])
    let children = names.map { Noting($0) { order.append($0) } }
    let told: KeyValuePairs<String, Any> = ["children": names]
    announce(told)
    concat(1, children + [children[0]]).forward(inputs.normal(3, dtype: .float64))
    expectEqual(order, names + [names[0]], for: told, "the children in the order in which they ran")
  }

  // MARK: leaves

  /// Compares modules by what they are called here.
  private func expectLeaves(
    _ expected: [String], of module: Module, _ text: String, named: [String: Module],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["module": Code(text)]
    for isTraining in [true, false] {
      module.setTraining(isTraining)
      announce(told)
      for _ in 0..<2 {
        let found = leaves(of: module).map { leaf in
          named.first { $0.value === leaf }?.key ?? (leaf is Container ? "a container" : "\(leaf)")
        }
        expectEqual(found, expected, for: told, "leaves", file: file, line: line)
        expectEqual(
          module.isTraining, isTraining, for: told, "isTraining afterwards", file: file, line: line)
      }
    }
  }

  func testLeaves() {
    let (a, b, c, d) = (Abs(), Linear(2, 2), Tanh(), Sum(1))
    let named: [String: Module] = ["a": a, "b": b, "c": c, "d": d]
    expectLeaves(["a"], of: a, "a", named: named)
    expectLeaves(["a", "b"], of: Sequential(a, b), "Sequential(a, b)", named: named)
    expectLeaves([], of: Sequential(), "Sequential()", named: named)
    expectLeaves(
      ["a", "b", "c", "d"], of: Sequential(Sequential(a, Sequential(b)), c, Sequential(), d),
      "Sequential(Sequential(a, Sequential(b)), c, Sequential(), d)", named: named)
    expectLeaves(
      ["a", "b", "a", "a"], of: Sequential(a, b, Sequential(a, a)),
      "Sequential(a, b, Sequential(a, a))", named: named)
    expectLeaves(
      ["d", "c", "b"], of: concat(1, [d, concat(2, [c, b])]), "Concat(d, Concat(c, b))",
      named: named)
    // Containers that are not the student's, and one that nobody knows.
    expectLeaves(
      ["c", "a", "b"],
      of: Layerwise.ConcatTable(c, Layerwise.Sequential(a), Layerwise.ParallelTable(b)),
      "ConcatTable(c, Layerwise.Sequential(a), ParallelTable(b))", named: named)
    expectLeaves(
      ["b", "d", "c"], of: Sequential(Unknown(b, d), c), "Sequential(Unknown(b, d), c)",
      named: named)
    expectLeaves(
      ["a", "b", "c", "d", "a", "b", "c"], of: Sequential(a, b, c, d, a, b, c),
      "Sequential(a, b, c, d, a, b, c)", named: named)
    var deep: Module = a
    for _ in 0..<40 { deep = Sequential(deep) }
    expectLeaves(["a"], of: deep, "a, in 40 containers", named: named)
  }

  private final class Unknown: Container {}
}
