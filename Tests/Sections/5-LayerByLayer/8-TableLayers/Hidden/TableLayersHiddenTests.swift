import ExerciseTesting
import Layerwise
import TableLayers
import XCTest

private typealias CAddTable = TableLayers.CAddTable
private typealias NarrowTable = TableLayers.NarrowTable
private typealias JoinTable = TableLayers.JoinTable
private typealias ParallelTable = TableLayers.ParallelTable

final class TableLayersHiddenTests: ExerciseTestCase {
  // MARK: CAddTable

  func testAddsTheTensors() {
    for tensors in sameShapes {
      let sums = tensors[0].doubles().indices.map { index in
        tensors.reduce(0.0) { $0 + $1.doubles()[index] }
      }
      let table = CAddTable()
      expectSignal(
        of: { table.forward(.table($0.map { .tensor($0) })) }, on: tensors, and: [:],
        equals: .tensor(Tensor(sums, dtype: .float64).view(tensors[0].shape)))
    }
    let one = CAddTable()
    for count in inputs.shuffled([1, 2, 3, 9]) {
      let tensors = (0..<count).map { _ in numbers([2]) }
      let told: KeyValuePairs<String, Any> = ["table": tensors]
      announce(told)
      expectClose(
        one.forward(tensors).tensor, tensors.dropFirst().reduce(tensors[0], +), for: told,
        "one module, on tables of several sizes")
    }
    let x = numbers([3])
    let told: KeyValuePairs<String, Any> = ["table": Code("{x, x, x}"), "x": x]
    announce(told)
    expectClose(
      CAddTable().forward([x, x, x]).tensor, x.clone() * 3, for: told, "the same tensor three times"
    )
  }

  func testEachGetsTheWholeGradient() {
    expectOneModuleForTablesOfSeveralSizes()
    for tensors in sameShapes {
      let gradient = numbers(tensors[0].shape)
      let table = CAddTable()
      expectSignal(
        of: { all in
          let input = Signal.table(all.dropLast().map { .tensor($0) })
          table.forward(input)
          return table.updateGradInput(input, .tensor(all[all.count - 1]))
        }, on: tensors + [gradient], lastIs: "gradOutput", and: [:],
        equals: .table(tensors.map { _ in .tensor(gradient) }))
    }
  }

  private func expectOneModuleForTablesOfSeveralSizes() {
    let table = CAddTable()
    for count in inputs.shuffled([1, 2, 3, 9]) {
      let (tensors, gradient) = ((0..<count).map { _ in numbers([2]) }, numbers([2]))
      let told: KeyValuePairs<String, Any> = ["table": tensors, "gradOutput": gradient]
      announce(told)
      table.forward(tensors)
      let found = table.updateGradInput(tensors.signal, .tensor(gradient))
      expectSame(
        found, .table(tensors.map { _ in .tensor(gradient) }), told,
        "one module, on tables of several sizes")
    }
  }

  /// Tables whose tensors are of one shape.
  private var sameShapes: [[Tensor]] {
    let large = (0..<2).map { _ in numbers([3]) * 1e9 }
    let awkward = [Tensor([.infinity, 1, .nan, -1000], dtype: .float64), numbers([4])]
    let strided = [numbers([2, 3]).stridedCopy, numbers([2, 3])]
    return [
      (0..<2).map { _ in numbers([3]) }, (0..<3).map { _ in numbers([2, 3]) },
      (0..<4).map { _ in numbers([2, 2]) }, [numbers([2, 3])], (0..<2).map { _ in numbers([]) },
      (0..<2).map { _ in numbers([1, 1]) }, (0..<2).map { _ in numbers([2, 1, 2, 2]) },
      (0..<3).map { _ in numbers([0, 2]) }, large, awkward, strided,
    ]
  }

  // MARK: NarrowTable

