import BackwardPass
import ExerciseTesting
import Layerwise
import XCTest

final class BackwardPassHiddenTests: ExerciseTestCase {
  private func doubles(_ numbers: [Double]) -> Tensor { Tensor(numbers, dtype: .float64) }

  // MARK: gradInput

  func testChainRule() {
    let sizes = inputs.shuffled([2, 3, 4])
    let (m, n) = (sizes[0], sizes[1])
    for (slopes, gradient) in [
      (inputs.normal(m, n, dtype: .float64), inputs.awayFromZero(m, dtype: .float64)),
      (inputs.normal(3, 3, dtype: .float64), inputs.awayFromZero(3, dtype: .float64)),
      (
        inputs.normal(3, 2, dtype: .float64).stridedCopy,
        inputs.awayFromZero(3, dtype: .float64).stridedCopy
      ),
      (inputs.normal(1, 4, dtype: .float64), inputs.awayFromZero(1, dtype: .float64)),
      (inputs.normal(4, 1, dtype: .float64), inputs.awayFromZero(4, dtype: .float64)),
      (inputs.normal(1, 1, dtype: .float64), inputs.awayFromZero(1, dtype: .float64)),
      (inputs.normal(9, 7, dtype: .float64), inputs.awayFromZero(9, dtype: .float64)),
      (Tensor([[1e9, -2e12], [3e10, 4]], dtype: .float64), doubles([2e3, -1])),
      (Tensor([[1e-9, -2e-12], [3e-10, 4e-9]], dtype: .float64), doubles([2e-8, -1e-7])),
      (Tensor([[-100.0, -90], [-1000, -85]], dtype: .float64), doubles([-200, -81])),
      // Infinity times 0 is NaN, which is added up as well.
      (Tensor([[1.0, 0], [2, 3]], dtype: .float64), doubles([.infinity, 1])),
    ] {
      let (columns, rows) = (slopes.shape[1], slopes.shape[0])
      let (numbers, weights) = (slopes.doubles(), gradient.doubles())
      let sums = (0..<columns).map { i in
        (0..<rows).map { j in weights[j] * numbers[j * columns + i] }.reduce(0, +)
      }
      let largest = sums.map(abs).filter(\.isFinite).max() ?? 1
      expectResult(
        of: { gradInput(jacobian: $0[0], gradOutput: $0[1]) },
        on: ["jacobian": slopes, "gradOutput": gradient], equals: doubles(sums),
        tolerance: Tolerance(relative: 0x1p-46, absolute: 0x1p-50 * largest),
        recognising: [
          "the derivatives are added up without the gradient": slopes.sum(dim: 0),
          "rows and columns of the Jacobian are confused":
            rows == columns ? slopes.matmul(gradient) : slopes.sum(),
        ])
    }
  }

  // MARK: weightedSumGradients

  private let names = ["the gradient of f(x)", "the gradient of x", "the gradient of w"]

  private func expectThree(
    _ x: Tensor, _ w: Tensor, _ gradient: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let slope = gradient.doubles()[0]
    let right = [
      x.doubles().map { _ in slope }, w.doubles().map { slope * $0 },
      x.doubles().map { slope * $0 },
    ]
    let told: KeyValuePairs<String, Any> = ["input": x, "weight": w, "gradOutput": gradient]
    announce(told)
    let count = weightedSumGradients(input: x, weight: w, gradOutput: gradient).count
    guard count == 3 else {
      return expectEqual(count, 3, for: told, "number of gradients", file: file, line: line)
    }
    for (place, name) in names.enumerated() {
      // Names that tell which gradient it is, where tensors of equal numbers could be confused.
      expectResult(
        of: { weightedSumGradients(input: $0[0], weight: $0[1], gradOutput: $0[2])[place] },
        on: ["input": x, "weight": w, "gradOutput": gradient], equals: doubles(right[place]),
        tolerance: Tolerance(relative: 0x1p-46, absolute: 0),
        what.isEmpty ? name : "\(name), \(what)",
        recognising: [
          "gradOutput is left out": doubles(right[place].map { $0 / slope }),
          "gradOutput is shared out among the elements":
            doubles(right[place].map { $0 / Double(x.elementCount) }),
          "it is the gradient of x": doubles(right[1]), "it is that of w": doubles(right[2]),
        ], file: file, line: line)
    }
  }

