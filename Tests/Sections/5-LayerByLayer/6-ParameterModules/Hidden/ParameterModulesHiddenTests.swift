import ExerciseTesting
import Layerwise
import ParameterModules
import XCTest

private typealias Add = ParameterModules.Add
private typealias Linear = ParameterModules.Linear
private typealias LookupTable = ParameterModules.LookupTable

final class ParameterModulesHiddenTests: ExerciseTestCase {
  // MARK: Inputs

  private func normal(_ sizes: Int...) -> Tensor {
    inputs.normal(sizes.reduce(1, *), dtype: .float64).view(Shape(sizes))
  }

  private func away(_ shape: Shape) -> Tensor {
    inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
  }

  private func doubles(_ numbers: [Double], _ shape: Shape) -> Tensor {
    Tensor(numbers, dtype: .float64).view(shape)
  }

  /// Examples and batches of vectors of `size`: how many there are, how they lie in memory, and
  /// numbers that are out of the ordinary.
  private func vectors(_ size: Int) -> [(what: String, tensor: Tensor)] {
    let rest = Array(repeating: 1.0, count: size - 2)
    return [
      ("one example", normal(size)), ("a batch", normal(size + 2, size)),
      ("as many examples as elements", normal(size, size)),
      ("a batch of one example", normal(1, size)),
      ("an example that is not contiguous", normal(size).stridedCopy),
      ("a batch that is not contiguous", normal(size + 1, size).stridedCopy),
      ("numbers large and small", doubles([1e6, 1e-9] + rest, [size])),
      ("very negative numbers", doubles([-200, -100] + rest.map { _ in -150 }, [1, size])),
      ("an infinity", doubles([.infinity, 2] + rest, [size])),
      ("NaN", doubles([1, .nan] + rest, [1, size])),
      ("a batch of no examples", normal(0, size)),
    ]
  }

  /// The special numbers of a case as input, and then as gradOutput, beside random ones that lie in
  /// memory in the same way.
  private func bothWays(_ special: Tensor) -> [(input: Tensor, gradOutput: Tensor)] {
    let random = away(special.shape)
    let other = special.isContiguous ? random : random.stridedCopy
    return [(special, other), (other, special)]
  }

  // MARK: What every part is held against

  private typealias Facts = KeyValuePairs<String, Any>

  /// A module's output for some tensor. Afterwards its parameters, and what they have gathered, are
  /// as they were.
  private func expectOutput(
    of module: Module, on input: Tensor, and facts: Facts, equals expected: Tensor, _ what: String,
    recognising mistakes: KeyValuePairs<String, Tensor> = [:],
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    expectKept(module, for: facts, what, file: file, line: line) {
      expectResult(
        of: { tensors in withoutGradients { module.updateOutput(tensors[0]) } },
        on: ["input": input], and: facts, equals: expected,
        tolerance: .rounding(near: input.to(.float64) * 8), "output for " + what,
        recognising: mistakes, file: file, line: line)
    }
  }

  /// The gradient of a module's input; the rest as `expectOutput`.
  private func expectGradInput(
    of module: Module, on input: Tensor, _ gradOutput: Tensor, and facts: Facts,
    equals expected: Tensor, _ what: String,
    recognising mistakes: KeyValuePairs<String, Tensor> = [:],
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    expectKept(module, for: facts, what, file: file, line: line) {
      expectResult(
        of: { tensors in withoutGradients { module.updateGradInput(tensors[0], tensors[1]) } },
        on: ["input": input, "gradOutput": gradOutput], and: facts, equals: expected,
        tolerance: .rounding(near: gradOutput * 8), "gradient of the input for " + what,
        recognising: mistakes, file: file, line: line)
    }
  }

