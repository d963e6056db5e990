import ExerciseTesting
import Foundation
import Layerwise
import TransferFunctions
import XCTest

private typealias Sigmoid = TransferFunctions.Sigmoid
private typealias Tanh = TransferFunctions.Tanh
private typealias ReLU = TransferFunctions.ReLU
private typealias Abs = TransferFunctions.Abs
private typealias View = TransferFunctions.View
private typealias Mean = TransferFunctions.Mean
private typealias Max = TransferFunctions.Max
private typealias LogSoftMax = TransferFunctions.LogSoftMax

final class TransferFunctionsHiddenTests: ExerciseTestCase {
  // MARK: Inputs

  private func normal(_ sizes: Int...) -> Tensor { normal(Shape(sizes)) }

  private func normal(_ shape: Shape) -> Tensor {
    inputs.normal(shape.elementCount, dtype: .float64).view(shape)
  }

  private func away(_ shape: Shape) -> Tensor {
    inputs.awayFromZero(shape.elementCount, dtype: .float64).view(shape)
  }

  /// Different numbers, each at least 0.1 from the others, in random order.
  private func distinct(_ sizes: Int...) -> Tensor {
    let count = sizes.reduce(1, *)
    let numbers = (0..<count).map { Double($0) / 4 - Double(count) / 8 + 0.0625 }
    return Tensor(inputs.shuffled(numbers), dtype: .float64).view(Shape(sizes))
  }

  /// Inputs of many shapes, and of numbers that are out of the ordinary.
  private func elementwiseCases() -> [(what: String, tensor: Tensor)] {
    [
      ("a vector", normal(4)), ("a matrix", normal(2, 3)), ("a square matrix", normal(3, 3)),
      ("three dimensions", normal(2, 3, 2)), ("no dimension", normal(1).view([])),
      ("one element", normal(1)), ("one row", normal(1, 3)),
      ("one element in two dimensions", normal(1, 1)),
      ("an input that is not contiguous", normal(2, 3).stridedCopy),
      ("large numbers", Tensor([1e4, -1e4, 800, -800, 30, -30], dtype: .float64)),
      ("small numbers", Tensor([1e-9, -1e-8, 1e-3, -1e-3], dtype: .float64)),
      ("huge numbers", Tensor([1e12, -1e12], dtype: .float64)),
      ("tiny numbers", Tensor([1e-13, -1e-13, 1e-300, -1e-300], dtype: .float64)),
      ("very negative numbers", Tensor([[-200, -100], [-90, -2000]], dtype: .float64)),
      ("no element", normal(0, 3)),
    ]
  }

  // MARK: What every part is held against

  /// Output and gradient of a module, for random gradients of the output.
  ///
  /// - Parameters:
  ///   - expected: the right output.
  ///   - slopes: the right gradient of the input, from that of the output.
  ///   - size: the size of the numbers whose rounding a slope has.
  ///   - mistake: what some mistake leads to in the place of the gradient, and the words for it.
  ///   - otherMistake: what another one leads to.
  @discardableResult
  private func expectModule(
    _ module: Module, _ call: String, on input: Tensor, output expected: Tensor,
    gradInput slopes: @escaping (Tensor) -> Tensor, factorsNear size: Double = 4, _ what: String,
    recognising mistake: (String, (Tensor) -> Tensor)? = nil,
    or otherMistake: (String, (Tensor) -> Tensor)? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let facts: KeyValuePairs<String, Any> = ["module": Code(call)]
    let near = Tolerance.rounding(near: input)
    guard
      expectResult(
        of: { module.forward($0[0]) }, on: ["input": input], and: facts, equals: expected,
        tolerance: near, "output for " + what, file: file, line: line)
    else { return false }
    let random = away(expected.shape)
    let gradOutput = expected.isContiguous ? random : random.stridedCopy
    let one = Tensor.ones(expected.shape, dtype: .float64)
    let (words, wrong) = mistake ?? ("gradOutput is left out", slopes)
    let (otherWords, otherWrong) = otherMistake ?? (words, wrong)
    for gradOutput in [gradOutput, gradOutput * 1e4] {
      let isRight = expectResult(
        of: { tensors in
          module.forward(tensors[0])
          return module.backward(tensors[0], tensors[1])
        }, on: ["input": input, "gradOutput": gradOutput], and: facts, equals: slopes(gradOutput),
        tolerance: .rounding(near: gradOutput * size), "gradient of the input for " + what,
        recognising: [
          "gradOutput is left out": slopes(one), words: wrong(gradOutput),
          otherWords: otherWrong(gradOutput),
          "it is passed on without the slope": gradOutput,
        ], file: file, line: line)
      guard isRight else { return false }
    }
    return expectClose(
      module.output.tensor, expected, tolerance: near, for: ["module": Code(call), "input": input],
      "the output, looked at after backward, for " + what, file: file, line: line)
  }

