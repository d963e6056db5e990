import Autograd
import ExerciseTesting
import Kindling
import RealModule
import XCTest

/// Parts 4 and 5: an engine over tensors, and a function of the library's kind.
extension AutogradHiddenTests {
  // MARK: Operations on tensors

  private typealias Call = ([TensorValue]) -> TensorValue

  /// Holds an operation's result and its pullback against the library's operation.
  private func expectTensorOperation(
    _ text: String, _ call: Call, on operands: KeyValuePairs<String, Tensor>,
    as reference: ([Tensor]) -> Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let tensors = operands.map(\.value)
    let leaves = tensors.map { $0.detach().clone().requiringGradient() }
    let expected = reference(leaves)
    let cotangents = [1.0, -0.5].map { scale in
      inputs.awayFromZero(expected.elementCount, dtype: expected.dtype).view(expected.shape) * scale
    }
    let right = cotangents.map { cotangent in
      grad(of: expected, withRespectTo: leaves, gradient: cotangent, retainGraph: true)
        .map { $0! }
    }
    var lead = what.isEmpty ? "" : what + ": "
    lead += text
    let values = tensors.map { TensorValue($0) }
    let before = tensors.map { $0.doubles().description }
    var told: [(String, Tensor)] = operands.map { ($0.key, $0.value) }
    func expectRight(_ found: Tensor, _ expected: Tensor, _ what: String) -> Bool {
      expectClose(
        found, expected, for: describing(told), lead + what, file: file, line: line)
    }
    announce(describing(told))
    let result = withoutGradients { call(values) }
    guard expectRight(result.data, expected.detach(), "") else { return }
    let isOwn = result.inputs.elementsEqual(values, by: ===)
    expect(
      isOwn, lead + ": the inputs are not the operands, in their order", for: describing(told),
      file: file, line: line)
    guard isOwn else { return }
    for (cotangent, right) in zip(cotangents, right) {
      told.append(("gradient of the result", cotangent))
      let copy = cotangent.clone()
      let found = withoutGradients { result.pullback(cotangent) }
      guard found.count == right.count else {
        return expectEqual(
          found.count, right.count, for: describing(told),
          lead + ": how many gradients the pullback returns", file: file, line: line)
      }
      for ((name, _), (gradient, right)) in zip(operands, zip(found, right)) {
        guard expectRight(gradient, right, ": what the pullback returns for \(name)") else {
          return
        }
      }
      expect(
        cotangent.doubles().description == copy.doubles().description,
        lead + ": the pullback changed the gradient that it was given", for: describing(told),
        file: file, line: line)
      told.removeLast()
    }
    expect(
      tensors.map { $0.doubles().description } == before
        && values.allSatisfy { $0.gradient == nil && $0.inputs.isEmpty } && result.gradient == nil,
      lead + ": an operand was changed, or a gradient set", for: describing(told), file: file,
      line: line)
  }

  private func describing(_ pairs: [(String, Tensor)]) -> KeyValuePairs<String, Any> {
    switch pairs.count {
    case 1: [pairs[0].0: pairs[0].1]
    case 2: [pairs[0].0: pairs[0].1, pairs[1].0: pairs[1].1]
    default: [pairs[0].0: pairs[0].1, pairs[1].0: pairs[1].1, pairs[2].0: pairs[2].1]
    }
  }