  private func expectKept(
    _ module: Module, for facts: Facts, _ what: String, file: StaticString, line: UInt,
    _ isRight: () -> Bool
  ) -> Bool {
    let parameters = module.parameters()
    let before = parameters.map { $0.weight.clone() }
    for parameter in parameters { parameter.gradient.fill(3) }
    guard isRight() else { return false }
    for (index, (weight, gradient)) in parameters.enumerated() {
      let isKept =
        expectClose(
          weight, before[index], for: facts, "parameter \(index) afterwards, for " + what,
          file: file, line: line)
        && expectClose(
          gradient, .full(weight.shape, 3, dtype: .float64), for: facts,
          "what parameter \(index) has gathered, afterwards, for " + what, file: file, line: line)
      if !isKept { return false }
    }
    return true
  }

  /// What one of a module's parameters gathers in a call, from a number everywhere at the start.
  ///
  /// - Parameters:
  ///   - make: a module of its own for each call.
  ///   - gradient: the right gradient, once.
  ///   - mistakes: two gradients that take its place when something is mistaken, and the words for
  ///     them.
  private func expectGathered<Answer: Module>(
    _ parameter: String, in path: KeyPath<Answer, Tensor>, by make: () -> Answer, _ call: String,
    on input: Tensor, _ gradOutput: Tensor, scale: Double = 1, from start: Double = 0,
    equals gradient: Tensor, _ what: String,
    recognising mistakes: ((String, Tensor), (String, Tensor))? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let examples = Double(max(1, input.rank == 2 ? input.shape[0] : 1))
    let nothing = ("nothing is added", Tensor.zeros(gradient.shape, dtype: .float64))
    let (first, second) = mistakes ?? (nothing, nothing)
    let facts: Facts = [
      "module": Code(call), "scale": scale, "gathered before": Code("\(start) everywhere"),
    ]
    var kept: [(weight: Tensor, before: Tensor)] = []
    let isRight = expectResult(
      of: { tensors in
        let module = make()
        for parameter in module.parameters() { parameter.gradient.fill(start) }
        kept = module.parameters().map { ($0.weight, $0.weight.clone()) }
        withoutGradients { module.accGradParameters(tensors[0], tensors[1], scale: scale) }
        return module[keyPath: path].clone()
      }, on: ["input": input, "gradOutput": gradOutput], and: facts,
      equals: gradient * scale + start,
      tolerance: .rounding(near: gradOutput.abs() * 8 + largest(input)),
      "gathered gradient of the \(parameter) for " + what,
      recognising: [
        nothing.0: nothing.1 + start, "the scale is left out": gradient + start,
        "what was gathered before is lost": gradient * scale,
        "what was gathered before is scaled, too": (gradient + start) * scale,
        "the gradient is subtracted": start - gradient * scale,
        "the examples are averaged": gradient * (scale / examples) + start,
        first.0: first.1 * scale + start, second.0: second.1 * scale + start,
      ], file: file, line: line)
    guard isRight else { return false }
    for (weight, before) in kept {
      let isKept = expectClose(
        weight, before, for: facts, "a parameter afterwards, for " + what, file: file, line: line)
      if !isKept { return false }
    }
    return true
  }

  private func largest(_ input: Tensor) -> Double {
    input.doubles().filter(\.isFinite).map(abs).max() ?? 0
  }

  /// Several calls on one module gather their sum; zeroing starts anew.
  private func expectSums<Answer: Module>(
    _ module: Answer, _ path: KeyPath<Answer, Tensor>,
    _ calls: [(input: Tensor, gradOutput: Tensor)],
    _ gradient: (Tensor, Tensor) -> Tensor, file: StaticString = #filePath, line: UInt = #line
  ) {
    // The parameters move to other memory here, and must be found there.
    _ = module.getParameters()
    for round in ["first", "second"] {
      module.zeroGradParameters()
      var sum = Tensor.zeros(module[keyPath: path].shape, dtype: .float64)
      for (input, gradOutput) in calls {
        let scale = inputs.number(in: 0.2...2)
        let facts: Facts = ["input": input, "gradOutput": gradOutput, "scale": scale]
        announce(facts)
        withoutGradients { module.accGradParameters(input, gradOutput, scale: scale) }
        sum += gradient(input, gradOutput) * scale
        let isRight = expectClose(
          module[keyPath: path], sum, for: facts,
          "gathered after several calls of one module, \(round) time", file: file, line: line)
        guard isRight else { return }
      }
    }
  }