  /// A function of each element by itself.
  private func expectElementwise(
    _ make: () -> Module, _ call: String, _ function: (Double) -> Double,
    slope: (Double) -> Double, kink: Bool = false, mistake: (String, (Double) -> Double),
    file: StaticString = #filePath, line: UInt = #line, as reference: @escaping (Tensor) -> Tensor
  ) {
    func map(_ tensor: Tensor, _ body: (Double) -> Double) -> Tensor {
      Tensor(tensor.doubles().map(body), dtype: .float64).view(tensor.shape)
    }
    let zero = Tensor([0.0, 1.5, -1.5, -0.0], dtype: .float64)
    let module = make()
    for (what, input) in elementwiseCases() + [("zeros among others", zero)] {
      let slopes = map(input, slope)
      let wrong = map(input, mistake.1)
      let isRight = expectModule(
        module, call, on: input, output: map(input, function), gradInput: { $0 * slopes }, what,
        recognising: (mistake.0, { $0 * wrong }), file: file, line: line)
      guard isRight else { return }
    }
    expectStaying(
      make(), call, [away([3]), away([3]), away([2, 3])], as: reference, file: file, line: line)
    let smooth = kink ? inputs.awayFromZero(3, 4, dtype: .float64) : normal(3, 4)
    expectDerivative(for: ["input": smooth], of: { reference($0[0]) }, file: file, line: line) {
      tensors, gradOutput in
      let module = make()
      module.forward(tensors[0].detach())
      return [module.backward(tensors[0].detach(), gradOutput)]
    }
  }

  /// What a module returned for some inputs, looked at after all of them went in, and back.
  private func expectStaying(
    _ module: Module, _ call: String, _ tensors: [Tensor], as reference: (Tensor) -> Tensor,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    announce(["module": Code(call), "inputs": tensors])
    let results = tensors.map { input in
      let output = module.forward(input)
      return (output, module.backward(input, output))
    }
    for (input, (output, gradInput)) in zip(tensors, results) {
      let told: KeyValuePairs<String, Any> = [
        "module": Code(call), "input": input, "given in turn": tensors,
      ]
      let leaf = input.clone().requiringGradient()
      let expected = reference(leaf)
      let slope = grad(of: expected, withRespectTo: [leaf], gradient: expected.detach())[0]
      guard
        expectClose(
          output, expected.detach(), for: told,
          "an output, looked at after other calls of the same module", file: file, line: line),
        expectClose(
          gradInput, slope ?? leaf, for: told,
          "a gradient (gradOutput is the output), looked at after other calls of the same module",
          file: file, line: line)
      else { return }
    }
  }

  // MARK: The notebook

  /// What a number that was printed with four digits may be off by.
  private static let fourDigits = Tolerance(relative: 0, absolute: 0.501e-4)

  /// The notebook's random vector and matrix, from its seed and in its order.
  private func notebook() -> (x: Tensor, X: Tensor) {
    manualSeed(287, dialect: .torch7)
    _ = (Layerwise.CMul(5), Tensor.randn(1, dtype: .float64))
    _ = (Layerwise.Linear(5, 3), Layerwise.LookupTable(5, 3), Layerwise.Add(5))
    let x = Tensor.randn(5, dtype: .float64)
    return (x, Tensor.randn(3, 2, dtype: .float64))
  }