  func testTensorOperations() {
    for dtype in [DType.float64, .float32] {
      func sum(_ a: Tensor, _ b: Tensor, _ what: String) {
        expectTensorOperation(
          "a + b", { $0[0] + $0[1] }, on: ["a": a, "b": b], as: { $0[0] + $0[1] }, what)
      }
      func product(_ a: Tensor, _ b: Tensor, _ what: String) {
        expectTensorOperation(
          "a.matmul(b)", { $0[0].matmul($0[1]) }, on: ["a": a, "b": b],
          as: { $0[0].matmul($0[1]) }, what)
      }
      func tanh(_ a: Tensor, _ what: String) {
        expectTensorOperation(
          "a.tanh()", { $0[0].tanh() }, on: ["a": a], as: { $0[0].tanh() }, what)
      }
      func meanSquare(_ a: Tensor, _ what: String) {
        expectTensorOperation(
          "a.meanSquare()", { $0[0].meanSquare() }, on: ["a": a], as: { $0[0].square().mean() },
          what)
      }
      func draw(_ sizes: Int...) -> Tensor {
        inputs.normal(sizes.reduce(1, *), dtype: dtype).view(Shape(sizes))
      }
      let name = "\(dtype)"
      sum(draw(2, 3), draw(3), name + ", a bias")
      sum(draw(2, 3), draw(2, 3), name)
      sum(draw(3, 3), draw(3), name + ", square, and a bias")
      sum(draw(1, 3), draw(3), name + ", one row")
      sum(draw(1, 1), draw(1), name + ", one row of one column")
      sum(draw(4, 1), draw(1), name + ", one column")
      sum(draw(0, 3), draw(3), name + ", no rows")
      sum(draw(4), draw(4), name + ", one dimension")
      sum(draw(1).view([]), draw(1).view([]), name + ", rank 0")
      sum(draw(2, 1, 2, 2), draw(2, 1, 2, 2), name + ", four dimensions")
      sum(draw(2, 3).stridedCopy, draw(3).stridedCopy, name + ", not contiguous")
      product(draw(2, 3), draw(3, 4), name)
      product(draw(3, 3), draw(3, 3), name + ", square")
      product(draw(1, 3), draw(3, 1), name + ", one row and one column")
      product(draw(3, 1), draw(1, 2), name + ", one number between")
      product(draw(1, 1), draw(1, 1), name + ", one element")
      product(draw(0, 3), draw(3, 2), name + ", no rows")
      product(draw(2, 0), draw(0, 3), name + ", no number between")
      product(draw(2, 3).stridedCopy, draw(3, 4).stridedCopy, name + ", not contiguous")
      tanh(draw(2, 3), name)
      tanh(draw(1).view([]), name + ", rank 0")
      tanh(draw(2, 1, 2, 2), name + ", four dimensions")
      tanh(draw(0, 2), name + ", no element")
      tanh(draw(2, 3).stridedCopy, name + ", not contiguous")
      tanh(Tensor([-1000.0, 0, 1e-8, 1000], dtype: dtype), name + ", large and small numbers")
      meanSquare(draw(2, 3), name)
      meanSquare(draw(5), name + ", one dimension")
      meanSquare(draw(1, 1), name + ", one element")
      meanSquare(draw(1).view([]), name + ", rank 0")
      meanSquare(draw(2, 3).stridedCopy, name + ", not contiguous")
    }
    expectOperandsTheSame()
  }

  /// a + a and a.matmul(a) have two inputs, both of them a.
  private func expectOperandsTheSame() {
    let tensor = inputs.normal(2, 2, dtype: .float64)
    let a = TensorValue(tensor)
    let told: KeyValuePairs<String, Any> = ["a": tensor]
    for (text, call) in [
      ("a + a", { $0 + $0 }), ("a.matmul(a)", { $0.matmul($0) }),
    ] as [(String, (TensorValue) -> TensorValue)] {
      announce(told)
      let result = call(a)
      expect(
        result.inputs.elementsEqual([a, a], by: ===), "the inputs of \(text) are not a and a",
        for: told)
      expectEqual(
        result.pullback(tensor).count, 2, for: told,
        "how many gradients the pullback of \(text) returns")
    }
  }

  // MARK: backward over tensors

  private func sum(_ inputs: [TensorValue], slopes: [Double]) -> TensorValue {
    let sum = TensorOperation.sum(inputs.map(\.data), slopes: slopes)
    return TensorValue(sum.value, inputs: inputs, pullback: sum.pullback)
  }

  private func total(_ input: TensorValue, shape: Shape = []) -> TensorValue {
    let total = TensorOperation.total(input.data, shape: shape)
    return TensorValue(total.value, inputs: [input], pullback: total.pullback)
  }

  private func expectTensorGradients(
    _ values: KeyValuePairs<String, TensorValue>, are expected: [Double], _ graph: String,
    _ when: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    for ((name, value), number) in zip(values, expected) {
      let right = Tensor.full(value.data.shape, number, dtype: value.data.dtype)
      let isRight = expectGradient(
        value.gradient, of: name, is: right, for: ["graph": Code(graph)], after: when, file: file,
        line: line)
      if !isRight { return }
    }
  }