  /// What a module returned for some tensors, looked at after all of them went in.
  private func expectStaying(
    _ facts: Facts, _ tensors: [Tensor], _ call: (Tensor) -> (result: Tensor, expected: Tensor),
    file: StaticString = #filePath, line: UInt = #line
  ) {
    announce(facts)
    let calls = tensors.map { tensor in withoutGradients { call(tensor) } }
    for (result, expected) in calls {
      let isRight = expectClose(
        result, expected, for: ["given in turn": tensors],
        "a result, looked at after other calls of the same module", file: file, line: line)
      guard isRight else { return }
    }
  }

  // MARK: Add

  private func add(_ bias: Tensor, size: Int, scalar: Bool = false) -> Add {
    let module = Add(size, scalar: scalar)
    module.bias = bias
    return module
  }

  /// The sum over all examples, one number at a time.
  private func columnSums(_ gradOutput: Tensor, count: Int) -> Tensor {
    var sums = Array(repeating: 0.0, count: count)
    for (place, number) in gradOutput.doubles().enumerated() { sums[place % count] += number }
    return Tensor(sums, dtype: .float64)
  }

  private func plus(_ input: Tensor, _ bias: Tensor, times factor: Double = 1) -> Tensor {
    let terms = bias.doubles()
    return Tensor(
      input.doubles().enumerated().map { $1 + factor * terms[$0 % terms.count] }, dtype: .float64
    ).view(input.shape)
  }

  func testAdd() {
    let more: [(what: String, tensor: Tensor)] = [
      ("one element", normal(1)), ("a batch of one element", normal(1, 1)),
    ]
    for (what, special) in vectors(3) + more {
      let bias = away([special.shape.last ?? 1])
      let module = add(bias, size: bias.shape[0])
      for (input, gradOutput) in bothWays(special) {
        guard
          expectOutput(
            of: module, on: input, and: ["bias": bias], equals: plus(input, bias), what,
            recognising: ["the bias is subtracted": plus(input, bias, times: -1)]),
          expectGradInput(
            of: module, on: input, gradOutput, and: ["bias": bias], equals: gradOutput, what,
            recognising: ["the bias is added again": plus(gradOutput, bias)])
        else { return }
      }
    }
    let bias = away([3])
    let module = add(bias, size: 3)
    expectStaying(["bias": bias], [normal(3), normal(3), normal(2, 3)]) {
      (module.updateOutput($0), self.plus($0, bias))
    }
    // The notebook's `nn.Add`, from its seed and in its order.
    manualSeed(287, dialect: .torch7)
    _ = (Layerwise.CMul(5), Tensor.randn(1, dtype: .float64))
    _ = (Layerwise.Linear(5, 3), Layerwise.LookupTable(5, 3))
    expectClose(
      Add(5).forward(Tensor.arange(1, 6, dtype: .float64)),
      Tensor([1.4369, 2.2328, 2.5575, 4.2737, 4.6302], dtype: .float64),
      tolerance: Self.fourDigits, for: ["seed": 287], "output of the notebook's nn.Add")
  }

  /// What a number that was printed with four digits may be off by.
  private static let fourDigits = Tolerance(relative: 0, absolute: 0.501e-4)