  func testWeightedSumOfTheNotebook() {
    manualSeed(287, dialect: .torch7)
    let x = Tensor.arange(1, 6, dtype: .float64)
    let weight = CMul(5).weight
    let gradient = Tensor.randn(1, dtype: .float64)
    announce(["input": x, "weight": weight, "gradOutput": gradient])
    let found = weightedSumGradients(input: x, weight: weight, gradOutput: gradient)
    // print(g.gradInput), print(h.gradInput), print(f.gradWeight), as the notebook has them
    let printed = [
      [1.6834, 1.6834, 1.6834, 1.6834, 1.6834], [-0.5353, -0.0815, 0.3173, 0.7012, 0.5664],
      [1.6834, 3.3668, 5.0503, 6.7337, 8.4171],
    ]
    expectEqual(
      found.count, 3, for: ["input": x, "weight": weight, "gradOutput": gradient],
      "number of gradients")
    for (name, (got, right)) in zip(names, zip(found, printed)) {
      expectClose(
        got, doubles(right), tolerance: Tolerance(relative: 0, absolute: 0.5001e-4),
        for: ["input": x, "weight": weight, "gradOutput": gradient], name)
    }
  }

  func testWeightedSum() {
    let size = inputs.integer(in: 2...6)
    let (x, w) = (
      inputs.awayFromZero(size, dtype: .float64), inputs.awayFromZero(size, dtype: .float64)
    )
    for _ in 0..<2 { expectThree(x, w, inputs.awayFromZero(1, dtype: .float64)) }
    expectThree(
      inputs.awayFromZero(3, dtype: .float64).stridedCopy,
      inputs.awayFromZero(3, dtype: .float64).stridedCopy, doubles([-2.5]), "not contiguous")
    expectThree(
      inputs.awayFromZero(1, dtype: .float64), inputs.awayFromZero(1, dtype: .float64),
      doubles([3]), "one element")
    expectThree(doubles([-2]), doubles([-3]), doubles([5]), "one element below 0")
    expectThree(doubles([1e9, -3e-9, 2]), doubles([1e-12, 4e10, -5e3]), doubles([1e-7]))
    expectThree(
      doubles([-100, -90]), doubles([-81, -1000]), doubles([-85]), "very negative numbers")
    expectThree(
      doubles([0, 2, 0]), doubles([1.5, 0, 0]), inputs.awayFromZero(1, dtype: .float64), "zeros")
    expectDerivative(
      for: ["input": x, "weight": w], of: { ($0[0] * $0[1]).sum().view(1) }
    ) { point, gradient in
      let found = weightedSumGradients(input: point[0], weight: point[1], gradOutput: gradient)
      return found.count == 3 ? Array(found[1...]) : found
    }
  }

  // MARK: backward

  /// Calls that count, of a module that multiplies by what the call's number says.
  private final class Counting: Module {
    private(set) var forwards = 0, backwards = 0

