import Kindling
import XCTest

final class GoldenTests: XCTestCase {
  /// The unit roundoff of a dtype: half the distance from 1 to the next number.
  private func roundoff(_ dtype: DType) -> Double {
    switch dtype {
    case .float64: 0x1p-53
    case .float32: 0x1p-24
    case .float16: 0x1p-11
    default: 0
    }
  }

  /// Fails unless each element is within the error that rounding can cause.
  ///
  /// Adding n numbers in any order is off by at most n roundoffs of the sum of their sizes, here
  /// bounded by n times the largest; an elementary function by a few units in the last place, on
  /// either side.
  private func compare(
    _ got: Tensor, _ expected: Tensor, terms: Int, _ what: String, scale: Double? = nil,
    strict: Bool = false
  ) {
    XCTAssertEqual(got.shape, expected.shape, "\(what): shape")
    XCTAssertEqual(got.dtype, expected.dtype, "\(what): dtype")
    guard got.shape == expected.shape, got.dtype == expected.dtype else { return }
    let right = expected.doubles()
    let largest = scale ?? right.filter(\.isFinite).reduce(0) { Swift.max($0, Swift.abs($1)) }
    for (index, pair) in zip(got.doubles(), right).enumerated() {
      let same = pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN)
      // Strict: sixteen half units in the last place of the element itself.
      let size = strict ? Swift.max(Swift.abs(pair.1), smallest(expected.dtype)) : largest
      let bound =
        roundoff(expected.dtype) * (strict ? 16 * size : (8 + 2 * Double(terms)) * max(size, 1))
      XCTAssert(
        same || Swift.abs(pair.0 - pair.1) <= bound,
        "\(what): element \(index) is \(pair.0), PyTorch has \(pair.1), bound \(bound)")
    }
  }

  /// Below this, numbers have fewer digits.
  private func smallest(_ dtype: DType) -> Double {
    switch dtype {
    case .float16: Double(Float16.leastNormalMagnitude)
    case .float32: Double(Float.leastNormalMagnitude)
    default: Double.leastNormalMagnitude
    }
  }

  func testOperationsEqualPyTorch() throws {
    let golden = try GoldenFile.load()
    XCTAssertGreaterThan(golden.cases.count, 1800)
    for (number, entry) in golden.cases.enumerated() {
      let operation = try XCTUnwrap(goldenOperations[entry.op], "no way to run \(entry.op)")
      let leaves = entry.inputs.enumerated().map { index, input in
        var leaf = input.tensor
        if entry.strided.contains(index) {
          let last = leaf.rank - 1
          leaf = leaf.transpose(0, last).contiguous().transpose(0, last)
        }
        leaf = leaf.detach()
        if entry.cotangent != nil && leaf.dtype.isFloatingPoint { leaf.requiresGrad = true }
        return leaf
      }
      let what = "case \(number), \(entry.op) of \(entry.inputs.map { "\($0.dtype) \($0.shape)" })"
      let result = operation(leaves, entry.arguments)
      let strict = entry.strict ?? false
      compare(result.detach(), entry.result.tensor, terms: entry.terms, what, strict: strict)
      if let name = entry.name, entry.strided.isEmpty, !isComposedOtherwise(entry.op) {
        XCTAssertEqual(result.gradientFunction, name, "\(what): name of the derivative")
      }
      guard let cotangent = entry.cotangent?.tensor, let gradients = entry.gradients else {
        continue
      }
      XCTAssertTrue(result.requiresGrad, "\(what): the result requires no gradient")
      result.backward(gradient: cotangent)
      let scale = leaves.map { $0.dtype.isFloatingPoint ? largest($0) : 0 }.max()!
      for (leaf, gradient) in zip(leaves, gradients) {
        guard let gradient = gradient?.tensor else { continue }
        guard let found = leaf.grad else {
          XCTFail("\(what): an input got no gradient")
          continue
        }
        compare(
          found, gradient, terms: entry.gradientTerms!, "gradient in \(what)",
          scale: Swift.max(scale, largest(gradient), largest(entry.result.tensor)),
          // Of terms that cancel each other a device leaves another rest.
          strict: strict && (Device.default == .cpu || entry.gradientTerms == 1))
      }
    }
  }

  /// Operations that PyTorch makes of other steps than Kindling does, with the same result.
  private func isComposedOtherwise(_ op: String) -> Bool {
    ["matmul", "linear", "einsum"].contains(op)
  }

  private func largest(_ x: Tensor) -> Double {
    x.doubles().filter(\.isFinite).reduce(0) { Swift.max($0, Swift.abs($1)) }
  }

  func testEveryListedOperationHasACase() throws {
    let tested = Set(try GoldenFile.load().cases.map(\.op))
    XCTAssertEqual(Set(goldenOperations.keys).subtracting(tested), [])
  }

  func testPrintsAsPyTorch() throws {
    try XCTSkipIf(Device.default != .cpu, "a tensor on a device says where it is")
    for entry in try GoldenFile.load().printed {
      let tensor = entry.tensor.tensor
      if entry.requiresGrad { tensor.requiresGrad = true }
      var options = PrintOptions()
      if let given = entry.options {
        options.precision = given.precision ?? options.precision
        options.threshold = given.threshold ?? options.threshold
        options.edgeItems = given.edgeItems ?? options.edgeItems
        options.lineWidth = given.lineWidth ?? options.lineWidth
        options.scientific = given.scientific
      }
      XCTAssertEqual(tensor.text(options), entry.text, "\(options)")
      PrintOptions.current = options
      XCTAssertEqual("\(tensor)", entry.text)
      PrintOptions.current = PrintOptions()
    }
  }

  func testDrawsAsPyTorch() throws {
    for run in try GoldenFile.load().drawn {
      manualSeed(run.seed)
      for (number, step) in run.steps.enumerated() {
        let (arguments, what) = (step.arguments, "seed \(run.seed), step \(number), \(step.name)")
        let result: Tensor
        switch step.name {
        case "randn": result = .randn(Shape(arguments))
        case "randn64": result = .randn(Shape(arguments), dtype: .float64)
        case "randn16": result = .randn(Shape(arguments), dtype: .float16)
        case "rand": result = .rand(Shape(arguments))
        case "rand64": result = .rand(Shape(arguments), dtype: .float64)
        case "randint": result = .randint(arguments[0]..<arguments[1], [arguments[2]])
        case "randperm": result = .randperm(arguments[0])
        case "linear":
          let layer = Linear(arguments[0], arguments[1])
          result = Tensor.cat([layer.weight.flatten(), layer.bias]).detach()
        case "linear64":
          let layer = Linear(arguments[0], arguments[1], dtype: .float64)
          result = Tensor.cat([layer.weight.flatten(), layer.bias]).detach()
        case "linspacefloat16", "linspacefloat32", "linspacefloat64":
          let dtype = step.result.tensor.dtype
          result = .linspace(-1.3, 2.9, count: arguments[0], dtype: dtype)
        default: return XCTFail("no way to draw \(step.name)")
        }
        // Normal numbers go through the system's log and cos, unless there are 16 or more of them
        // in single or half precision.
        let expected = step.result.tensor
        if step.name.hasPrefix("randn")
          && (expected.elementCount < 16 || expected.dtype == .float64)
        {
          compare(result, expected, terms: 8, what)
        } else {
          XCTAssertEqual(result.dtype, expected.dtype, what)
          XCTAssertEqual(result.doubles(), expected.doubles(), what)
        }
      }
    }
  }
}
