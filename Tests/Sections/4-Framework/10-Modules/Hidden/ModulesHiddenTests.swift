import ExerciseTesting
import Kindling
import Modules
import XCTest

final class ModulesHiddenTests: ExerciseTestCase {
  // MARK: FeedForward

  private let names = ["w.weight", "w.bias", "u.weight", "u.bias"]

  func testParametersStartAsLinears() {
    for (sizes, seed) in [((3, 4, 2), 42), ((5, 1, 3), 7), ((1, 1, 1), 1)]
      as [((Int, Int, Int), UInt64)]
    {
      let told: KeyValuePairs<String, Any> = [
        "inputs": sizes.0, "hidden": sizes.1, "outputs": sizes.2, "seed": seed,
      ]
      announce(told)
      manualSeed(seed)
      let model = FeedForward(inputs: sizes.0, hidden: sizes.1, outputs: sizes.2)
      let drawnAfter = Tensor.rand(1)
      manualSeed(seed)
      let layers = [Linear(sizes.0, sizes.1), Linear(sizes.1, sizes.2)]
      let found = model.namedParameters()
      expectEqual(found.map(\.name), names, for: told, "what namedParameters() finds")
      guard found.map(\.name) == names else { return }
      let right = layers.flatMap { [$0.weight, $0.bias] }
      for ((name, parameter), right) in zip(found, right) {
        expectClose(
          parameter.detach(), right.detach(), tolerance: Tolerance(relative: 0, absolute: 0),
          for: told, name)
        expect(
          parameter.requiresGrad && parameter.isLeaf,
          "\(name) is not a leaf that requires a gradient", for: told)
      }
      expectClose(
        drawnAfter, Tensor.rand(1), for: told,
        "a random number after the model, which draws no more than its two layers do")
      expect(model.isTraining, "a new model is in evaluation mode", for: told)
      expectEqual(model.namedBuffers().count, 0, for: told, "the number of buffers")
    }
    // nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2) after torch.manual_seed(42), of the tutorial
    manualSeed(42)
    let model = FeedForward(inputs: 3, hidden: 4, outputs: 2)
    let x = Tensor([[0.3, 0.8, -0.4]])
    expectClose(
      model(x).detach(), Tensor([[-0.0460, -0.4688]]),
      tolerance: Tolerance(relative: 0, absolute: 6e-5), for: ["input": x, "seed": 42],
      "the tutorial's network, beside PyTorch")
  }

  /// A network of random numbers, of the given dtype.
  private func network(_ dtype: DType = .float32, _ sizes: (Int, Int, Int) = (3, 4, 2)) -> (
    model: FeedForward, parameters: [Tensor]
  ) {
    let model = FeedForward(inputs: sizes.0, hidden: sizes.1, outputs: sizes.2)
    if dtype != .float32 { model.to(dtype) }
    withoutGradients {
      for parameter in model.parameters() {
        parameter.copy(from: inputs.normal(parameter.elementCount).view(parameter.shape))
      }
    }
    return (model, model.parameters().map { $0.detach().clone() })
  }

  /// The formula, u(relu(w(x))).
  private func expected(_ x: Tensor, _ p: [Tensor]) -> Tensor {
    (x.matmul(p[0].t()) + p[1]).relu().matmul(p[2].t()) + p[3]
  }

  private func expectNetwork(
    on x: Tensor, sizes: (Int, Int, Int) = (3, 4, 2), _ what: String,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let (model, p) = network(x.dtype, sizes)
    guard p.count == 4 else {
      return expectEqual(
        p.count, 4, for: [:], "how many parameters there are", file: file, line: line)
    }
    let told: KeyValuePairs<String, Any> = [
      "w.weight": p[0], "w.bias": p[1], "u.weight": p[2], "u.bias": p[3],
    ]
    let hidden = x.matmul(p[0].t()) + p[1]
    let right = expected(x, p)
    expectResult(
      of: { model($0[0]) }, on: ["input": x], and: told, equals: right, hasParameters: true, what,
      recognising: [
        "relu comes last, after the second map": (hidden.matmul(p[2].t()) + p[3]).relu(),
        "relu is left out": hidden.matmul(p[2].t()) + p[3],
        "relu comes again at the end": right.relu(),
        "relu comes first": x.relu().matmul(p[0].t()).matmul(p[2].t()) + p[3],
      ], file: file, line: line)
  }