  func testTakesElements() {
    for (offset, length, tensors) in choices {
      let table = NarrowTable(offset, length)
      expectSignal(
        of: { table.forward(.table($0.map { .tensor($0) })) }, on: tensors,
        and: ["offset": offset, "length": length],
        equals: .table(tensors[offset - 1..<offset - 1 + length].map { .tensor($0) }))
    }
    let nine = (1...9).map { numbers([$0]) }
    for (offset, length) in [(6, 3), (9, 1), (2, 7)] {
      let told: KeyValuePairs<String, Any> = [
        "table": Code("nine vectors, of 1 to 9 elements"), "offset": offset, "length": length,
      ]
      announce(told)
      expectSame(
        NarrowTable(offset, length).forward(nine.signal),
        .table(nine[offset - 1..<offset - 1 + length].map { .tensor($0) }), told, "a long table")
    }
  }

  func testZerosForTheOthers() {
    for (offset, length, tensors) in choices {
      let taken = offset - 1..<offset - 1 + length
      let gradients = taken.map { numbers(tensors[$0].shape) }
      let table = NarrowTable(offset, length)
      let expected = tensors.enumerated().map { index, tensor in
        taken.contains(index)
          ? gradients[index - taken.lowerBound] : Tensor.zeros(tensor.shape, dtype: .float64)
      }
      let count = tensors.count
      expectSignal(
        of: { all in
          let input = Signal.table(all[..<count].map { .tensor($0) })
          table.forward(input)
          return table.updateGradInput(input, .table(all[count...].map { .tensor($0) }))
        }, on: tensors + gradients, gradients: length,
        and: ["offset": offset, "length": length],
        equals: .table(expected.map { .tensor($0) }))
    }
  }

  /// What is taken, of tensors that differ in shape, dtype and numbers.
  private var choices: [(offset: Int, length: Int, tensors: [Tensor])] {
    let four = [numbers([1, 3]), numbers([2]), numbers([]), numbers([2, 2])]
    let indices = inputs.integers(3, in: 1..<9)
    return [
      (1, 2, Array(four.prefix(3))), (2, 2, four), (2, 1, Array(four.prefix(3))),
      (3, 2, four), (1, 1, [numbers([2])]), (1, 3, [numbers([1]), numbers([1]), numbers([1])]),
      (2, 1, [indices, numbers([2]), numbers([2])]), (1, 1, [indices, numbers([2])]),
      (1, 1, [numbers([0]), numbers([2]).to(.float32), numbers([2, 3]).stridedCopy]),
    ]
  }

  // MARK: JoinTable

  /// Tensors, along which dimension counted from 1 they join, and which that is counted from 0.
  private struct Joint {
    let tensors: [Tensor], dimension: Int, place: Int
    var nInputDims: Int?

    /// The definition: the elements in order, for each index of the dimensions before the joint.
    var joined: Tensor {
      var shape = Array(tensors[0].shape)
      shape[place] = tensors.reduce(0) { $0 + $1.shape[place] }
      let outer = shape[..<place].reduce(1, *)
      let inner = shape[(place + 1)...].reduce(1, *)
      var elements: [Double] = []
      for index in 0..<outer {
        for tensor in tensors {
          let length = tensor.shape[place] * inner
          elements += tensor.doubles()[index * length..<(index + 1) * length]
        }
      }
      return Tensor(elements, dtype: .float64).view(Shape(shape))
    }

    var told: KeyValuePairs<String, Any> {
      ["dimension": dimension, "nInputDims": nInputDims.map { "\($0)" as Any } ?? Code("nil")]
    }
  }

  private func expectJoins(_ joints: [Joint], file: StaticString = #filePath, line: UInt = #line) {
    for joint in joints {
      let table = JoinTable(joint.dimension, joint.nInputDims)
      expectSignal(
        of: { table.forward(.table($0.map { .tensor($0) })) }, on: joint.tensors,
        and: joint.told, equals: .tensor(joint.joined), file: file, line: line)
    }
  }