  func testBackwardOverTensors() {
    for dtype in [DType.float64, .float32] {
      for shape: Shape in [[], [1, 1]] {
        let x = TensorValue(inputs.normal(2, 3, dtype: dtype))
        let y = TensorValue(inputs.normal(2, 3, dtype: dtype))
        // Two ways to x, one of them short; y takes the same gradient as x.
        let s = sum([x, y], slopes: [1, 1])
        let t = sum([s, s], slopes: [1, 1])
        let u = sum([t, x], slopes: [3, 0.5])
        let root = total(u, shape: shape)
        let graph =
          "s = x + y, t = s + s, u = 3 * t + 0.5 * x, root = sum of u, of shape \(shape); \(dtype)"
        announce(["graph": Code(graph)])
        withoutGradients { root.backward() }
        expectTensorGradients(
          ["x": x, "y": y, "s": s, "t": t, "u": u, "root": root],
          are: [6.5, 6, 6, 3, 1, 1], graph, "one call")
        withoutGradients { root.backward() }
        expectTensorGradients(
          ["x": x, "y": y, "s": s, "t": t, "u": u, "root": root],
          are: [13, 12, 6, 3, 1, 1], graph, "two calls")
        x.gradient = nil
        y.gradient = Tensor.full([2, 3], 100, dtype: dtype)
        s.gradient = Tensor.full([2, 3], 100, dtype: dtype)
        root.gradient = Tensor.full(shape, 100, dtype: dtype)
        withoutGradients { root.backward() }
        expectTensorGradients(
          ["x": x, "y": y, "s": s, "root": root], are: [6.5, 106, 6, 1], graph,
          "a third call, before which x has nil and y, s and root have 100")
        expect(
          x.gradient?.requiresGrad == false, "a gradient requires a gradient",
          for: ["graph": Code(graph)])
      }
    }
    // Two roots over one trunk.
    let x = TensorValue(inputs.normal(2, dtype: .float64))
    let trunk = sum([x], slopes: [3])
    let (first, second) = (total(sum([trunk], slopes: [2])), total(sum([trunk], slopes: [5])))
    let graph = "trunk = 3 * x, first = sum of 2 * trunk, second = sum of 5 * trunk"
    announce(["graph": Code(graph)])
    first.backward()
    second.backward()
    expectTensorGradients(
      ["x": x, "trunk": trunk], are: [21, 5], graph, "first.backward() and second.backward()")
    expectLongAndShortWays()
    let alone = TensorValue(Tensor(2.0, dtype: .float64))
    announce(["graph": Code("a leaf")])
    alone.backward()
    alone.backward()
    expectTensorGradients(["it": alone], are: [2], "a leaf that is the root", "two calls")
    let unused = TensorValue(inputs.normal(2, dtype: .float64))
    let used = total(sum([x], slopes: [1]))
    _ = sum([unused, x], slopes: [1, 1])
    used.backward()
    expect(
      unused.gradient == nil, "a value that the root was not computed from has a gradient",
      for: ["graph": Code("root = sum of x; other = unused + x")])
    expectManyWaysOverTensors()
    expectZerosHandedOn()
    // One tensor is the gradient of both leaves after the first call.
    let (a, b) = (
      TensorValue(inputs.normal(1, dtype: .float64)), TensorValue(inputs.normal(1, dtype: .float64))
    )
    let both = TensorValue(a.data + b.data, inputs: [a, b]) { [$0, $0] }
    announce(["graph": Code("root = a + b, of one element each")])
    both.backward()
    both.backward()
    expectTensorGradients(["a": a, "b": b], are: [2, 2], "root = a + b", "two calls")
  }

  /// A value between that is met early on a short way, and gets its last share on a long one.
  private func expectLongAndShortWays() {
    for shortFirst in [true, false] {
      let x = TensorValue(inputs.normal(2, dtype: .float64))
      let first = sum([x], slopes: [2])
      let second = sum([first], slopes: [3])
      let root =
        shortFirst
        ? total(sum([x, first, second], slopes: [1, 10, 100]))
        : total(sum([second, first, x], slopes: [100, 10, 1]))
      let graph =
        "first = 2 * x, second = 3 * first, root = sum of x + 10 * first + 100 * second"
        + (shortFirst ? "" : ", in the other order")
      announce(["graph": Code(graph)])
      root.backward()
      expectTensorGradients(
        ["x": x, "first": first, "second": second], are: [621, 310, 100], graph, "one call")
    }
  }

  /// A gradient of zeros is handed on as any other, and meets an infinite slope as NaN.
  private func expectZerosHandedOn() {
    let x = TensorValue(Tensor([1.0, 2.0], dtype: .float64))
    let middle = sum([x], slopes: [.infinity])
    let root = total(sum([middle], slopes: [0]))
    let graph = "middle = infinity * x, root = sum of 0 * middle"
    announce(["graph": Code(graph)])
    root.backward()
    expectTensorGradients(["middle": middle, "x": x], are: [0, .nan], graph, "one call")
  }