  private func expectNotebook(
    _ module: Module, _ call: String, on input: Tensor, _ printed: Tensor,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    expectClose(
      module.forward(input), printed.to(.float64), tolerance: Self.fourDigits,
      for: ["module": Code(call), "input": input], "the notebook's output, from seed 287",
      file: file, line: line)
  }

  // MARK: Element by element

  func testSigmoid() {
    func value(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }
    expectElementwise(
      Sigmoid.init, "Sigmoid()", value, slope: { value($0) * value(-$0) },
      mistake: ("the slope is written with x where y belongs", { $0 * (1 - $0) })
    ) { $0.sigmoid() }
    expectNotebook(
      Sigmoid(), "Sigmoid()", on: notebook().x, Tensor([0.6790, 0.5264, 0.6779, 0.6240, 0.5938]))
    // torch.sigmoid
    let x = Tensor([0.8, -1.2, 0.05, 2.0], dtype: .float64)
    let golden = Tensor(
      [0.2139096965202944, -0.08894722032340285, 0.4996876301622329, 0.026248396350876654],
      dtype: .float64)
    expectGolden(Sigmoid(), "Sigmoid()", x, golden)
  }

  func testTanh() {
    expectElementwise(
      Tanh.init, "Tanh()", Foundation.tanh, slope: { 1 / Foundation.pow(Foundation.cosh($0), 2) },
      mistake: ("the slope is written with x where y belongs", { 1 - $0 * $0 })
    ) { $0.tanh() }
    expectNotebook(
      Tanh(), "Tanh()", on: notebook().x, Tensor([0.6346, 0.1051, 0.6315, 0.4672, 0.3626]))
    // torch.tanh
    let x = Tensor([0.8, -1.2, 0.05, 2.0], dtype: .float64)
    let golden = Tensor(
      [0.559055167732244, -0.15250999810370452, 1.9950083215431358, 0.017662706213291107],
      dtype: .float64)
    expectGolden(Tanh(), "Tanh()", x, golden)
  }

  /// Gradients of PyTorch's function for the gradients [1, -0.5, 2, 0.25] of its output.
  private func expectGolden(
    _ module: Module, _ call: String, _ x: Tensor, _ golden: Tensor, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let gradOutput = Tensor([1.0, -0.5, 2.0, 0.25], dtype: .float64)
    announce(["module": Code(call), "input": x, "gradOutput": gradOutput])
    module.forward(x)
    expectClose(
      module.backward(x, gradOutput), golden,
      for: ["module": Code(call), "input": x, "gradOutput": gradOutput],
      "gradient of the input, beside PyTorch", file: file, line: line)
  }

  func testReLU() {
    expectElementwise(
      ReLU.init, "ReLU()", { $0 > 0 ? $0 : 0 }, slope: { $0 > 0 ? 1 : 0 }, kink: true,
      mistake: ("the slope at 0 is taken to be 1", { $0 >= 0 ? 1 : 0 })
    ) { $0.relu() }
    expectNotebook(
      ReLU(), "ReLU()", on: notebook().x, Tensor([0.7491, 0.1055, 0.7440, 0.5065, 0.3799]))
  }

  func testAbs() {
    expectElementwise(
      Abs.init, "Abs()", { Swift.abs($0) }, slope: { $0 >= 0 ? 1 : -1 }, kink: true,
      mistake: ("the slope at 0 is taken to be 0", { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })
    ) { $0.abs() }
    expectNotebook(
      Abs(), "Abs()", on: notebook().X,
      Tensor([[0.9011, 0.0143], [0.8167, 1.3009], [0.0597, 2.5226]]))
  }

  // MARK: View