  private func expectPieces(_ joints: [Joint], file: StaticString = #filePath, line: UInt = #line) {
    for joint in joints {
      // Joined gradients, to be cut up where the tensors were joined.
      let pieces = joint.tensors.map { numbers($0.shape) }
      let gradient = Joint(
        tensors: pieces, dimension: joint.dimension, place: joint.place
      ).joined
      let table = JoinTable(joint.dimension, joint.nInputDims)
      expectSignal(
        of: { all in
          let input = Signal.table(all.dropLast().map { .tensor($0) })
          table.forward(input)
          return table.updateGradInput(input, .tensor(all[all.count - 1]))
        }, on: joint.tensors + [gradient], lastIs: "gradOutput", and: joint.told,
        equals: .table(pieces.map { .tensor($0) }), file: file, line: line)
    }
  }

  /// Where all dimensions count.
  private var joints: [Joint] {
    let awkward = [
      Tensor([[.infinity, -1e9], [.nan, 1e-9]], dtype: .float64), numbers([2, 1]) - 1000,
    ]
    return [
      Joint(
        tensors: [numbers([1, 3]), numbers([1, 3]), numbers([1, 2])], dimension: 2, place: 1),
      Joint(tensors: [numbers([2]), numbers([3])], dimension: 1, place: 0),
      Joint(tensors: [numbers([2, 3]), numbers([2, 1])], dimension: 2, place: 1),
      Joint(tensors: [numbers([2, 3]), numbers([1, 3])], dimension: 1, place: 0),
      Joint(tensors: [numbers([2, 2]), numbers([2, 2])], dimension: 1, place: 0),
      Joint(
        tensors: [numbers([2, 1, 2]), numbers([2, 3, 2]), numbers([2, 2, 2])], dimension: 2,
        place: 1),
      Joint(tensors: [numbers([2, 1, 2, 2]), numbers([1, 1, 2, 2])], dimension: 1, place: 0),
      Joint(tensors: [numbers([2, 2])], dimension: 1, place: 0),
      Joint(tensors: [numbers([1]), numbers([1])], dimension: 1, place: 0),
      Joint(tensors: [numbers([2, 0]), numbers([2, 2])], dimension: 2, place: 1),
      Joint(
        tensors: [numbers([2, 1]), numbers([2, 0]), numbers([2, 2]), numbers([2, 0])],
        dimension: 2, place: 1),
      Joint(tensors: [numbers([0, 2]), numbers([0, 1])], dimension: 2, place: 1),
      Joint(tensors: [numbers([2, 2]).stridedCopy, numbers([2, 2])], dimension: 2, place: 1),
      Joint(tensors: awkward, dimension: 2, place: 1),
    ]
  }

  /// Where `nInputDims` is given: batches, and others.
  private var batches: [Joint] {
    [
      Joint(
        tensors: [numbers([2, 3]), numbers([2, 1])], dimension: 1, place: 1, nInputDims: 1),
      Joint(
        tensors: [numbers([1, 3]), numbers([1, 3]), numbers([1, 2])], dimension: 2, place: 1,
        nInputDims: 2),
      Joint(tensors: [numbers([2]), numbers([3])], dimension: 1, place: 0, nInputDims: 1),
      Joint(
        tensors: [numbers([2, 1, 2]), numbers([2, 2, 2])], dimension: 1, place: 1,
        nInputDims: 2),
      Joint(
        tensors: [numbers([2, 2, 1]), numbers([2, 2, 2])], dimension: 2, place: 2,
        nInputDims: 2),
      Joint(tensors: [numbers([1, 1]), numbers([1, 1])], dimension: 1, place: 1, nInputDims: 1),
      // Two dimensions more, or one less: no batches.
      Joint(
        tensors: [numbers([2, 2, 2]), numbers([1, 2, 2])], dimension: 1, place: 0, nInputDims: 1),
      Joint(tensors: [numbers([2]), numbers([3])], dimension: 1, place: 0, nInputDims: 2),
    ]
  }

  func testJoins() {
    expectJoins(joints)
    // torch.cat([[1., 2.], [3., 4.]], [[5.], [6.]], 1)
    let (left, right) = (
      Tensor([[1, 2], [3, 4]], dtype: .float64), Tensor([[5], [6]], dtype: .float64)
    )
    expectSignal(
      of: { JoinTable(2).forward([$0[0], $0[1]]) }, on: [left, right], and: ["dimension": 2],
      equals: .tensor(Tensor([[1, 2, 5], [3, 4, 6]], dtype: .float64)))
  }