    override func updateOutput(_ input: Tensor) -> Tensor {
      forwards += 1
      return input * forwards
    }

    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      backwards += 1
      return gradOutput * forwards
    }
  }

  /// Squares: its gradient needs the very input that it was given.
  private final class Square: Module {
    override func updateOutput(_ input: Tensor) -> Tensor { input * input }

    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      gradOutput * input * 2
    }
  }

  private func run(_ modules: [Module], on x: Tensor) -> Tensor {
    modules.reduce(x) { $1.forward($0) }
  }

  private func expectBackward(
    through make: () -> [Module], _ names: String, _ x: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let modules = make()
    let output = run(modules, on: x).clone()
    let gradients = [
      doubles((0..<output.elementCount).map { _ in inputs.number(in: 0.5...2) }).view(output.shape),
      doubles((0..<output.elementCount).map { _ in inputs.number(in: -2...2) }).view(output.shape),
    ]
    for gradient in gradients {
      let whole = Layerwise.Sequential()
      for module in modules { whole.add(module) }
      whole.forward(x)
      let right = whole.backward(x, gradient).clone()
      run(modules, on: x)
      expectResult(
        of: { backward(through: modules, input: $0[0], gradOutput: $0[1]) },
        on: ["input": x, "gradOutput": gradient], and: ["modules": Code(names)], equals: right,
        tolerance: .rounding(near: right), what, file: file, line: line)
      // From what is kept at each place, so that a mistake shows where it is made.
      let kept = modules.map(\.gradInput.tensor)
      _ = whole.backward(x, gradient)
      for (index, module) in modules.enumerated() {
        expectClose(
          kept[index], module.gradInput.tensor, tolerance: .rounding(near: kept[index]),
          for: ["input": x, "gradOutput": gradient, "modules": Code(names)],
          "gradInput of module \(index + 1)", file: file, line: line)
      }
    }
  }

  func testGradInputOfAComposition() {
    // h:backward(x, gradOut), as the notebook has it
    manualSeed(287, dialect: .torch7)
    let x = Tensor.arange(1, 6, dtype: .float64)
    let (f, g) = (CMul(5), Sum(1))
    let gradient = Tensor.randn(1, dtype: .float64)
    run([f, g], on: x)
    let told: KeyValuePairs<String, Any> = [
      "modules": Code("CMul(5), Sum(1)"), "input": x, "gradOutput": gradient,
    ]
    expectClose(
      backward(through: [f, g], input: x, gradOutput: gradient),
      doubles([-0.5353, -0.0815, 0.3173, 0.7012, 0.5664]),
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4), for: told, "the notebook's gradient")
    for (x, what) in [
      (inputs.awayFromZero(3, dtype: .float64), "a vector"),
      (inputs.awayFromZero(3, 3, dtype: .float64), "a square batch"),
      (inputs.awayFromZero(4, 3, dtype: .float64).stridedCopy, "not contiguous"),
      (inputs.awayFromZero(1, 3, dtype: .float64), "one row"),
      (Tensor.zeros(0, 3, dtype: .float64), "no row"),
    ] {
      expectBackward(
        through: { [Linear(3, 4), Tanh(), CMul(4), Linear(4, 3)] },
        "Linear(3, 4), Tanh(), CMul(4), Linear(4, 3)", x, what)
      expectBackward(
        through: { (0..<8).map { $0.isMultiple(of: 2) ? Tanh() : CMul(3) } },
        "Tanh(), CMul(3), four times", x, what)
      // Modules of equal sizes, whose gradients fit everywhere.
      expectBackward(
        through: { [Tanh(), CMul(3), Sigmoid(), CMul(3)] }, "Tanh(), CMul(3), Sigmoid(), CMul(3)",
        x, what)
      expectBackward(
        through: { [Square(), CMul(3), Square()] }, "a square, CMul(3), a square", x, what)
      expectBackward(through: { [Tanh()] }, "Tanh()", x, what)
      expectBackward(through: { [] }, "none", x, what)
    }
    expectBackward(
      through: { [Abs(), Sum(1)] }, "Abs(), Sum(1)", doubles([2e9, -3e-9, -1e4]),
      "very large and very small numbers")
    expectBackward(
      through: { [CMul(2), Abs()] }, "CMul(2), Abs()", doubles([-100, -90]),
      "very negative numbers")
    expectBackward(
      through: { [Linear(1, 1), Tanh()] }, "Linear(1, 1), Tanh()",
      inputs.awayFromZero(1, dtype: .float64), "one element")
    expectBackward(
      through: { [Abs(), Sum(2), Tanh()] }, "Abs(), Sum(2), Tanh()",
      inputs.awayFromZero(2, 3, 2, dtype: .float64), "three dimensions")
    expectBackward(
      through: { [Layerwise.Sequential(Linear(3, 2), Tanh()), CMul(2)] },
      "Sequential(Linear(3, 2), Tanh()), CMul(2)", inputs.awayFromZero(3, dtype: .float64),
      "a container")
  }

  func testEachModuleIsAskedOnce() {
    let x = inputs.awayFromZero(3, dtype: .float64)
    for gradient in [inputs.awayFromZero(3, dtype: .float64), .zeros(3, dtype: .float64)] {
      let counting = [Counting(), Counting(), Counting()]
      let told: KeyValuePairs<String, Any> = [
        "modules": Code("three that count their calls"), "input": x, "gradOutput": gradient,
      ]
      run(counting, on: x)
      announce(told)
      _ = backward(through: counting, input: x, gradOutput: gradient)
      for (index, module) in counting.enumerated() {
        expectEqual(
          module.forwards, 1, for: told,
          "how often module \(index + 1) ran forward, before and during")
        expectEqual(module.backwards, 1, for: told, "how often module \(index + 1) ran backward")
      }
    }
    // A module by itself gathers once, as others do.
    let (alone, gradOutput) = (CMul(3), inputs.awayFromZero(3, dtype: .float64))
    run([alone], on: x)
    let told: KeyValuePairs<String, Any> = [
      "modules": Code("CMul(3)"), "input": x, "gradOutput": gradOutput,
    ]
    announce(told)
    _ = backward(through: [alone], input: x, gradOutput: gradOutput)
    expectClose(alone.gradWeight, x * gradOutput, for: told, "gradWeight of CMul")
    // Parameters gather: what was there before, and once what this call adds.
    let (first, second) = (CMul(3), Linear(3, 2))
    run([first, second], on: x)
    let slopes = inputs.awayFromZero(2, dtype: .float64)
    let before = [inputs.normal(3, dtype: .float64), inputs.normal(2, 3, dtype: .float64)]
    first.gradWeight.copy(from: before[0])
    second.gradWeight.copy(from: before[1])
    _ = backward(through: [first, second], input: x, gradOutput: slopes)
    let hidden = x * first.weight
    let parameters: KeyValuePairs<String, Any> = [
      "modules": Code("CMul(3), Linear(3, 2)"), "input": x, "gradOutput": slopes,
      "gradWeight of CMul before": before[0], "gradWeight of Linear before": before[1],
    ]
    let added = [
      slopes.matmul(second.weight) * x, slopes.view(2, 1) * hidden.view(1, 3),
    ]
    for (name, (got, (start, step))) in zip(
      ["gradWeight of CMul", "gradWeight of Linear"],
      zip([first.gradWeight, second.gradWeight], zip(before, added)))
    {
      expectClose(
        got, start + step, for: parameters, "\(name) afterwards",
        recognising: [
          "nothing is gathered": start, "what was there before is dropped": step,
          "it is gathered twice": start + step * 2,
        ])
    }
  }

  func testGradientCheck() {
    let modules: [Module] = [Linear(3, 4), Tanh(), CMul(4), LogSoftMax(), Linear(4, 2)]
    let names = "Linear(3, 4), Tanh(), CMul(4), LogSoftMax(), Linear(4, 2)"
    announce(["modules": Code(names)])
    for x in [
      inputs.awayFromZero(3, dtype: .float64), inputs.awayFromZero(2, 3, dtype: .float64),
    ] {
      expectDerivative(for: ["input": x], of: { self.run(modules, on: $0[0]) }) { point, gradient in
        self.run(modules, on: point[0])
        return [backward(through: modules, input: point[0], gradOutput: gradient)]
      }
    }
    let same: [Module] = [Square(), CMul(3), Square(), Sigmoid()]
    expectDerivative(
      for: ["input": inputs.awayFromZero(3, dtype: .float64)], of: { self.run(same, on: $0[0]) }
    ) { point, gradient in
      self.run(same, on: point[0])
      return [backward(through: same, input: point[0], gradOutput: gradient)]
    }
  }

  // MARK: jacobian

  private func expectJacobian(
    of module: Module, _ name: String, at x: Tensor, _ rows: [[Double]], _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let right = Tensor(rows.flatMap(\.self), dtype: .float64).view(rows.count, x.elementCount)
    // An output from before is not the one of this input.
    module.forward(x + 0.5)
    expectResult(
      of: { jacobian(of: module, at: $0[0]) }, on: ["input": x], and: ["module": Code(name)],
      equals: right, tolerance: .rounding(near: right), what,
      recognising: [
        "rows and columns are confused": right.t(),
        "only the diagonal is kept":
          right * Tensor.eye(right.shape[0], right.shape[1], dtype: .float64),
      ], file: file, line: line)
  }

  /// A matrix with some numbers on its diagonal.
  private func diagonal(_ numbers: [Double]) -> [[Double]] {
    numbers.indices.map { row in numbers.indices.map { $0 == row ? numbers[row] : 0 } }
  }

  func testClosedForms() {
    for x in [
      inputs.awayFromZero(3, dtype: .float64), inputs.awayFromZero(1, dtype: .float64),
      inputs.awayFromZero(4, dtype: .float64).stridedCopy, doubles([2e9, -3e-9]),
      doubles([-100, -90, -1000]),
    ] {
      let n = x.elementCount
      let product = CMul(n)
      expectJacobian(of: product, "CMul(\(n))", at: x, diagonal(product.weight.doubles()))
      expectJacobian(of: Sum(1), "Sum(1)", at: x, [Array(repeating: 1, count: n)])
      expectJacobian(of: Abs(), "Abs()", at: x, diagonal(x.doubles().map { $0 < 0 ? -1 : 1 }))
      for m in [1, 2, n] {
        let linear = Linear(n, m)
        expectJacobian(
          of: linear, "Linear(\(n), \(m))", at: x, (0..<m).map { linear.weight[$0].doubles() })
      }
    }
    let y = inputs.awayFromZero(3, dtype: .float64)
    let values = y.tanh().doubles()
    expectJacobian(of: Tanh(), "Tanh()", at: y, diagonal(values.map { 1 - $0 * $0 }))
    let shares = y.softmax(dim: 0).doubles()
    expectJacobian(
      of: LogSoftMax(), "LogSoftMax()", at: y,
      (0..<3).map { j in (0..<3).map { i -> Double in (i == j ? 1.0 : 0.0) - shares[i] } })
  }

  func testJacobianOfANetwork() {
    // f = lambda x: torch.tanh(x @ A.T + a) @ B.T + b
    // torch.autograd.functional.jacobian(f, x)
    let (first, second) = (Linear(3, 4), Linear(4, 2))
    first.weight = Tensor(
      [[0.5, -1.0, 0.25], [1.5, 0.75, -0.5], [-0.25, 0.5, 1.0], [1.0, 1.0, -1.0]], dtype: .float64)
    first.bias = doubles([0.1, -0.2, 0.3, 0])
    second.weight = Tensor([[1.0, -0.5, 0.25, 2.0], [-1.5, 0.5, 1.0, 0.75]], dtype: .float64)
    second.bias = doubles([0.5, -0.5])
    let network = Layerwise.Sequential(first, Tanh(), second)
    expectJacobian(
      of: network, "Sequential(Linear(3, 4), Tanh(), Linear(4, 2))", at: doubles([0.2, -0.4, 0.7]),
      [
        [0.663300604365398, 0.18962886155284997, -0.49288732381440015],
        [0.34485800684019585, 1.8111221455097812, -0.17261869242409],
      ], "beside PyTorch")
    // The chain rule: the Jacobian of a composition is the product of the Jacobians.
    let x = inputs.awayFromZero(3, dtype: .float64)
    let hidden = first.forward(x).clone()
    let slopes = diagonal(hidden.tanh().doubles().map { 1 - $0 * $0 })
    let product = second.weight.matmul(Tensor(slopes, dtype: .float64)).matmul(first.weight)
    expectJacobian(
      of: network, "Sequential(Linear(3, 4), Tanh(), Linear(4, 2))", at: x,
      (0..<2).map { product[$0].doubles() }, "the product of three Jacobians")
    let other = Layerwise.Sequential(Linear(4, 3), Sigmoid(), LogSoftMax())
    let start = inputs.awayFromZero(4, dtype: .float64)
    expectDerivative(for: ["input": start], of: { other.forward($0[0]).clone() }) {
      point, gradient in
      let rows = jacobian(of: other, at: point[0])
      guard rows.shape == [3, 4] else { return [rows] }
      return [(rows * gradient.view(3, 1)).sum(dim: 0)]
    }
  }

  /// Squares, in memory of its own that all outputs and all gradients share.
  private final class Reusing: Module {
    private let memory = (
      output: Tensor.zeros(3, dtype: .float64), gradInput: Tensor.zeros(3, dtype: .float64)
    )

    override func updateOutput(_ input: Tensor) -> Tensor {
      memory.output.copy(from: input * input)
      return memory.output
    }

    override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
      memory.gradInput.copy(from: gradOutput * input * 2)
      return memory.gradInput
    }
  }

  func testLeavesNoTrace() {
    let x = inputs.awayFromZero(3, dtype: .float64)
    expectJacobian(
      of: Reusing(), "x * x, in one tensor for all outputs, one for all gradients", at: x,
      diagonal(x.doubles().map { 2 * $0 }))
    let (product, linear) = (CMul(3), Linear(3, 2))
    let network = Layerwise.Sequential(product, linear)
    // Tiny ones, too: what is added to them and taken away again would leave nothing of them.
    let some = inputs.awayFromZero(3, dtype: .float64)
    for (isTraining, gathered) in [(true, some), (false, some), (true, some * 1e-30)] {
      network.setTraining(isTraining)
      product.gradWeight.copy(from: gathered)
      let told: KeyValuePairs<String, Any> = [
        "module": Code("Sequential(CMul(3), Linear(3, 2))"), "input": x,
        "gradWeight of CMul before": gathered,
      ]
      announce(told)
      let rows = jacobian(of: network, at: x)
      expectClose(
        product.gradWeight, gathered, tolerance: Tolerance(relative: 0, absolute: 0), for: told,
        "gradWeight of CMul afterwards",
        recognising: [
          "it is set to zero": Tensor.zeros(3, dtype: .float64),
          "the parameters gather": gathered + linear.weight.sum(dim: 0) * x,
        ])
      expectClose(
        linear.gradWeight, Tensor.zeros(2, 3, dtype: .float64), for: told,
        "gradWeight of Linear afterwards")
      expectEqual(network.isTraining, isTraining, for: told, "isTraining afterwards")
      expectClose(rows, linear.weight * product.weight, for: told)
    }
  }
}
