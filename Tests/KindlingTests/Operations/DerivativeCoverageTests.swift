import Kindling
import XCTest

/// Every derivative that the library records is compared with finite differences, and so is the
/// derivative of each: the operations come from the golden cases, so a new one is checked with
/// them.
final class DerivativeCoverageTests: XCTestCase {
  /// Named in the source but not to be checked by differences of float64 numbers.
  private let unchecked: Set<String> = [
    // Another dtype rounds more than a difference of 1e-6 changes.
    "ToCopyBackward0"
  ]

  func testEveryRecordedDerivativeIsChecked() throws {
    var checked: Set<String> = []
    for (what, inputs, function) in try operations() + losses() + others() {
      assertGradients(inputs, what, function)
      checked.formUnion(derivatives(inputs, function))
    }
    let named = Set(
      try SourceFile.all(under: "Sources/Kindling").flatMap(\.lines)
        .filter { !$0.contains("///") }
        .flatMap { $0.matches(of: /"(\w+Backward[0-9]|CopySlices)"/).map { String($0.1) } })
    XCTAssertGreaterThan(named.count, 100)
    XCTAssertEqual(named.subtracting(checked).subtracting(unchecked).sorted(), [])
  }

  /// The same functions at other points: each number moved towards 0, which keeps its sign and, but
  /// for a few, its place in the domain.
  func testDerivativesAtRandomPoints() throws {
    var generator = Generator(seed: 16)
    var count = 0
    for (what, inputs, function) in try operations() + losses() {
      let moved = inputs.map {
        $0 * Tensor.uniform($0.shape, 0.8..<1, dtype: .float64, using: &generator)
      }
      let value = withoutGradients { function(moved) }.doubles()
      guard value.allSatisfy(\.isFinite) else { continue }
      let result = gradCheck(moved, function)
      XCTAssertTrue(result.passed, "\(what): \(result)")
      count += 1
    }
    XCTAssertGreaterThan(count, 150)
  }

  /// Golden cases at a point where there is no derivative.
  private let singular: Set<String> = ["norm05"]

  private typealias Checked = (what: String, inputs: [Tensor], function: ([Tensor]) -> Tensor)

  /// The first golden case of each operation that is small enough and differentiable.
  private func operations() throws -> [Checked] {
    var seen: Set<String> = []
    return try GoldenFile.load().cases.compactMap { entry in
      let inputs = entry.inputs.map(\.tensor)
      let operation = try XCTUnwrap(goldenOperations[entry.op])
      guard entry.cotangent != nil, entry.strict == nil,
        !seen.union(singular).contains(entry.op),
        let checked = checked(entry.op, inputs, { operation($0, entry.arguments) })
      else { return nil }
      seen.insert(entry.op)
      return checked
    }
  }

  /// The first case of each loss and layer, and each number of dimensions and reduction.
  private func losses() throws -> [Checked] {
    var seen: Set<String> = []
    return try TrainingFile.load().cases.compactMap { entry in
      let kind = "\(entry.op) \(entry.inputs[0]!.shape.count) \(entry.arguments.reduction ?? "")"
      let given = entry.inputs.map { $0?.tensor }
      let places = given.indices.filter { given[$0] != nil && !entry.frozen.contains($0) }
      guard !seen.contains(kind),
        let checked = checked(
          kind, places.map { given[$0]! },
          { inputs in
            var all = given
            for (place, input) in zip(places, inputs) { all[place] = input }
            return try! entry.result(of: all)
          })
      else { return nil }
      seen.insert(kind)
      return checked
    }
  }

  /// Forms of operations that no golden case has.
  private func others() -> [Checked] {
    let x = [Tensor([[0.3, -1.2, 0.9]], dtype: .float64)]
    return [
      ("x[...]", x, { $0[0][.rest] }), ("squeeze()", x, { $0[0].squeeze() }),
      ("fmod of a number", x, { $0[0].fmod(0.7) }),
      ("fill", x, { self.overwritten($0[0]) { $0.fill(2) } }),
      ("zero", x, { self.overwritten($0[0]) { $0.zero() } }),
    ]
  }

  private func overwritten(_ x: Tensor, _ change: (Tensor) -> Void) -> Tensor {
    let y = x * 1
    change(y)
    return y + x
  }

  /// The function of its float64 inputs alone; nil for another precision and for many elements.
  private func checked(
    _ what: String, _ inputs: [Tensor], _ function: @escaping ([Tensor]) -> Tensor
  ) -> Checked? {
    let places = inputs.indices.filter { inputs[$0].dtype.isFloatingPoint }
    let varied = places.map { inputs[$0] }
    guard !varied.isEmpty, varied.allSatisfy({ $0.dtype == .float64 && $0.elementCount > 0 }),
      varied.reduce(0, { $0 + $1.elementCount }) <= 40
    else { return nil }
    return (
      what, varied,
      { leaves in
        var all = inputs
        for (place, leaf) in zip(places, leaves) { all[place] = leaf }
        return function(all)
      }
    )
  }

  /// The names of the derivatives behind the result and behind its gradients.
  private func derivatives(_ inputs: [Tensor], _ function: ([Tensor]) -> Tensor) -> Set<String> {
    let leaves = inputs.map { $0.detach().clone().requiringGradient() }
    let output = function(leaves)
    let gradients = grad(
      of: output, withRespectTo: leaves,
      gradient: Tensor.ones(like: output).requiringGradient(), createGraph: true)
    let graphs = ([output] + gradients.compactMap { $0 }).map { $0.recordedGraph() }
    return Set(graphs.flatMap { $0.nodes.map(\.name) })
  }
}