  func testCutsTheGradientUp() {
    expectPieces(joints)
    let nine = (1...9).map { numbers([$0]) }
    let (join, gradient) = (JoinTable(1), numbers([45]))
    let told: KeyValuePairs<String, Any> = [
      "table": Code("nine vectors, of 1 to 9 elements"), "dimension": 1, "gradOutput": gradient,
    ]
    announce(told)
    join.forward(nine.signal)
    expectSame(
      join.updateGradInput(nine.signal, .tensor(gradient)),
      .table((1...9).map { .tensor(gradient.narrow(0, start: $0 * ($0 - 1) / 2, length: $0)) }),
      told, "a long table")
  }

  func testBatchesJoinWithinEachExample() {
    expectJoins(batches)
    expectPieces(batches)
  }

  // MARK: ParallelTable

  func testEachChildGetsItsElement() {
    let (lookup, linear) = sparseAndDense
    let (index, dense) = (Tensor([inputs.integer(in: 1...5)]), numbers([1, 3]))
    let row = lookup.weight[Int(index.doubles()[0]) - 1].unsqueeze(0)
    let mapped = (dense.view(1, 1, 3) * linear.weight).sum(dim: 2) + linear.bias
    expectForward(
      [lookup, linear], on: .table([.tensor(index), .tensor(dense)]),
      equals: .table([.tensor(row), .tensor(mapped)]), "LookupTable and Linear")
    let (a, b, c) = (numbers([4]), numbers([2, 3]), numbers([2]))
    expectForward(
      [Abs(), Identity(), Sum(1)],
      on: .table([.tensor(a), .tensor(b), .tensor(c)]),
      equals: .table([.tensor(a.abs()), .tensor(b), .tensor(c.sum(dim: 0).view(1))]),
      "Abs, Identity and Sum(1)")
    expectForward(
      [Abs()], on: .table([.tensor(a)]), equals: .table([.tensor(a.abs())]), "one child")
    expectForward(
      [Abs(), Layerwise.CAddTable()],
      on: .table([.tensor(a), .table([.tensor(c), .tensor(c)])]),
      equals: .table([.tensor(a.abs()), .tensor(c + c)]), "an element that is a table")
    expectForward(
      [Layerwise.ParallelTable(Abs(), Abs()), Abs()],
      on: .table([.table([.tensor(a), .tensor(b)]), .tensor(c)]),
      equals: .table([.table([.tensor(a.abs()), .tensor(b.abs())]), .tensor(c.abs())]),
      "a child that gives a table")
    // Each child keeps what it gave, which many need on the way back.
    let (first, second) = (Tanh(), Abs())
    let parallel = container([first, second])
    announce(["table": [a, b], "children": Code("[Tanh(), Abs()]")])
    parallel.forward(.table([.tensor(a), .tensor(b)]))
    for (child, kept) in [(first as Module, a.tanh()), (second, b.abs())] {
      guard case .tensor(let output) = child.output, output.shape == kept.shape else {
        return expect(
          false, "\(child) has not kept its output", for: ["children": Code("[Tanh(), Abs()]")])
      }
      expectClose(output, kept, for: ["table": [a, b]], "the output that \(child) keeps")
    }
  }