  /// Forty doublings: a walk that goes every way would not come to an end.
  private func expectManyWaysOverTensors() {
    let x = TensorValue(Tensor([1.0, 2.0], dtype: .float64))
    var top = x
    for _ in 0..<40 { top = sum([top, top], slopes: [0.5, 0.5]) }
    let graph = "forty times v = 0.5 * v + 0.5 * v from x, and the sum of that"
    announce(["graph": Code(graph)])
    total(top).backward()
    expectTensorGradients(["x": x], are: [1], graph, "one call")
  }

  // MARK: A network

  /// The start, the data and the losses of a small network that learns exclusive or.
  private enum Network {
    static let x = [[0.0, 0], [0, 1], [1, 0], [1, 1]]
    static let y = [[0.0], [1], [1], [0]]
    static var start: [Tensor] {
      [
        Tensor([[0.5, -1.0, 0.25], [1.5, 0.75, -0.5]], dtype: .float64),
        Tensor([0.1, 0.2, -0.3], dtype: .float64),
        Tensor([[1.0], [-0.5], [0.75]], dtype: .float64),
        Tensor([0.05], dtype: .float64),
      ]
    }
  }

  /// Trains with the answer's engine; the library takes the steps' arithmetic only.
  private func train(
    _ start: [Tensor], x: Tensor, y: Tensor, steps: Int, learningRate: Double
  ) -> (losses: [Double], parameters: [Tensor]) {
    let parameters = start.map { TensorValue($0.clone()) }
    var losses: [Double] = []
    for _ in 0..<steps {
      let hidden = (TensorValue(x).matmul(parameters[0]) + parameters[1]).tanh()
      let error = hidden.matmul(parameters[2]) + parameters[3] + TensorValue(-y)
      let loss = error.meanSquare()
      losses.append(loss.data.item())
      for parameter in parameters { parameter.gradient = nil }
      loss.backward()
      for parameter in parameters {
        if let gradient = parameter.gradient {
          parameter.data.copy(from: parameter.data - gradient * learningRate)
        }
      }
    }
    return (losses, parameters.map(\.data))
  }

  func testTrainsANetwork() {
    let (x, y) = (Tensor(Network.x, dtype: .float64), Tensor(Network.y, dtype: .float64))
    for (what, start, steps) in [
      ("the start of the golden numbers", Network.start, 20),
      ("a random start", Network.start.map { $0 + inputs.normal(1, dtype: .float64) * 0.1 }, 10),
    ] {
      let told: KeyValuePairs<String, Any> = [
        "network": Code("(tanh(x W1 + b1) W2 + b2 - y).meanSquare()"), "parameters": start, "x": x,
        "y": y, "learning rate": 0.5, "steps": steps,
      ]
      let loop = TrainingLoop(from: start, epochs: steps, learningRate: 0.5) { p, _ in
        ((x.matmul(p[0]) + p[1]).tanh().matmul(p[2]) + p[3] - y).square().mean()
      }
      announce(told)
      let found = train(start, x: x, y: y, steps: steps, learningRate: 0.5)
      guard
        expectTraining(
          by: loop, gave: found.losses,
          and: [
            "W1": found.parameters[0], "b1": found.parameters[1], "W2": found.parameters[2],
            "b2": found.parameters[3],
          ], tolerance: Tolerance(relative: 1e-9, absolute: 1e-9), for: told, what)
      else { return }
    }
    // optim.SGD(lr=0.5) on the same network in PyTorch, float64, 200 steps
    let told: KeyValuePairs<String, Any> = [
      "network": Code("(tanh(x W1 + b1) W2 + b2 - y).meanSquare()"), "steps": 200,
    ]
    announce(told)
    let found = train(Network.start, x: x, y: y, steps: 200, learningRate: 0.5)
    expectClose(
      Tensor([0, 1, 2, 49, 199].map { found.losses[$0] }, dtype: .float64),
      Tensor(
        [
          0.3235740825844559, 0.24972189578714682, 0.23641628346846047, 0.14542359590098602,
          0.0002001993065960491,
        ], dtype: .float64), tolerance: Tolerance(relative: 1e-8, absolute: 0), for: told,
      "the losses of steps 1, 2, 3, 50 and 200, beside PyTorch")
    expectClose(
      found.parameters[1],
      Tensor([-0.5662091306596767, 0.02734118505174763, 0.764827112296278], dtype: .float64),
      tolerance: Tolerance(relative: 1e-8, absolute: 0), for: told,
      "the first bias after 200 steps, beside PyTorch")
  }