  func testAddGathers() {
    for (what, special) in vectors(3) + [("one element", normal(1))] {
      for (input, gradOutput) in bothWays(special) {
        for (scale, start) in [(1.0, 0.0), (0.5, 2.0), (-1.5, -1.0), (0.0, 1.0)] {
          let size = special.shape.last ?? 1
          let isRight = expectGathered(
            "bias", in: \.gradBias, by: { Add(size) }, "Add(\(size))", on: input, gradOutput,
            scale: scale, from: start, equals: columnSums(gradOutput, count: size), what)
          guard isRight else { return }
        }
      }
    }
    expectSums(
      Add(3), \.gradBias,
      [normal(3), normal(2, 3), normal(1, 3), normal(3, 3)].map { bothWays($0)[0] }
    ) { self.columnSums($1, count: 3) }
    let input = normal(4, 3)
    expectDerivative(for: ["bias": normal(3)], of: { input + $0[0] }) { tensors, gradOutput in
      let module = self.add(tensors[0].detach(), size: 3)
      withoutGradients { module.accGradParameters(input, gradOutput, scale: 1) }
      return [module.gradBias]
    }
  }

  func testAddOfOneBias() {
    let more: [(what: String, tensor: Tensor)] = [
      ("three dimensions", normal(2, 3, 2)), ("one element", normal(1)),
      ("a batch of one element", normal(1, 1)), ("no element", normal(0)),
    ]
    for (what, special) in vectors(4) + more {
      let bias = away([1])
      let module = add(bias, size: special.shape.last ?? 1, scalar: true)
      for (input, gradOutput) in bothWays(special) {
        let facts: Facts = ["bias": bias, "scalar": true]
        guard
          expectOutput(
            of: module, on: input, and: facts, equals: plus(input, bias), what + ", scalar"),
          expectGradInput(
            of: module, on: input, gradOutput, and: facts, equals: gradOutput, what + ", scalar"),
          expectGathered(
            "bias", in: \.gradBias, by: { Add(4, scalar: true) }, "Add(4, scalar: true)", on: input,
            gradOutput, scale: 0.5, from: 1, equals: columnSums(gradOutput, count: 1), what)
        else { return }
      }
    }
  }

  // MARK: Linear

  /// The definition of an affine map and its gradients, one number at a time.
  private struct Map {
    let weight: Tensor, bias: Tensor
    var outputs: Int { weight.shape[0] }
    var inputs: Int { weight.shape[1] }

    /// The examples, each a list of numbers.
    private func rows(_ tensor: Tensor) -> [[Double]] {
      let width = tensor.shape.last ?? 1
      let numbers = tensor.doubles()
      return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
    }

    private func tensor(_ rows: [[Double]], _ width: Int, like tensor: Tensor) -> Tensor {
      let numbers = Tensor(rows.flatMap { $0 }, dtype: .float64)
      return tensor.rank == 1 ? numbers : numbers.view(rows.count, width)
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for (x, y) in zip(a, b) { sum += x * y }
      return sum
    }

    func output(_ input: Tensor) -> Tensor {
      let (w, b) = (rows(weight), bias.doubles())
      let results = rows(input).map { x in zip(w, b).map { row, shift in dot(row, x) + shift } }
      return tensor(results, outputs, like: input)
    }

    func gradInput(_ gradOutput: Tensor) -> Tensor {
      let columns = rows(weight.t().clone())
      let results = rows(gradOutput).map { g in columns.map { dot($0, g) } }
      return tensor(results, inputs, like: gradOutput)
    }

    func gradWeight(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      var sums = Array(repeating: Array(repeating: 0.0, count: inputs), count: outputs)
      for (x, g) in zip(rows(input), rows(gradOutput)) {
        for o in 0..<outputs {
          for i in 0..<inputs { sums[o][i] += g[o] * x[i] }
        }
      }
      return tensor(sums, inputs, like: weight)
    }
  }

  private func map(_ outputs: Int, _ inputs: Int) -> Map {
    Map(weight: away([outputs, inputs]), bias: away([outputs]))
  }

  private func linear(_ map: Map) -> Linear {
    let module = Linear(map.inputs, map.outputs)
    module.weight = map.weight
    module.bias = map.bias
    return module
  }