  func testEachChildGivesItsGradient() {
    let (a, b) = (numbers([4]), numbers([2, 3]))
    let (ga, gb) = (numbers([4]), numbers([2, 2]))
    let linear = Linear(3, 2)
    linear.weight = numbers([2, 3])
    let parallel = container([Tanh(), linear])
    let told: KeyValuePairs<String, Any> = [
      "table": [a, b], "gradOutput": [ga, gb], "children": Code("[Tanh(), Linear(3, 2)]"),
    ]
    announce(told)
    parallel.forward(.table([.tensor(a), .tensor(b)]))
    let expected = [ga * (1 - a.tanh() * a.tanh()), gb.matmul(linear.weight)]
    for call in ["", "called a second time: "] {
      let found = parallel.updateGradInput(
        .table([.tensor(a), .tensor(b)]), .table([.tensor(ga), .tensor(gb)]))
      guard
        expectSame(
          found, .table(expected.map { .tensor($0) }), told, call + "the children's gradients")
      else { return }
      expectClose(
        linear.gradWeight, Tensor.zeros(2, 3, dtype: .float64), for: told,
        call + "updateGradInput leaves the gradients of parameters alone, but gradWeight")
    }
    // Three children, and two that share a module's kind but not its gradient.
    let tensors = [numbers([2]), numbers([3]), numbers([2, 2])]
    let gradients = tensors.map { numbers($0.shape) }
    let three = container([Abs(), Tanh(), Abs()])
    announce(["table": tensors, "gradOutput": gradients])
    three.forward(.table(tensors.map { .tensor($0) }))
    let found = three.backward(
      .table(tensors.map { .tensor($0) }), .table(gradients.map { .tensor($0) }))
    let right = [
      gradients[0] * tensors[0] / tensors[0].abs(),
      gradients[1] * (1 - tensors[1].tanh() * tensors[1].tanh()),
      gradients[2] * tensors[2] / tensors[2].abs(),
    ]
    expectSame(
      found, .table(right.map { .tensor($0) }), ["table": tensors, "gradOutput": gradients],
      "children Abs(), Tanh(), Abs()")
    // Elements that are tables go on as they are.
    let adder = container([Layerwise.CAddTable(), Abs()])
    let nested: Signal = .table([.table([.tensor(a), .tensor(ga)]), .tensor(b)])
    let gradB = numbers([2, 3])
    announce(["gradOutput": [ga, gradB], "children": Code("[CAddTable(), Abs()]")])
    adder.forward(nested)
    expectSame(
      adder.backward(nested, .table([.tensor(ga), .tensor(gradB)])),
      .table([.table([.tensor(ga), .tensor(ga)]), .tensor(gradB * b / b.abs())]),
      ["gradOutput": [ga, gradB]], "an element that is a table")
  }

  func testGathersTheChildrensGradients() {
    let (a, b) = (numbers([2, 3]), numbers([3]))
    let (ga, gb) = (numbers([2, 2]), numbers([3]))
    let (linear, factors) = (Linear(3, 2), CMul(3))
    let parallel = container([linear, factors])
    let scale = inputs.number(in: 0.3...0.8)
    let told: KeyValuePairs<String, Any> = [
      "table": [a, b], "gradOutput": [ga, gb], "children": Code("[Linear(3, 2), CMul(3)]"),
      "scale": scale,
    ]
    let (input, gradient) = (
      Signal.table([.tensor(a), .tensor(b)]), Signal.table([.tensor(ga), .tensor(gb)])
    )
    announce(told)
    parallel.forward(input)
    var sum = 0.0
    for (call, factor) in [("", scale), ("called again with scale 1: ", 1)] {
      parallel.backward(input, gradient, scale: factor)
      sum += factor
      for (name, got, once) in [
        ("gradWeight of Linear", linear.gradWeight, ga.t().matmul(a)),
        ("gradBias of Linear", linear.gradBias, ga.sum(dim: 0)),
        ("gradWeight of CMul", factors.gradWeight, gb * b),
      ] {
        let isRight = expectClose(
          got, once * sum, for: told, call + name,
          recognising: [
            "scale is left out": once * (factor == 1 ? 2 : 1),
            "it is added twice": once * sum * 2,
          ])
        guard isRight else { return }
      }
    }
    expectEqual(parallel.parameters().count, 3, for: told, "how many parameters it has")
    expectNoGradientsWithoutThem()
    expectSlopesOfTheWhole()
  }