  // MARK: LogCosh

  /// log cosh x of a number, to the last digits also near 0.
  private func logCosh(_ x: Double) -> Double {
    if x.isInfinite { return .infinity }
    return abs(x) + .log(onePlus: .exp(-2 * abs(x))) - .log(2)
  }

  private func expectLogCosh(
    at x: Tensor, _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    func mapped(_ f: (Double) -> Double) -> Tensor {
      Tensor(x.doubles().map(f), dtype: x.dtype).view(x.shape)
    }
    guard
      expectResult(
        of: { LogCosh()($0[0]) }, on: ["x": x], equals: mapped(logCosh), what, file: file,
        line: line)
    else { return }
    let slope = mapped { .tanh($0) }
    expectGradients(
      through: { LogCosh()($0[0]) }, at: ["x": x], value: mapped(logCosh), are: { [$0 * slope] },
      tolerance: .rounding(x.dtype), what, file: file, line: line)
    let leaf = x.detach().clone().requiringGradient()
    let told: KeyValuePairs<String, Any> = ["x": x]
    announce(told)
    let cotangent = Tensor.full(x.shape, 1, dtype: x.dtype)
    let y = LogCosh()(leaf)
    guard
      let first = grad(of: y, withRespectTo: [leaf], gradient: cotangent, createGraph: true)[0]
    else { return expect(false, "x has no gradient", for: told, file: file, line: line) }
    expect(
      cotangent.doubles().allSatisfy { $0 == 1 }, "`backward` changed the gradient it was given",
      for: told, file: file, line: line)
    expect(
      !cotangent.requiresGrad && cotangent.grad == nil,
      "`backward` changed requiresGrad or grad of the gradient it was given", for: told, file: file,
      line: line)
    // A gradient of the result that is itself a leaf, with a gradient and without one.
    let tracked = cotangent.clone().requiringGradient()
    _ = grad(of: y, withRespectTo: [leaf], gradient: tracked, retainGraph: true)
    expect(
      tracked.grad == nil, "`backward` changed the grad of the gradient it was given", for: told,
      file: file, line: line)
    let held = Tensor.full(x.shape, 3, dtype: x.dtype)
    tracked.grad = held
    _ = grad(of: y, withRespectTo: [leaf], gradient: tracked, retainGraph: true)
    expect(
      tracked.grad.map { $0 === held && $0.doubles().allSatisfy { $0 == 3 } } ?? false,
      "`backward` changed the grad of the gradient it was given", for: told, file: file, line: line)
    guard first.requiresGrad else {
      return expect(
        false, "the derivative cannot be differentiated again: it requires no gradient", for: told,
        file: file, line: line)
    }
    let second = grad(of: first.sum(), withRespectTo: [leaf])[0]
    expectClose(
      second ?? Tensor.zeros(like: x), mapped { 1 - .tanh($0) * .tanh($0) }, for: told,
      (what.isEmpty ? "" : what + ": ") + "the second derivative", file: file, line: line)
  }

  func testLogCosh() {
    for dtype in [DType.float64, .float32, .float16] {
      expectLogCosh(at: inputs.normal(2, 3, dtype: dtype), "\(dtype)")
      expectLogCosh(at: inputs.normal(3, 3, dtype: dtype), "\(dtype), square")
      expectLogCosh(at: Tensor([0.0, -0.0, 1, -1], dtype: dtype), "\(dtype), at 0")
      expectLogCosh(at: Tensor([-90.0, -85], dtype: dtype), "\(dtype), very negative")
      expectLogCosh(
        at: Tensor([-20_000.0, 20_000, 1e-7, -1e-7], dtype: dtype),
        "\(dtype), very large and very small")
      expectLogCosh(at: inputs.normal(1, dtype: dtype).view([]), "\(dtype), rank 0")
      expectLogCosh(at: Tensor.zeros(0, 2, dtype: dtype), "\(dtype), no element")
    }
    expectLogCosh(at: inputs.normal(2, 1, 2, 2, dtype: .float64), "four dimensions")
    expectLogCosh(at: inputs.normal(1, 3), "one row")
    expectLogCosh(at: inputs.normal(1), "one element")
    expectLogCosh(at: inputs.normal(2, 3).stridedCopy, "not contiguous")
    // torch.logaddexp(x, -x) - log 2, and torch.autograd.grad of it, in float64
    let x = Tensor([[-2.0, 0, 0.5], [1, 30, -800]], dtype: .float64)
    announce(["x": x])
    let leaf = x.clone().requiringGradient()
    let y = LogCosh()(leaf)
    expectClose(
      y.detach(),
      Tensor(
        [
          [1.3250027473578645, 0, 0.12011450695827752],
          [0.4337808304830272, 29.306852819440056, 799.3068528194401],
        ], dtype: .float64), for: ["x": x], "beside PyTorch")
    expectEqual(y.gradientFunction, "LogCoshBackward", for: ["x": x], "what gradientFunction names")
    expectSpecialNumbers()
    expectOneInTheOther()
    expectUsesApart()
  }

