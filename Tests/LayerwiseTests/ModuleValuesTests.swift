import Layerwise
import XCTest

/// Values and gradients of every module against PyTorch's.
final class ModuleValuesTests: XCTestCase {
  private let modules: [String: () -> Module] = [
    "cmul": { CMul(5) }, "add": { Add(5) }, "addScalar": { Add(5, scalar: true) },
    "linear": { Linear(5, 3) }, "sigmoid": { Sigmoid() }, "tanh": { Tanh() }, "relu": { ReLU() },
    "abs": { Abs() }, "identity": { Identity() }, "softMax": { SoftMax() },
    "logSoftMax": { LogSoftMax() }, "sum1": { Sum(1) }, "sum2": { Sum(2) },
    "sum1of1": { Sum(1, 1) }, "mean1": { Mean(1) }, "mean2": { Mean(2) },
    "mean1of1": { Mean(1, 1) }, "max1": { Max(1) }, "max2": { Max(2) }, "max1of1": { Max(1, 1) },
    "min1": { Min(1) }, "min2": { Min(2) }, "min1of1": { Min(1, 1) }, "view23": { View(2, 3) },
    "reshape23": { Reshape(2, 3) }, "lookupTable": { LookupTable(5, 3) },
    "cAddTable": { CAddTable() }, "cMulTable": { CMulTable() }, "joinTable2": { JoinTable(2) },
    "joinTable1of1": { JoinTable(1, 1) }, "splitTable2": { SplitTable(2) },
    "splitTable1of1": { SplitTable(1, 1) }, "selectTable2": { SelectTable(2) },
    "selectTableLast": { SelectTable(-1) }, "narrowTable2": { NarrowTable(2, 2) },
    "sequential": { Sequential(Linear(5, 3), Tanh(), Linear(3, 2)) },
    "concat2": { Concat(2).add(Linear(5, 3)).add(CMul(5)) },
    "parallel": { Parallel(2, 2).add(Linear(5, 3)).add(CMul(5)) },
    "concatTable": { ConcatTable(Linear(5, 3), CMul(5)) },
    "parallelTable": { ParallelTable(Linear(5, 3), CMul(5)) },
  ]

  private let criteria: [String: () -> Criterion] = {
    let weights = Tensor([0.5, 1.0, 2.0], dtype: .float64)
    return [
      "mseCriterion": { MSECriterion() }, "mseCriterionSum": { MSECriterion(sizeAverage: false) },
      "absCriterion": { AbsCriterion() }, "absCriterionSum": { AbsCriterion(sizeAverage: false) },
      "classNLL": { ClassNLLCriterion() },
      "classNLLSum": { ClassNLLCriterion(sizeAverage: false) },
      "classNLLWeighted": { ClassNLLCriterion(weights: weights) },
      "classNLLWeightedSum": { ClassNLLCriterion(weights: weights, sizeAverage: false) },
      "crossEntropy": { CrossEntropyCriterion() },
      "crossEntropySum": { CrossEntropyCriterion(sizeAverage: false) },
      "crossEntropyWeighted": { CrossEntropyCriterion(weights: weights) },
      "crossEntropyWeightedSum": { CrossEntropyCriterion(weights: weights, sizeAverage: false) },
      "parallelCriterion": {
        ParallelCriterion().add(MSECriterion(), 0.5).add(CrossEntropyCriterion())
      },
    ]
  }()

  /// One tensor as such, several as a table.
  private func signal(_ parts: [LayerwiseFixtures.Packed]) -> Signal {
    parts.count == 1 ? .tensor(parts[0].tensor) : .table(parts.map { .tensor($0.tensor) })
  }

  private func expect(_ got: Signal, _ parts: [LayerwiseFixtures.Packed], _ what: String) {
    if case .table(let elements) = got {
      XCTAssertEqual(elements.count, parts.count, what)
      for (element, part) in zip(elements, parts) { expectClose(element.tensor, part.tensor, what) }
    } else {
      expectClose(got.tensor, parts[0].tensor, what)
    }
  }

  func testEveryModuleAndCriterionIsCovered() throws {
    let named = Set(try LayerwiseFixtures.load().cases.map(\.name))
    XCTAssertEqual(named, Set(modules.keys).union(criteria.keys))
  }