  func testView() {
    let six = Tensor([1e4, -1e4, 1e-9, -200, -100, -300], dtype: .float64)
    let cases: [(what: String, view: View, call: String, input: Tensor, shape: Shape)] = [
      ("a vector", View(2, 3), "View(2, 3)", normal(6), [2, 3]),
      ("another matrix", View(2, 3), "View(2, 3)", normal(3, 2), [2, 3]),
      ("one row", View(2, 3), "View(2, 3)", normal(1, 6), [2, 3]),
      ("three dimensions", View(6), "View(6)", normal(1, 2, 3), [6]),
      ("a square result", View(2, 2), "View(2, 2)", normal(4), [2, 2]),
      ("a square input", View(4), "View(4)", normal(2, 2), [4]),
      ("a batch", View(2, 3), "View(2, 3)", normal(4, 6), [4, 2, 3]),
      ("a batch of matrices", View(6), "View(6)", normal(2, 3, 2), [2, 6]),
      ("a batch in another shape", View(4), "View(4)", normal(2, 6), [3, 4]),
      ("a batch of numbers", View(1), "View(1)", normal(3), [3, 1]),
      ("one element", View(1, 1), "View(1, 1)", normal(1), [1, 1]),
      ("no dimension", View(1), "View(1)", normal(1).view([]), [1]),
      ("one element in two dimensions", View(1), "View(1)", normal(1, 1), [1]),
      ("a batch of no examples", View(2, 3), "View(2, 3)", normal(0, 6), [0, 2, 3]),
      ("no number", View(2, 3), "View(2, 3)", normal(0), [0, 2, 3]),
      ("numbers large and small", View(3, 2), "View(3, 2)", six, [3, 2]),
      ("very negative numbers", View(2), "View(2)", Tensor([[-100, -200]], dtype: .float64), [2]),
      ("an input that is not contiguous", View(6), "View(6)", normal(2, 3).stridedCopy, [6]),
      ("a batch that is not contiguous", View(2), "View(2)", normal(3, 4).t(), [6, 2]),
    ]
    for (what, view, call, input, shape) in cases {
      let expected = Tensor(input.doubles(), dtype: .float64).view(shape)
      let isRight = expectModule(
        view, call, on: input, output: expected,
        gradInput: { Tensor($0.doubles(), dtype: .float64).view(input.shape) }, what)
      guard isRight else { return }
    }
    let (view, input, gradOutput) = (View(3, 2), normal(2, 3), away([3, 2]).t().contiguous().t())
    announce(["module": Code("View(3, 2)"), "input": input, "gradOutput": gradOutput])
    view.forward(input)
    expectClose(
      view.backward(input, gradOutput), Tensor(gradOutput.doubles(), dtype: .float64).view(2, 3),
      for: ["module": Code("View(3, 2)"), "gradOutput": gradOutput],
      "gradient of the input where gradOutput is not contiguous")
    expectNotebook(
      View(2, 3), "View(2, 3)", on: notebook().X,
      Tensor([[0.9011, -0.0143, -0.8167], [1.3009, -0.0597, 2.5226]]))
  }

  // MARK: Along a dimension

  /// A module that takes one number from each slice: which slices, and where.
  private struct Along {
    let dimension: Int, nInputDims: Int?
    let shape: Shape

    /// The dimension, counted from 0.
    var place: Int { dimension - 1 + (nInputDims.map { shape.count == $0 + 1 } ?? false ? 1 : 0) }

    var arguments: String { nInputDims.map { "(\(dimension), \($0))" } ?? "(\(dimension))" }

    /// The shape without the dimension; of a vector one element is left.
    var reduced: Shape {
      var sizes = Array(shape)
      sizes.remove(at: place)
      return sizes.isEmpty ? [1] : Shape(sizes)
    }

    /// For each element of the result, where the elements of its slice are.
    var slices: [[Int]] {
      let sizes = Array(shape)
      let step = sizes[(place + 1)...].reduce(1, *)
      let count = sizes.reduce(1, *)
      let firsts = (0..<count).filter { ($0 / step) % sizes[place] == 0 }
      return firsts.map { first in (0..<sizes[place]).map { first + $0 * step } }
    }