  /// One function called on two tensors: each result keeps what its own derivative needs.
  private func expectUsesApart() {
    let function = LogCosh()
    let leaves = [
      inputs.awayFromZero(3, dtype: .float64).requiringGradient(),
      inputs.awayFromZero(2, 2, dtype: .float64).requiringGradient(),
    ]
    let told: KeyValuePairs<String, Any> = ["x": leaves[0].detach(), "y": leaves[1].detach()]
    announce(told)
    let results = leaves.map { function($0) }
    for (name, (result, leaf)) in zip(["x", "y"], zip(results, leaves)) {
      announce(told)
      let found = grad(of: result.sum(), withRespectTo: [leaf])[0] ?? Tensor.zeros(like: leaf)
      expectClose(
        found, leaf.detach().tanh(), for: told,
        "let f = LogCosh(), then f(x) and f(y): the gradient of \(name)")
    }
  }

  /// In log cosh of log cosh the gradient that `backward` is given depends on x itself.
  private func expectOneInTheOther() {
    let leaf = inputs.awayFromZero(4, dtype: .float64).requiringGradient()
    let told: KeyValuePairs<String, Any> = ["x": leaf.detach()]
    let text = "LogCosh()(LogCosh()(x)): "
    announce(told)
    let first = grad(
      of: LogCosh()(LogCosh()(leaf)).sum(), withRespectTo: [leaf], createGraph: true)[0]!
    let x = leaf.detach()
    let (inner, slope) = (LogCosh()(x).tanh(), x.tanh())
    expectClose(first.detach(), inner * slope, for: told, text + "the derivative")
    guard first.requiresGrad else {
      return expect(false, text + "the derivative requires no gradient", for: told)
    }
    let second = grad(of: first.sum(), withRespectTo: [leaf])[0]!
    expectClose(
      second, (1 - inner.square()) * slope.square() + inner * (1 - slope.square()), for: told,
      text + "the second derivative")
  }

  /// Infinities and NaN, in x and in the gradient of the result.
  private func expectSpecialNumbers() {
    let x = Tensor([Double.infinity, -.infinity, .nan, 2], dtype: .float64)
    let slope = Tensor([1, -1, .nan, .tanh(2)], dtype: .float64)
    let leaf = x.clone().requiringGradient()
    announce(["x": x])
    let y = LogCosh()(leaf)
    expectClose(
      y.detach(), Tensor([.infinity, .infinity, .nan, logCosh(2)], dtype: .float64), for: ["x": x])
    let special = [
      Tensor([1.0, 2, 3, 4], dtype: .float64),
      Tensor([1.0, Double.infinity, .nan, -.infinity], dtype: .float64),
      Tensor([1e-9, 5000, -5000, 1], dtype: .float64),
      Tensor([-90.0, -95, -85, -99], dtype: .float64),
    ]
    for cotangent in special {
      let told: KeyValuePairs<String, Any> = ["x": x, "gradient of the result": cotangent]
      announce(told)
      let found = grad(of: y, withRespectTo: [leaf], gradient: cotangent, retainGraph: true)[0]
      expectClose(found ?? Tensor.zeros(like: x), cotangent * slope, for: told, "the gradient of x")
    }
    let matrix = inputs.normal(2, 3, dtype: .float64).requiringGradient()
    let strided = inputs.awayFromZero(2, 3, dtype: .float64).stridedCopy
    let told: KeyValuePairs<String, Any> = ["x": matrix, "gradient of the result": strided]
    announce(told)
    let found = grad(of: LogCosh()(matrix), withRespectTo: [matrix], gradient: strided)[0]
    expectClose(
      found ?? Tensor.zeros(like: strided), strided * matrix.detach().tanh(), for: told,
      "the gradient of x, where that of the result is not contiguous")
  }
}