  func testModules() throws {
    for (number, entry) in try LayerwiseFixtures.load().cases.enumerated() {
      guard let module = modules[entry.name]?() else { continue }
      let what = "case \(number), \(entry.name) of \(entry.inputs.map(\.shape))"
      for (learned, value) in zip(module.parameters(), entry.parameters) {
        learned.weight.copy(from: value.tensor)
      }
      XCTAssertEqual(module.parameters().count, entry.parameters.count, what)
      let input = entry.inputs.isEmpty ? signal(entry.targets) : signal(entry.inputs)
      expect(module.forward(input), entry.outputs, "output of \(what)")
      expect(module.output, entry.outputs, "output of \(what)")
      // Halves add up: gradients of parameters accumulate, scaled.
      let half = module.backward(input, signal(entry.gradOutputs), scale: 0.5)
      let gradient = module.backward(input, signal(entry.gradOutputs), scale: 0.5)
      for gradInput in [half, gradient, module.gradInput] where !entry.inputs.isEmpty {
        expect(gradInput, entry.gradInputs, "gradInput of \(what)")
      }
      for (learned, value) in zip(module.parameters(), entry.gradParameters) {
        expectClose(learned.gradient, value.tensor, "gradient of a parameter of \(what)")
      }
      module.zeroGradParameters()
      for learned in module.parameters() {
        XCTAssertTrue(learned.gradient.equals(.zeros(like: learned.gradient)), what)
      }
    }
  }

  func testTheThreeFunctionsAskedByThemselves() throws {
    let cases = try LayerwiseFixtures.load().cases
    for entry in cases where entry.inputs.count == 1 && entry.outputs.count == 1 {
      guard let module = modules[entry.name]?() else { continue }
      for (learned, value) in zip(module.parameters(), entry.parameters) {
        learned.weight.copy(from: value.tensor)
      }
      let (input, gradOutput) = (entry.inputs[0].tensor, entry.gradOutputs[0].tensor)
      guard case .tensor = module.forward(.tensor(input)) else { continue }
      expect(.tensor(module.updateOutput(input)), entry.outputs, "output of \(entry.name)")
      let gradInput = module.updateGradInput(input, gradOutput)
      expect(.tensor(gradInput), entry.gradInputs, "gradInput of \(entry.name)")
      module.accGradParameters(input, gradOutput, scale: 1)
      for (learned, value) in zip(module.parameters(), entry.gradParameters) {
        expectClose(learned.gradient, value.tensor, "gradient of a parameter of \(entry.name)")
      }
    }
  }

  func testCriteria() throws {
    for (number, entry) in try LayerwiseFixtures.load().cases.enumerated() {
      guard let criterion = criteria[entry.name]?() else { continue }
      let what = "case \(number), \(entry.name)"
      let (input, target) = (signal(entry.inputs), signal(entry.targets))
      let loss = criterion.forward(input, target)
      expectClose(Tensor(loss, dtype: .float64), entry.outputs[0].tensor, what)
      XCTAssertEqual(criterion.output, loss)
      expect(criterion.backward(input, target), entry.gradInputs, "gradInput of \(what)")
      expect(criterion.gradInput, entry.gradInputs, "gradInput of \(what)")
    }
  }

  func testImpossibleClassesDoNotCount() {
    let criterion = ClassNLLCriterion()
    let input = Tensor([[-0.5, -.infinity], [-.infinity, -1.5]], dtype: .float64)
    XCTAssertEqual(criterion.forward(input, Tensor([1, 2])), 1)
    XCTAssertEqual(criterion.forward(input, Tensor([2, 2])), .infinity)
    let gradient = criterion.backward(input, Tensor([1, 2])).doubles()
    XCTAssertEqual(gradient, [-0.5, 0, 0, -0.5])
    XCTAssertEqual(gradient.map(\.sign), [.minus, .plus, .plus, .minus], "0 prints without a sign")
  }

  func testStridedInputsGiveTheSame() throws {
    for entry in try LayerwiseFixtures.load().cases where entry.inputs.count == 1 {
      guard let module = modules[entry.name]?(), entry.inputs[0].shape.count > 1 else { continue }
      for (learned, value) in zip(module.parameters(), entry.parameters) {
        learned.weight.copy(from: value.tensor)
      }
      let last = entry.inputs[0].shape.count - 1
      let strided = entry.inputs[0].tensor.transpose(0, last).contiguous().transpose(0, last)
      expect(module.forward(.tensor(strided)), entry.outputs, "strided \(entry.name)")
      module.backward(.tensor(strided), signal(entry.gradOutputs))
      expect(module.gradInput, entry.gradInputs, "strided \(entry.name)")
    }
  }
}