    static let all: [Along] = [
      Along(dimension: 1, nInputDims: nil, shape: [4]),
      Along(dimension: 1, nInputDims: 1, shape: [3]),
      Along(dimension: 1, nInputDims: nil, shape: [1]),
      Along(dimension: 1, nInputDims: nil, shape: [3, 2]),
      Along(dimension: 2, nInputDims: nil, shape: [3, 2]),
      Along(dimension: 1, nInputDims: 2, shape: [3, 2]),
      Along(dimension: 2, nInputDims: 2, shape: [3, 2]),
      Along(dimension: 2, nInputDims: nil, shape: [3, 3]),
      Along(dimension: 1, nInputDims: nil, shape: [3, 3]),
      Along(dimension: 2, nInputDims: nil, shape: [3, 1]),
      Along(dimension: 1, nInputDims: nil, shape: [1, 3]),
      Along(dimension: 2, nInputDims: nil, shape: [1, 3]),
      Along(dimension: 1, nInputDims: nil, shape: [1, 1]),
      Along(dimension: 1, nInputDims: 1, shape: [4, 3]),
      Along(dimension: 1, nInputDims: 1, shape: [1, 3]),
      Along(dimension: 1, nInputDims: 1, shape: [0, 3]),
      Along(dimension: 1, nInputDims: 2, shape: [4, 3, 2]),
      Along(dimension: 2, nInputDims: 2, shape: [4, 3, 2]),
      Along(dimension: 2, nInputDims: 2, shape: [2, 2, 2]),
      Along(dimension: 1, nInputDims: 2, shape: [1, 3, 2]),
      Along(dimension: 3, nInputDims: nil, shape: [2, 3, 2]),
      Along(dimension: 1, nInputDims: nil, shape: [2, 3, 2]),
      Along(dimension: 2, nInputDims: nil, shape: [2, 1, 2]),
    ]
  }

  /// Holds a module against what it does with each slice.
  ///
  /// - Parameters:
  ///   - value: the number that a slice becomes.
  ///   - slopes: what it grows by when each of the slice's elements grows by 1.
  private func expectAlong(
    _ name: String, _ make: (Int, Int?) -> Module, _ along: Along, on input: Tensor, _ what: String,
    value: ([Double]) -> Double, slopes: @escaping ([Double]) -> [Double],
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let numbers = input.doubles()
    let values = along.slices.map { slice in value(slice.map { numbers[$0] }) }
    func gradInput(_ gradOutput: Tensor) -> Tensor {
      var gradients = Array(repeating: 0.0, count: numbers.count)
      for (slice, g) in zip(along.slices, gradOutput.doubles()) {
        for (place, slope) in zip(slice, slopes(slice.map { numbers[$0] })) {
          gradients[place] = g * slope
        }
      }
      return Tensor(gradients, dtype: .float64).view(along.shape)
    }
    return expectModule(
      make(along.dimension, along.nInputDims), name + along.arguments, on: input,
      output: Tensor(values, dtype: .float64).view(along.reduced), gradInput: gradInput, what,
      file: file, line: line)
  }

  /// Every dimension and batch, and numbers out of the ordinary.
  private func expectAlong(
    _ name: String, _ make: (Int, Int?) -> Module, value: ([Double]) -> Double,
    slopes: @escaping ([Double]) -> [Double], file: StaticString = #filePath, line: UInt = #line
  ) {
    for along in Along.all {
      let isRight = expectAlong(
        name, make, along, on: normal(along.shape), "shape \(along.shape)", value: value,
        slopes: slopes, file: file, line: line)
      guard isRight else { return }
    }
    let special = [
      ("large numbers", Tensor([[1e4, -1e4], [2e4, 3e6]], dtype: .float64)),
      ("small numbers", Tensor([[1e-9, -1e-9], [0, 1e-8]], dtype: .float64)),
      ("very negative numbers", Tensor([[-200, -100], [-300, -90]], dtype: .float64)),
      ("an input that is not contiguous", normal(2, 2).stridedCopy),
    ]
    for (what, input) in special {
      for dimension in [1, 2] {
        let along = Along(dimension: dimension, nInputDims: nil, shape: [2, 2])
        let isRight = expectAlong(
          name, make, along, on: input, what, value: value, slopes: slopes, file: file, line: line)
        guard isRight else { return }
      }
    }
  }

  private func backward(_ module: Module, _ input: Tensor, _ gradOutput: Tensor) -> [Tensor] {
    module.forward(input.detach())
    return [module.backward(input.detach(), gradOutput)]
  }