  /// accGradParameters alone, and zeroing, as Torch7 has them.
  private func expectNoGradientsWithoutThem() {
    let (a, ga) = (numbers([3]), numbers([3]))
    let factors = (0..<6).map { _ in CMul(3) }
    let parallel = container([Abs()] + factors)
    let (input, gradient) = (
      Signal.table((0...6).map { .tensor(a * max(1, $0)) }),
      Signal.table((0...6).map { _ in .tensor(ga) })
    )
    let told: KeyValuePairs<String, Any> = [
      "table": Code("{a, a, 2 * a, 3 * a, 4 * a, 5 * a, 6 * a}"), "a": a, "each gradOutput": ga,
      "children": Code("Abs(), and six times CMul(3)"), "scale": 2,
    ]
    announce(told)
    expectEqual(
      parallel.forward(input).table.count, 7, for: told, "how many outputs there are")
    _ = parallel.updateGradInput(input, gradient)
    parallel.accGradParameters(input, gradient, scale: 2)
    for (place, child) in factors.enumerated() {
      expectClose(
        child.gradWeight, ga * a * (2 * Double(place + 1)), for: told,
        "gradWeight of child \(place + 2), after accGradParameters by itself")
    }
    parallel.zeroGradParameters()
    for child in factors {
      expectClose(
        child.gradWeight, Tensor.zeros(3, dtype: .float64), for: told, "after zeroGradParameters")
    }
  }

  /// The tutorial's network: finite differences of everything that goes into it.
  private func expectSlopesOfTheWhole() {
    let (lookup, linear) = sparseAndDense
    let network = Layerwise.Sequential()
    network.add(container([lookup, linear]))
    network.add(Layerwise.CAddTable())
    let index = Tensor([inputs.integer(in: 1...5)])
    func set(_ values: [Tensor]) -> Signal {
      (lookup.weight, linear.weight, linear.bias) = (values[1], values[2], values[3])
      return .table([.tensor(index), .tensor(values[0])])
    }
    expectDerivative(
      for: [
        "dense": numbers([1, 3]), "weight of LookupTable": lookup.weight.clone(),
        "weight of Linear": linear.weight.clone(), "bias of Linear": linear.bias.clone(),
      ]
    ) {
      network.forward(set($0)).tensor
    } is: { values, gradient in
      let input = set(values)
      network.forward(input)
      network.zeroGradParameters()
      let slopes = network.backward(input, .tensor(gradient))
      guard case .table(let elements) = slopes, elements.count == 2,
        case .tensor(let dense) = elements[1]
      else { return values.map { Tensor.zeros($0.shape, dtype: .float64) } }
      return [dense] + [lookup.gradWeight, linear.gradWeight, linear.gradBias].map { $0.clone() }
    }
  }

  private var sparseAndDense: (LookupTable, Linear) {
    let (lookup, linear) = (LookupTable(5, 2), Linear(3, 2))
    (lookup.weight, linear.weight) = (numbers([5, 2]), numbers([2, 3]))
    return (lookup, linear)
  }

  private func container(_ children: [Module]) -> ParallelTable {
    let parallel = ParallelTable()
    for child in children { parallel.add(child) }
    return parallel
  }

  private func expectForward(
    _ children: [Module], on input: Signal, equals expected: Signal, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let parallel = container(children)
    let told: KeyValuePairs<String, Any> = [
      "table": leaves(input), "children": Code(what),
    ]
    announce(told)
    for call in ["", ", called a second time"] {
      let isRight = expectSame(
        parallel.forward(input), expected, told, what + call, file: file, line: line)
      guard isRight else { return }
    }
  }

  // MARK: Tables

  private func numbers(_ shape: Shape) -> Tensor {
    inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
  }

  /// All tensors of a signal, those of tables within tables too.
  private func leaves(_ signal: Signal) -> [Tensor] {
    switch signal {
    case .tensor(let tensor): [tensor]
    case .table(let elements): elements.flatMap(leaves)
    }
  }

  private func kind(_ signal: Signal) -> String {
    if case .table = signal { "a table of shapes" } else { "a tensor of shape" }
  }

  /// What a signal is made of: `{[2], {[3], [1]}}`.
  private func outline(_ signal: Signal) -> String {
    switch signal {
    case .tensor(let tensor): "\(tensor.shape)"
    case .table(let elements): "{" + elements.map(outline).joined(separator: ", ") + "}"
    }
  }