  /// Inputs of three numbers and gradients of the output, and maps that fit them.
  private func mapCases() -> [(what: String, map: Map, input: Tensor, gradOutput: Tensor)] {
    func like(_ tensor: Tensor, _ columns: Int) -> Tensor {
      let random = away(tensor.rank == 1 ? [columns] : [tensor.shape[0], columns])
      return tensor.isContiguous ? random : random.stridedCopy
    }
    let wide = vectors(3).map { ($0.what, map(2, 3), $0.tensor, like($0.tensor, 2)) }
    let narrow = vectors(3).map {
      ($0.what + " of gradOutput", map(3, 2), like($0.tensor, 2), $0.tensor)
    }
    let square = [normal(3), normal(3, 3), normal(2, 3)].map {
      ("as many outputs as inputs", map(3, 3), $0, like($0, 3))
    }
    let single = [normal(1), normal(1, 1), normal(3, 1)].map {
      ("one input and one output", map(1, 1), $0, like($0, 1))
    }
    return wide + narrow + square + single
  }

  func testLinearOutput() {
    for (what, map, input, _) in mapCases() {
      let shifted = Map(weight: map.weight, bias: map.bias * 0)
      let isRight = expectOutput(
        of: linear(map), on: input, and: ["weight": map.weight, "bias": map.bias],
        equals: map.output(input), what,
        recognising: ["the bias is left out": shifted.output(input)])
      guard isRight else { return }
    }
    let map = map(2, 3)
    let module = linear(map)
    expectStaying(["weight": map.weight, "bias": map.bias], [normal(3), normal(3), normal(2, 3)]) {
      (module.updateOutput($0), map.output($0))
    }
    // torch.nn.functional.linear
    let golden = Map(
      weight: Tensor([[0.5, -1.0, 2.0], [1.5, 0.75, -0.25]], dtype: .float64),
      bias: Tensor([0.1, -0.2], dtype: .float64))
    let x = Tensor([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]], dtype: .float64)
    expectClose(
      linear(golden).forward(x), Tensor([[3.6, -0.325], [-4.775, 2.675]], dtype: .float64),
      for: ["input": x, "weight": golden.weight, "bias": golden.bias], "output, beside PyTorch")
    // The notebook's `nn.Linear`, from its seed and in its order.
    manualSeed(287, dialect: .torch7)
    _ = (Layerwise.CMul(5), Tensor.randn(1, dtype: .float64))
    expectClose(
      Linear(5, 3).forward(Tensor.arange(1, 6, dtype: .float64)),
      Tensor([-2.8031, 1.9383, -1.8525], dtype: .float64), tolerance: Self.fourDigits,
      for: ["seed": 287], "output of the notebook's nn.Linear")
  }

  func testLinearGradInput() {
    for (what, map, input, gradOutput) in mapCases() {
      let isRight = expectGradInput(
        of: linear(map), on: input, gradOutput, and: ["weight": map.weight, "bias": map.bias],
        equals: map.gradInput(gradOutput), what)
      guard isRight else { return }
    }
    let map = map(2, 3)
    let module = linear(map)
    expectStaying(["weight": map.weight], [normal(2), normal(2), normal(4, 2)]) {
      let input = self.away($0.rank == 1 ? [3] : [$0.shape[0], 3])
      return (module.updateGradInput(input, $0), map.gradInput($0))
    }
    for input in [normal(3), normal(4, 3)] {
      expectDerivative(for: ["input": input], of: { $0[0].matmul(map.weight.t()) + map.bias }) {
        tensors, gradOutput in
        withoutGradients { [module.updateGradInput(tensors[0].detach(), gradOutput)] }
      }
    }
  }

  /// Both gradients of a map, for every case.
  private func expectMapGathers(
    scale: Double = 1, from start: Double = 0, file: StaticString = #filePath, line: UInt = #line
  ) {
    for (what, map, input, gradOutput) in mapCases() {
      let call = "Linear(\(map.inputs), \(map.outputs))"
      let averaged = gradOutput.doubles().reduce(0, +) / Double(max(1, gradOutput.elementCount))
      let bias = columnSums(gradOutput, count: map.outputs)
      guard
        expectGathered(
          "weight", in: \.gradWeight, by: { linear(map) }, call, on: input, gradOutput,
          scale: scale, from: start, equals: map.gradWeight(input, gradOutput), what, file: file,
          line: line),
        expectGathered(
          "bias", in: \.gradBias, by: { linear(map) }, call, on: input, gradOutput, scale: scale,
          from: start, equals: bias, what,
          recognising: (
            ("the map's bias is used in place of gradOutput", map.bias),
            ("the outputs are averaged", .full(bias.shape, averaged, dtype: .float64))
          ), file: file, line: line)
      else { return }
    }
  }

  func testLinearGradients() {
    expectMapGathers()
    let x = normal(4, 3)
    expectDerivative(
      for: ["weight": normal(2, 3), "bias": normal(2)],
      of: { x.matmul($0[0].t()) + $0[1] }
    ) { tensors, gradOutput in
      let module = self.linear(Map(weight: tensors[0].detach(), bias: tensors[1].detach()))
      withoutGradients { module.accGradParameters(x, gradOutput, scale: 1) }
      return [module.gradWeight, module.gradBias]
    }
  }

  func testLinearGathersAndScales() {
    expectMapGathers(scale: 0.5, from: 2)
    expectMapGathers(scale: inputs.number(in: 1.5...3), from: -1)
    expectMapGathers(scale: -0.25)
    expectMapGathers(scale: 0, from: 1)
    let map = map(2, 3)
    let calls = [normal(3), normal(2, 3), normal(1, 3), normal(3, 3)].map { input in
      (input: input, gradOutput: away(input.rank == 1 ? [2] : [input.shape[0], 2]))
    }
    expectSums(linear(map), \.gradWeight, calls) { map.gradWeight($0, $1) }
    expectSums(linear(map), \.gradBias, calls) { self.columnSums($1, count: 2) }
  }

  // MARK: LookupTable

  private func table(_ weight: Tensor) -> LookupTable {
    let module = LookupTable(weight.shape[0], weight.shape[1])
    module.weight = weight
    return module
  }

  /// The rows that indices name, one after the other.
  private func looked(_ input: Tensor, up weight: Tensor) -> Tensor {
    let (size, numbers) = (weight.shape[1], weight.doubles())
    let rows = input.ints().flatMap { index in (0..<size).map { numbers[(index - 1) * size + $0] } }
    return Tensor(rows, dtype: .float64).view(Shape(Array(input.shape) + [size]))
  }

  /// What each row gathers. Where `isLastOnly`, the last place of a row alone; where `isShared`, the
  /// mean over its places.
  private func scattered(
    _ input: Tensor, _ gradOutput: Tensor, rows: Int, size: Int, isLastOnly: Bool = false,
    isShared: Bool = false
  ) -> Tensor {
    var sums = Array(repeating: 0.0, count: rows * size)
    let (g, indices) = (gradOutput.doubles(), input.ints())
    for (place, index) in indices.enumerated() {
      let share = isShared ? 1 / Double(indices.filter { $0 == index }.count) : 1
      for column in 0..<size {
        let old = isLastOnly ? 0 : sums[(index - 1) * size + column]
        sums[(index - 1) * size + column] = old + g[place * size + column] * share
      }
    }
    return Tensor(sums, dtype: .float64).view(rows, size)
  }

  /// Indices from 1 to 7, none twice.
  private func indexCases() -> [(what: String, tensor: Tensor)] {
    let some = inputs.shuffled([1, 2, 3, 4, 5, 6, 7])
    let six = Tensor(Array(some[..<6]))
    return [
      ("indices", Tensor(Array(some[..<4]))), ("every index", Tensor(some)),
      ("a batch", six.view(3, 2)), ("one index", Tensor([7])),
      ("a batch of one index", Tensor([[1]])), ("a batch of one example", Tensor([[7, 1, 2]])),
      ("a batch with one index each", Tensor([[2], [7], [1]])),
      ("as many examples as indices in each", Tensor([[1, 2], [7, 3]])),
      ("twenty-one indices", Tensor(some + some + some)),
      ("indices in float64", six.to(.float64)),
      ("a batch in float64", six.view(2, 3).to(.float64)),
      ("indices that are not contiguous", six.stridedCopy),
      ("a batch that is not contiguous", six.view(2, 3).stridedCopy),
      ("no indices", Tensor.zeros(0, dtype: .int64)),
      ("a batch of no examples", Tensor.zeros(0, 2, dtype: .int64)),
    ]
  }

  /// Indices from 1 to 7, some of which come up several times.
  private func repeatedCases() -> [(what: String, tensor: Tensor)] {
    let repeated = inputs.shuffled([1, 1, 1, 7, 7, 3])
    return [
      ("indices that come up again", Tensor(repeated)),
      ("a batch with indices that come up again", Tensor(repeated).view(2, 3)),
      ("one index only, many times", Tensor([4, 4, 4])),
      ("examples with the same indices", Tensor([[1, 2], [2, 1]])),
    ]
  }

  func testLookupTable() {
    for (what, input) in indexCases() + repeatedCases() {
      for weight in [normal(7, 3), normal(7, 2), normal(7, 1)] {
        let gradOutput = away(Shape(Array(input.shape) + [weight.shape[1]]))
        let module = table(weight)
        guard
          expectOutput(
            of: module, on: input, and: ["weight": weight], equals: looked(input, up: weight), what),
          expectGradInput(
            of: module, on: input, gradOutput, and: ["weight": weight],
            equals: .zeros(input.shape, dtype: .float64), what)
        else { return }
      }
    }
    let far = Tensor([[1e6, -1e5], [1e-9, 1e-8], [-200, -100]], dtype: .float64)
    let isRight = expectOutput(
      of: table(far), on: Tensor([3, 2, 1]), and: ["weight": far],
      equals: looked(Tensor([3, 2, 1]), up: far), "numbers large and small")
    guard isRight else { return }
    let (tall, high) = (normal(1500, 2), Tensor([1500.0, 1.0, 1001.0], dtype: .float64))
    guard
      expectOutput(
        of: table(tall), on: high, and: ["weight": tall], equals: looked(high, up: tall),
        "a table of 1500 rows"),
      expectGradInput(
        of: table(tall), on: high, away([3, 2]) * 1e4, and: ["weight": tall],
        equals: .zeros(3, dtype: .float64), "a table of 1500 rows")
    else { return }
    let weight = normal(5, 2)
    let module = table(weight)
    expectStaying(["weight": weight], [Tensor([1, 2]), Tensor([5, 3]), Tensor([[2, 2]])]) {
      (module.updateOutput($0), self.looked($0, up: weight))
    }
    let one = table(Tensor([[7.0]], dtype: .float64))
    expectClose(
      one.forward(Tensor([1, 1])), Tensor([[7.0], [7.0]], dtype: .float64),
      for: ["input": Tensor([1, 1])], "output of a table of one number")
    // The notebook's `nn.LookupTable`, from its seed and in its order.
    manualSeed(287, dialect: .torch7)
    _ = (Layerwise.CMul(5), Tensor.randn(1, dtype: .float64), Layerwise.Linear(5, 3))
    expectClose(
      LookupTable(5, 3).forward(Tensor([1, 2, 5])),
      Tensor(
        [[-0.3408, 0.8594, 1.2139], [0.1566, -0.5897, 0.1788], [1.1030, -0.9798, 0.3587]],
        dtype: .float64), tolerance: Self.fourDigits, for: ["seed": 287],
      "output of the notebook's nn.LookupTable")
  }

  /// What a table gathers.
  private func expectTableGathers(
    _ cases: [(what: String, tensor: Tensor)], scale: Double = 1, from start: Double = 0,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for (what, input) in cases {
      for size in [3, 2, 1] {
        let shape = Shape(Array(input.shape) + [size])
        let gradOutput = input.isContiguous ? away(shape) : away(shape).stridedCopy
        let isRight = expectGathered(
          "weight", in: \.gradWeight, by: { LookupTable(7, size) }, "LookupTable(7, \(size))",
          on: input, gradOutput, scale: scale, from: start,
          equals: scattered(input, gradOutput, rows: 7, size: size), what,
          recognising: (
            (
              "the last place of a row takes the place of those before it",
              scattered(input, gradOutput, rows: 7, size: size, isLastOnly: true)
            ),
            (
              "a row gathers the mean over its places",
              scattered(input, gradOutput, rows: 7, size: size, isShared: true)
            )
          ), file: file, line: line)
        guard isRight else { return }
      }
    }
  }

  func testLookupTableGathers() {
    let cases = indexCases()
    expectTableGathers(cases)
    expectTableGathers(cases, scale: 0.5, from: 2)
    expectTableGathers(cases, scale: 0, from: 2)
    expectTableGathers(cases, scale: inputs.number(in: 1.5...3), from: -1)
    let gradOutput = Tensor([[1e6, -1e5], [1e-9, 1e-8], [-200, -100]], dtype: .float64)
    let isRight = expectGathered(
      "weight", in: \.gradWeight, by: { LookupTable(3, 2) }, "LookupTable(3, 2)",
      on: Tensor([3, 1, 2]), gradOutput,
      equals: scattered(Tensor([3, 1, 2]), gradOutput, rows: 3, size: 2), "numbers large and small")
    guard isRight else { return }
    let narrow = expectGathered(
      "weight", in: \.gradWeight, by: { LookupTable(1, 1) }, "LookupTable(1, 1)",
      on: Tensor([1]), Tensor([[2.0]], dtype: .float64), equals: Tensor([[2.0]], dtype: .float64),
      "a table of one number")
    guard narrow else { return }
    let index = Tensor([[3, 1], [2, 5]])
    expectDerivative(
      for: ["weight": normal(5, 2)],
      of: { $0[0].indexSelect(dim: 0, Tensor([2, 0, 1, 4])).view(2, 2, 2) }
    ) { tensors, gradOutput in
      let module = self.table(tensors[0].detach())
      withoutGradients { module.accGradParameters(index, gradOutput, scale: 1) }
      return [module.gradWeight]
    }
  }

  func testLookupTableOfRepeatedIndices() {
    let cases = repeatedCases()
    expectTableGathers(cases)
    expectTableGathers(cases, scale: -2, from: 1)
    let calls = [Tensor([1, 1, 2]), Tensor([[5, 1], [5, 1]]), Tensor([2])].map { input in
      (input: input, gradOutput: away(Shape(Array(input.shape) + [2])))
    }
    expectSums(LookupTable(5, 2), \.gradWeight, calls) {
      self.scattered($0, $1, rows: 5, size: 2)
    }
    // torch.nn.functional.embedding, whose indices count from 0
    let gradOutput = Tensor([[0.3, -0.4], [0.7, 0.1], [1.1, 0.25]], dtype: .float64)
    let golden = expectGathered(
      "weight", in: \.gradWeight, by: { LookupTable(3, 2) }, "LookupTable(3, 2)",
      on: Tensor([3, 1, 3]), gradOutput,
      equals: Tensor([[0.7, 0.1], [0, 0], [1.4, -0.15]], dtype: .float64), "values of PyTorch")
    guard golden else { return }
    expectDerivative(
      for: ["weight": normal(3, 2)], of: { $0[0].indexSelect(dim: 0, Tensor([1, 1, 0, 1])) }
    ) { tensors, gradOutput in
      let module = self.table(tensors[0].detach())
      withoutGradients { module.accGradParameters(Tensor([2, 2, 1, 2]), gradOutput, scale: 1) }
      return [module.gradWeight]
    }
  }
}