  func testMean() {
    expectAlong("Mean", { Mean($0, $1) }) {
      $0.reduce(0, +) / Double($0.count)
    } slopes: { slice in
      slice.map { _ in 1 / Double(slice.count) }
    }
    expectDerivative(for: ["input": normal(2, 4, 3)], of: { $0[0].mean(dim: 1) }) {
      self.backward(Mean(1, 2), $0[0], $1)
    }
    expectStaying(Mean(1, 1), "Mean(1, 1)", [normal(2, 3), normal(2, 3)], as: { $0.mean(dim: 1) })
    expectNotebook(
      Mean(2, 2), "Mean(2, 2)", on: notebook().X, Tensor([0.4434, 0.2421, 1.2315]))
    expectClose(
      Mean().forward(Tensor([1.0, 2.0, 6.0], dtype: .float64)), Tensor([3.0], dtype: .float64),
      for: ["module": Code("Mean()")], "output without arguments")
  }

  /// 1 for the first of the largest, 0 for the others.
  private func first(_ slice: [Double]) -> [Double] {
    let largest = slice.max() ?? 0
    let place = slice.firstIndex(of: largest)
    return slice.indices.map { $0 == place ? 1 : 0 }
  }

  func testMax() {
    expectAlong("Max", { Max($0, $1) }, value: { $0.max() ?? 0 }, slopes: first)
    expectDerivative(for: ["input": distinct(2, 4, 3)], of: { $0[0].max(dim: 1).values }) {
      self.backward(Max(1, 2), $0[0], $1)
    }
    expectStaying(
      Max(1, 1), "Max(1, 1)", [distinct(2, 3), distinct(2, 3)], as: { $0.max(dim: 1).values })
    expectNotebook(Max(1, 2), "Max(1, 2)", on: notebook().X, Tensor([0.9011, 2.5226]))
    expectClose(
      Max().forward(Tensor([1.0, 2.0, 6.0], dtype: .float64)), Tensor([6.0], dtype: .float64),
      for: ["module": Code("Max()")], "output without arguments")
  }

  func testMaxOfTies() {
    let cases: [(Along, [Double])] = [
      (Along(dimension: 1, nInputDims: nil, shape: [4]), [2, 5, 5, 1]),
      (Along(dimension: 1, nInputDims: nil, shape: [3]), [-1, -1, -1]),
      (Along(dimension: 1, nInputDims: nil, shape: [2, 2]), [1, 7, 5, 7]),
      (Along(dimension: 2, nInputDims: nil, shape: [2, 3]), [0, 3, 3, 2, 1, 2]),
      (Along(dimension: 1, nInputDims: 1, shape: [3, 2]), [4, 4, 0, 0, -2, -2]),
      (Along(dimension: 1, nInputDims: 2, shape: [2, 2, 2]), [1, 1, 1, 1, 9, 8, 9, 8]),
      (Along(dimension: 2, nInputDims: nil, shape: [2, 3]), [1e4, 1e4, 0, -1e4, -1e4, -1e4]),
      (
        Along(dimension: 2, nInputDims: nil, shape: [2, 2]), [-1.7e308, -1.7e308, 1.7e308, 1.7e308]
      ),
    ]
    for (along, numbers) in cases {
      let input = Tensor(numbers, dtype: .float64).view(along.shape)
      let isRight = expectAlong(
        "Max", { Max($0, $1) }, along, on: input, "equal numbers", value: { $0.max() ?? 0 },
        slopes: first)
      guard isRight else { return }
    }
    // Few numbers, so that chance makes ties.
    let input = inputs.integers(24, in: 0..<2).to(.float64).view(2, 3, 4)
    for dimension in [1, 2, 3] {
      let along = Along(dimension: dimension, nInputDims: nil, shape: [2, 3, 4])
      let isRight = expectAlong(
        "Max", { Max($0, $1) }, along, on: input, "equal numbers", value: { $0.max() ?? 0 },
        slopes: first)
      guard isRight else { return }
    }
  }

  // MARK: LogSoftMax