  /// Compares two signals, structure first.
  @discardableResult
  private func expectSame(
    _ got: Signal, _ expected: Signal, _ told: KeyValuePairs<String, Any>, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let (right, found) = (outline(expected), outline(got))
    guard right == found else {
      expect(
        false, "\(what): expected \(kind(expected)) \(right), got \(kind(got)) \(found)", for: told,
        file: file,
        line: line)
      return false
    }
    let pairs = zip(leaves(got), leaves(expected)).enumerated()
    return pairs.allSatisfy { index, pair in
      expectClose(
        pair.0, pair.1, for: told, "\(what), tensor \(index + 1)", file: file, line: line)
    }
  }

  /// Holds a call against its result: the structure, and then every tensor of it as `expectResult`
  /// does.
  ///
  /// - Parameters:
  ///   - tensors: what the call gets, as one list.
  ///   - last: the name of the last, if it is another than an element of the table.
  ///   - gradients: how many at the end of the list are gradients.
  private func expectSignal(
    of answer: ([Tensor]) -> Signal, on tensors: [Tensor], lastIs last: String? = nil,
    gradients: Int = 0, and others: KeyValuePairs<String, Any>, equals expected: Signal,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let elements = tensors.count - gradients - (last == nil ? 0 : 1)
    let names = tensors.indices.map { index in
      index < elements
        ? "element \(index + 1)" : last ?? "gradient \(index - elements + 1)"
    }
    let inputs = named(names, tensors)
    let told = pairs(tensors, elements: elements, lastIs: last, others)
    announce(told)
    let first = answer(tensors.map { $0.clone() })
    let (right, found) = (outline(expected), outline(first))
    guard right == found else {
      return expect(
        false, "expected \(kind(expected)) \(right), got \(kind(first)) \(found)", for: told,
        file: file, line: line)
    }
    for (index, tensor) in leaves(expected).enumerated() {
      let isTable = if case .table = expected { true } else { false }
      let isRight = expectResult(
        of: { leaves(answer($0))[index] }, on: inputs, and: others, equals: tensor,
        isTable ? "element \(index + 1) of the result" : "", file: file, line: line)
      guard isRight else { return }
    }
  }

  private func named(_ names: [String], _ tensors: [Tensor]) -> KeyValuePairs<String, Tensor> {
    let all = Array(zip(names, tensors))
    func name(_ index: Int) -> String { all[index].0 }
    func at(_ index: Int) -> Tensor { all[index].1 }
    switch all.count {
    case 1: return [name(0): at(0)]
    case 2: return [name(0): at(0), name(1): at(1)]
    case 3: return [name(0): at(0), name(1): at(1), name(2): at(2)]
    case 4: return [name(0): at(0), name(1): at(1), name(2): at(2), name(3): at(3)]
    case 5:
      return [name(0): at(0), name(1): at(1), name(2): at(2), name(3): at(3), name(4): at(4)]
    default:
      return [
        name(0): at(0), name(1): at(1), name(2): at(2), name(3): at(3), name(4): at(4),
        name(5): at(5),
      ]
    }
  }

  /// Inputs for a message: the elements of the table as one list, the gradients, and what else there
  /// is.
  private func pairs(
    _ tensors: [Tensor], elements: Int, lastIs last: String?,
    _ others: KeyValuePairs<String, Any>
  ) -> KeyValuePairs<String, Any> {
    let (table, rest) = (Array(tensors[..<elements]), Array(tensors[elements...]))
    let (name, gradients): (String, Any) = last.map { ($0, rest[0]) } ?? ("gradOutput", rest)
    switch (rest.isEmpty, others.count) {
    case (true, 2):
      return ["tensors": table, others[0].key: others[0].value, others[1].key: others[1].value]
    case (false, 2):
      return [
        "tensors": table, name: gradients, others[0].key: others[0].value,
        others[1].key: others[1].value,
      ]
    case (true, _): return ["tensors": table]
    case (false, _): return ["tensors": table, name: gradients]
    }
  }
}