  func testComputesTheFormula() {
    for dtype in [DType.float32, .float64, .float16] {
      expectNetwork(on: inputs.normal(5, 3, dtype: dtype), "\(dtype)")
      expectNetwork(on: inputs.normal(1, 3, dtype: dtype), "\(dtype), one row")
      expectNetwork(on: Tensor.zeros(0, 3, dtype: dtype), "\(dtype), no rows")
    }
    expectNetwork(on: inputs.normal(4, 3).stridedCopy, "not contiguous")
    expectNetwork(on: inputs.normal(2, 2), sizes: (2, 2, 2), "square")
    expectNetwork(on: inputs.normal(1, 1), sizes: (1, 1, 1), "one element")
    expectNetwork(on: inputs.normal(2, 3) * 10_000, "large numbers")
    expectNetwork(on: inputs.normal(2, 3) * 1e-8, "small numbers")
    expectNetwork(on: Tensor([[-90.0, -85, -99]]), "very negative numbers")
    let (model, p) = network()
    let x = inputs.normal(3, 3)
    announce(["input": x])
    let before = model(x).detach()
    model.eval()
    expectClose(model(x).detach(), before, for: ["input": x], "the result in evaluation mode")
    expect(
      model(x).requiresGrad, "in evaluation mode the result is cut off from the parameters",
      for: ["input": x])
    expect(!model.isTraining, "forward switched the mode", for: ["input": x])
    expect(
      zip(model.parameters(), p).allSatisfy { $0.detach().equals($1) && $0.grad == nil },
      "forward changed a parameter, or gave it a gradient", for: ["input": x])
  }

  func testGradientsReachEveryParameter() {
    let (model, p) = network(.float64)
    guard p.count == 4 else {
      return expectEqual(p.count, 4, for: [:], "how many parameters there are")
    }
    let x = inputs.normal(5, 3, dtype: .float64)
    let told: KeyValuePairs<String, Any> = ["input": x, "w.weight": p[0], "u.weight": p[2]]
    let cotangent = inputs.awayFromZero(5, 2, dtype: .float64)
    let leaves = p.map { $0.clone().requiringGradient() }
    let right = grad(of: expected(x, leaves), withRespectTo: leaves, gradient: cotangent)
    for mode in [false, true] {
      model.train(mode)
      let when = mode ? "" : " in evaluation mode"
      announce(told)
      let result = model(x)
      guard result.requiresGrad else {
        return expect(false, "the result is cut off from the parameters\(when)", for: told)
      }
      let found = grad(of: result, withRespectTo: model.parameters(), gradient: cotangent)
      for (name, (found, right)) in zip(names, zip(found, right)) {
        expectClose(
          found ?? Tensor.zeros(like: right!), right!, for: told, "the gradient of \(name)\(when)")
      }
    }
    for x in [x, inputs.normal(2, 3, dtype: .float64).stridedCopy] {
      expectGradients(
        through: { model($0[0]) }, at: ["input": x], and: ["w.weight": p[0], "u.weight": p[2]],
        as: { self.expected($0[0], p) }, tolerance: .rounding(.float64))
    }
  }

  // MARK: Blocks

  /// A block as messages show it.
  private func text(_ block: Block, _ known: inout [ObjectIdentifier: String]) -> String {
    func name(_ object: AnyObject, _ kind: String) -> (String, isNew: Bool) {
      if let name = known[ObjectIdentifier(object)] { return (name, false) }
      known[ObjectIdentifier(object)] = "\(kind)\(known.count)"
      return (known[ObjectIdentifier(object)]!, true)
    }
    let own = block.parameters.map { "\"\($0.name)\": \(name($0.tensor, "t").0)" }
    let inner = block.blocks.map { label, block in
      let (name, isNew) = name(block, "block")
      return "\"\(label)\": \(name)" + (isNew ? " = \(text(block, &known))" : "")
    }
    let lists = [("parameters", own), ("blocks", inner)].filter { !$0.1.isEmpty }
    return "Block("
      + lists.map { "\($0.0): [\($0.1.joined(separator: ", "))]" }.joined(separator: ", ") + ")"
  }

  private func told(_ root: Block) -> KeyValuePairs<String, Any> {
    var known: [ObjectIdentifier: String] = [:]
    return ["root": Code(text(root, &known))]
  }