  private func rows(_ tensor: Tensor) -> [[Double]] {
    let (numbers, width) = (tensor.doubles(), tensor.shape.last ?? 1)
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }

  private func logProbabilities(_ scores: [Double]) -> [Double] {
    let largest = scores.max() ?? 0
    let sum = scores.map { Foundation.exp($0 - largest) }.reduce(0, +)
    return scores.map { $0 - largest - Foundation.log(sum) }
  }

  private func expectLogSoftMax(
    _ cases: [(what: String, tensor: Tensor)], file: StaticString = #filePath, line: UInt = #line
  ) {
    let module = LogSoftMax()
    for (what, input) in cases {
      let outputs = rows(input).map(logProbabilities)
      let expected = Tensor(outputs.flatMap { $0 }, dtype: .float64).view(input.shape)
      let isRight = expectModule(
        module, "LogSoftMax()", on: input, output: expected,
        gradInput: { gradOutput in
          let gradients = zip(outputs, self.rows(gradOutput)).map { row, g in
            zip(row, g).map { $1 - Foundation.exp($0) * g.reduce(0, +) }
          }
          return Tensor(gradients.flatMap { $0 }, dtype: .float64).view(input.shape)
        },
        // The logarithm of the sum may be taken away from x, as the formula has it, which rounds as
        // numbers of the size of x do.
        factorsNear: max(4, input.doubles().map(Swift.abs).max() ?? 0), what,
        recognising: (
          "the gradient is that of softmax", { expected.exp() * ($0 - expected.exp() * $0) }
        ),
        or: (
          "the probabilities are not multiplied by the sum of gradOutput", { $0 - expected.exp() }
        ), file: file, line: line)
      guard isRight else { return }
    }
  }

  func testLogSoftMax() {
    expectLogSoftMax([
      ("a vector", normal(5)), ("rows", normal(3, 4)), ("as many rows as columns", normal(3, 3)),
      ("one row", normal(1, 4)), ("rows that are not contiguous", normal(3, 4).stridedCopy),
      ("one score", normal(1)), ("one score a row", normal(3, 1)),
      ("one row of one score", normal(1, 1)),
      ("small numbers", Tensor([1e-9, -1e-9, 0], dtype: .float64)), ("no rows", normal(0, 3)),
    ])
    expectStaying(
      LogSoftMax(), "LogSoftMax()", [normal(3), normal(3), normal(2, 3)],
      as: { $0.logSoftmax(dim: -1) })
    expectNotebook(
      LogSoftMax(), "LogSoftMax()", on: notebook().x,
      Tensor([-1.3853, -2.0289, -1.3905, -1.6280, -1.7545]))
  }

  func testLogSoftMaxOfLargeScores() {
    expectLogSoftMax([
      ("large scores", Tensor([10_000, 9_999, 0], dtype: .float64)),
      ("very negative scores", Tensor([-10_000, -10_001, -10_000], dtype: .float64)),
      ("scores far apart", Tensor([[-1e4, 0, 1e4], [800, -800, 799]], dtype: .float64)),
      ("very negative rows", Tensor([[-200, -201], [-90, -100]], dtype: .float64)),
    ])
    expectDerivative(for: ["input": normal(3, 4)], of: { $0[0].logSoftmax(dim: 1) }) {
      self.backward(LogSoftMax(), $0[0], $1)
    }
    // torch.log_softmax(x, dim=1)
    let x = Tensor([[1.0, -2.0, 0.5], [3.0, 3.0, -1.0]], dtype: .float64)
    let gradOutput = Tensor([[1.0, -0.5, 2.0], [0.25, 0.0, -1.0]], dtype: .float64)
    let module = LogSoftMax()
    announce(["input": x, "gradOutput": gradOutput])
    module.forward(x)
    expectClose(
      module.backward(x, gradOutput),
      Tensor(
        [
          [-0.5093722403715646, -0.575147218923935, 1.0845194592954994],
          [0.6215969819333823, 0.3715969819333823, -0.9931939638667647],
        ], dtype: .float64),
      for: ["module": Code("LogSoftMax()"), "input": x, "gradOutput": gradOutput],
      "gradient of the input, beside PyTorch")
  }
}