  /// What should be found: names and tensors, each tensor once.
  private func expectedParameters(_ root: Block) -> [(name: String, tensor: Tensor)] {
    func all(_ block: Block) -> [(name: String, tensor: Tensor)] {
      block.parameters
        + block.blocks.flatMap { label, inner in
          all(inner).map { (name: label + "." + $0.name, tensor: $0.tensor) }
        }
    }
    return all(root).reduce(into: []) { list, next in
      if !list.contains(where: { $0.tensor === next.tensor }) { list.append(next) }
    }
  }

  private func tensor(_ sizes: Int..., dtype: DType = .float32) -> Tensor {
    inputs.normal(sizes.reduce(1, *), dtype: dtype).view(Shape(sizes)).requiringGradient()
  }

  /// A block of random parameters and blocks, some of them shared.
  private func randomBlock(depth: Int, shared: [Block], _ pool: [Tensor]) -> Block {
    let names = inputs.shuffled(["weight", "bias", "scale", "w"])
    let labels = inputs.shuffled(["first", "second", "map", "w"])
    func parameter() -> Tensor {
      inputs.integer(in: 0...3) == 0
        ? pool[inputs.integer(in: 0...pool.count - 1)]
        : tensor(inputs.integer(in: 1...2), inputs.integer(in: 1...3))
    }
    func inner() -> Block {
      inputs.integer(in: 0...3) == 0 && !shared.isEmpty
        ? shared[inputs.integer(in: 0...shared.count - 1)]
        : randomBlock(depth: depth - 1, shared: shared, pool)
    }
    switch (inputs.integer(in: 0...2), depth == 0 ? 0 : inputs.integer(in: 0...3)) {
    case (0, 0): return Block()
    case (1, 0): return Block(parameters: [names[0]: parameter()])
    case (_, 0): return Block(parameters: [names[0]: parameter(), names[1]: parameter()])
    case (0, 1): return Block(blocks: [labels[0]: inner()])
    case (_, 1): return Block(parameters: [names[0]: parameter()], blocks: [labels[0]: inner()])
    case (0, _): return Block(blocks: [labels[0]: inner(), labels[1]: inner()])
    default:
      return Block(
        parameters: [names[0]: parameter()],
        blocks: [labels[0]: inner(), labels[1]: inner(), labels[2]: inner()])
    }
  }

  private func randomRoot() -> Block {
    let pool = [tensor(2, 3), tensor(4)]
    let shared = [Block(parameters: ["weight": tensor(2), "bias": pool[0]])]
    return randomBlock(depth: 3, shared: shared, pool)
  }

  private func expectNames(
    of root: Block, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let told = told(root)
    announce(told)
    let found = namedParameters(of: root)
    let right = expectedParameters(root)
    expectEqual(
      found.map { $0.name }, right.map { $0.name }, for: told,
      (what.isEmpty ? "" : what + ": ") + "the names", file: file, line: line)
    expect(
      found.elementsEqual(right) { $0.tensor === $1.tensor },
      "the tensors are not the blocks' own, in their order", for: told, file: file, line: line)
  }

  func testNamesFromTheRoot() {
    expectNames(of: Block(), "nothing")
    expectNames(of: Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2)]), "one block")
    let map = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2)])
    let encoder = Block(parameters: ["scale": tensor(1)], blocks: ["map": map])
    expectNames(of: Block(blocks: ["encoder": encoder]), "three levels")
    // Own parameters come first, and neither order is alphabetical.
    let other = Block(parameters: ["z": tensor(1), "a": tensor(1)])
    expectNames(
      of: Block(
        parameters: ["scale": tensor(1), "bias": tensor(1)],
        blocks: ["second": other, "first": encoder]), "in order")
    let wide = (0..<7).map { _ in
      Block(parameters: ["a": tensor(1), "b": tensor(1), "c": tensor(1), "d": tensor(1)])
    }
    expectNames(
      of: Block(blocks: [
        "a": wide[0], "b": wide[1], "c": wide[2], "d": wide[3], "e": wide[4], "f": wide[5],
        "g": wide[6],
      ]), "seven blocks of four parameters")
    let chain = (0..<40).reduce(Block(parameters: ["t": tensor(1)])) { inner, index in
      Block(blocks: ["b\(index)": inner])
    }
    expectNames(of: chain, "forty levels")
    for _ in 0..<20 { expectNames(of: randomRoot()) }
    // Two tensors of one full name are two parameters all the same.
    expectNames(
      of: Block(
        parameters: ["a.b": tensor(1), "c": tensor(2)],
        blocks: [
          "a": Block(parameters: ["b": tensor(3)]), "d": Block(),
          "a": Block(parameters: ["c": tensor(1)]),
        ]), "a name with a dot")
  }

  func testWhatIsSharedCountsOnce() {
    let map = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2)])
    expectNames(of: Block(blocks: ["first": map, "again": map]), "a block under two names")
    let weight = tensor(3, 2)
    expectNames(
      of: Block(
        parameters: ["tied": weight],
        blocks: ["embedding": Block(parameters: ["weight": weight, "bias": tensor(2)])]),
      "a tensor in two blocks")
    expectNames(of: Block(parameters: ["a": weight, "b": weight]), "a tensor under two names")
    expectNames(
      of: Block(blocks: ["outer": Block(blocks: ["map": map]), "map": map]),
      "a block at two levels")
    // Equal numbers, or the same memory, do not make one tensor of two.
    expectNames(
      of: Block(parameters: ["a": Tensor.ones(2), "b": Tensor.ones(2)]), "equal tensors")
    expectNames(
      of: Block(
        parameters: ["a": weight.detach()],
        blocks: ["b": Block(parameters: ["c": weight.detach().view(2, 3), "d": weight])]),
      "tensors with one memory")
  }

  func testCountsNumbersOnce() {
    func expectCount(_ root: Block, _ count: Int, _ what: String) {
      let told = told(root)
      announce(told)
      expectEqual(parameterCount(of: root), count, for: told, what)
    }
    let map = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2)])
    expectCount(Block(), 0, "nothing")
    expectCount(map, 8, "one block")
    expectCount(Block(blocks: ["first": map, "again": map]), 8, "a block under two names")
    expectCount(
      Block(parameters: ["none": tensor(0, 3), "one": tensor(1).detach().view([])]), 1,
      "a tensor without elements, and one of rank 0")
    expectCount(
      Block(
        parameters: ["a.b": tensor(1)], blocks: ["a": Block(parameters: ["b": tensor(3)])]), 4,
      "two tensors of one full name")
    for _ in 0..<10 {
      let root = randomRoot()
      expectCount(
        root, expectedParameters(root).reduce(0) { $0 + $1.tensor.elementCount },
        "how many numbers")
    }
  }

  // MARK: setTraining

  func testModeOfEveryBlock() {
    func all(_ block: Block) -> [Block] { [block] + block.blocks.flatMap { all($0.block) } }
    for round in 0..<12 {
      let map = Block(parameters: ["weight": tensor(2)])
      let root =
        switch round {
        case 0: Block()
        case 1: Block(blocks: ["first": map, "again": map])
        case 3: Block(blocks: ["one": map, "one": Block(), "one": Block(blocks: ["map": Block()])])
        case 4:
          Block(blocks: [
            "a": Block(), "b": Block(), "c": Block(), "d": Block(), "e": Block(), "f": Block(),
          ])
        case 2: Block(blocks: ["outer": Block(blocks: ["inner": Block(blocks: ["map": map])])])
        default: randomRoot()
        }
      let told = told(root)
      for mode in [false, false, true, true] {
        // One block is in the other mode already.
        all(root).last?.isTraining = round.isMultiple(of: 2) ? mode : !mode
        announce(told)
        setTraining(mode, of: root)
        expect(
          all(root).allSatisfy { $0.isTraining == mode },
          "after setTraining(\(mode), of: root) a block has isTraining = \(!mode)", for: told)
      }
      let inner = root.blocks.first?.block
      announce(told)
      if let inner { setTraining(false, of: inner) }
      expect(
        root.isTraining,
        "a block that is not inside the one that was switched has changed its mode",
        for: told)
    }
  }

  // MARK: State

  func testStateIsACopy() {
    expectStateOfFrozenAndEqualOnes()
    for round in 0..<8 {
      let map = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2, dtype: .float64)])
      let root =
        switch round {
        case 0: Block()
        case 1: map
        case 2: Block(parameters: ["scale": tensor(1)], blocks: ["first": map, "again": map])
        default: randomRoot()
        }
      let told = told(root)
      let parameters = expectedParameters(root)
      for (_, parameter) in parameters where parameter.isLeaf && parameter.requiresGrad {
        parameter.grad = Tensor.ones(like: parameter.detach())
      }
      let before = parameters.map { $0.tensor.detach().clone() }
      announce(told)
      let copies = state(of: root)
      expectEqual(
        copies.keys.sorted(), parameters.map { $0.name }.sorted(), for: told,
        "the names of the state")
      withoutGradients { for (_, parameter) in parameters { parameter += 1 } }
      for ((name, parameter), before) in zip(parameters, before) {
        guard let copy = copies[name] else { continue }
        expectClose(
          copy, before, tolerance: Tolerance(relative: 0, absolute: 0), for: told,
          "\(name) in the state, after all parameters have grown by 1")
        expect(!copy.requiresGrad, "\(name) in the state requires a gradient", for: told)
        expect(parameter.requiresGrad, "\(name) no longer requires a gradient", for: told)
        expect(parameter.grad != nil, "the gradient of \(name) is gone", for: told)
      }
    }
  }

  /// A frozen parameter belongs to the state, and equal numbers are copied once for each parameter.
  private func expectStateOfFrozenAndEqualOnes() {
    let block = Block(parameters: [
      "frozen": inputs.normal(2), "trained": tensor(2), "a": Tensor.ones(3), "b": Tensor.ones(3),
      "turned": inputs.normal(6).view(2, 3).t(),
    ])
    let told = told(block)
    announce(told)
    let copies = state(of: block)
    expectEqual(
      copies.keys.sorted(), ["a", "b", "frozen", "trained", "turned"], for: told,
      "the names of the state, where four parameters are frozen")
    for (name, tensor) in block.parameters {
      expect(
        copies[name].map { !$0.sharesStorage(with: tensor) } ?? true,
        "\(name) in the state has the memory of the parameter", for: told)
    }
    guard let a = copies["a"], let b = copies["b"] else { return }
    a.fill(5)
    expect(
      b.doubles() == [1, 1, 1], "two parameters of equal numbers share a copy in the state",
      for: told)
    expect(
      block.parameters.allSatisfy { $0.tensor.requiresGrad == ($0.name == "trained") },
      "requiresGrad of a parameter was changed", for: told)
  }

  /// Tensors that require gradients fit as well, and what is loaded stays out of their graph.
  private func expectTrackedStateToFit() throws {
    let block = Block(parameters: ["weight": tensor(2)])
    let tracked = Tensor([3.0, 4.0]).requiringGradient()
    let told = told(block)
    announce(told)
    try load(["weight": tracked], into: block)
    let weight = block.parameters[0].tensor
    expect(
      weight.doubles() == [3, 4] && weight.isLeaf && weight.requiresGrad && tracked.grad == nil
        && tracked.requiresGrad,
      "a state whose tensor requires a gradient: the parameter should be [3, 4] and a leaf, and the "
        + "state as it was; the parameter is \(weight)", for: told)
  }

  func testStateGoesBackIn() throws {
    try expectTrackedStateToFit()
    for round in 0..<10 {
      let map = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2, dtype: .float64)])
      let root =
        switch round {
        case 0: Block()
        case 1: Block(parameters: ["only": tensor(3)])
        case 2: Block(parameters: ["scale": tensor(1)], blocks: ["first": map, "again": map])
        case 3:
          Block(parameters: ["number": Tensor(2.0).requiringGradient(), "none": tensor(0, 2)])
        default: randomRoot()
        }
      let told = told(root)
      let parameters = expectedParameters(root)
      let saved = Dictionary(
        uniqueKeysWithValues: parameters.map { name, tensor in
          // Not contiguous, and of another dtype: numbers of two decimals survive in float64.
          let numbers = tensor.detach().to(round.isMultiple(of: 2) ? .float64 : tensor.dtype)
          return (name, numbers.rank > 1 ? numbers.stridedCopy : numbers.clone())
        })
      let kept = saved.mapValues { $0.doubles() }
      let before = parameters.map { $0.tensor.detach().clone() }
      for (index, (_, parameter)) in parameters.enumerated() {
        withoutGradients { parameter.fill(7) }
        if index == 0 {
          parameter.requiresGrad = false
        } else {
          parameter.grad = Tensor.full(parameter.shape, 3, dtype: parameter.dtype)
        }
      }
      announce(told)
      try load(saved, into: root)
      for (index, ((name, parameter), before)) in zip(parameters, before).enumerated() {
        expectClose(
          parameter.detach(), before, tolerance: Tolerance(relative: 0, absolute: 0), for: told,
          "\(name) after its state was loaded")
        expect(
          parameter.isLeaf && parameter.requiresGrad == (index > 0),
          index == 0
            ? "\(name) was frozen, and is not after the loading"
            : "\(name) is no longer a leaf that requires a gradient", for: told)
        expect(
          index == 0 || parameter.grad?.doubles().allSatisfy { $0 == 3 } == true,
          "the gradient of \(name) was changed", for: told)
      }
      for (name, numbers) in kept {
        expectEqual(saved[name]!.doubles(), numbers, for: told, "\(name) in the state, afterwards")
      }
      // The state and the parameter do not share their numbers.
      withoutGradients { for (_, parameter) in parameters { parameter += 1 } }
      for (name, numbers) in kept {
        expectEqual(
          saved[name]!.doubles(), numbers, for: told,
          "\(name) in the state, after the parameter has grown by 1")
      }
    }
  }

  func testWhatDoesNotFitIsRefused() {
    let inner = Block(parameters: ["weight": tensor(2, 3), "bias": tensor(2)])
    let root = Block(parameters: ["scale": tensor(1)], blocks: ["map": inner, "again": inner])
    let good = [
      "scale": Tensor.zeros(1), "map.weight": Tensor.zeros(2, 3), "map.bias": Tensor.zeros(2),
    ]
    func changed(_ changes: KeyValuePairs<String, Tensor?>) -> [String: Tensor] {
      var state = good
      for (name, tensor) in changes { state[name] = tensor }
      return state
    }
    let cases: [(String, [String: Tensor], StateError)] = [
      ("the first is missing", changed(["scale": nil]), .missing("scale")),
      ("the last is missing", changed(["map.bias": nil]), .missing("map.bias")),
      ("an empty state", [:], .missing("scale")),
      ("one tensor only", ["scale": Tensor.zeros(1)], .missing("map.weight")),
      (
        "a shape that would broadcast", changed(["map.weight": Tensor.zeros(3)]),
        .wrongShape("map.weight")
      ),
      (
        "as many elements in another shape", changed(["map.weight": Tensor.zeros(3, 2)]),
        .wrongShape("map.weight")
      ),
      (
        "one number for a row", changed(["map.bias": Tensor.zeros(1)]), .wrongShape("map.bias")
      ),
      ("rank 0 for one element", changed(["scale": Tensor(0.0)]), .wrongShape("scale")),
      ("one name more", changed(["extra": Tensor.zeros(1)]), .unexpected("extra")),
      (
        "a second name of a shared block", changed(["again.weight": Tensor.zeros(2, 3)]),
        .unexpected("again.weight")
      ),
      (
        "several names more",
        changed(["z": Tensor.zeros(1), "map": Tensor.zeros(1), "weight": Tensor.zeros(1)]),
        .unexpected("map")
      ),
      (
        "a wrong shape before a missing name",
        changed(["scale": Tensor.zeros(2), "map.bias": nil]), .wrongShape("scale")
      ),
      (
        "a missing name before a wrong shape",
        changed(["scale": nil, "map.bias": Tensor.zeros(5)]), .missing("scale")
      ),
      (
        "a missing name and one more", changed(["a": Tensor.zeros(1), "map.bias": nil]),
        .missing("map.bias")
      ),
      (
        "a wrong shape and a name more",
        changed(["a": Tensor.zeros(1), "map.bias": Tensor.zeros(5)]), .wrongShape("map.bias")
      ),
    ]
    for (what, state, expected) in cases {
      let told: KeyValuePairs<String, Any> = [
        "parameters": Code("scale [1], map.weight [2, 3], map.bias [2]"),
        "state": Code(
          "\(state.keys.sorted().map { "\($0) \(state[$0]!.shape)" }.joined(separator: ", "))"),
      ]
      let before = expectedParameters(root).map { $0.tensor.detach().clone() }
      announce(told)
      do {
        try load(state, into: root)
        expect(false, "\(what): nothing was thrown", for: told)
      } catch {
        expect(
          error as? StateError == expected, "\(what): expected \(expected), got \(error)", for: told
        )
      }
      expect(
        zip(expectedParameters(root), before).allSatisfy { $0.tensor.detach().equals($1) },
        "\(what): a parameter was changed, though the state does not fit", for: told)
    }
  }
}
