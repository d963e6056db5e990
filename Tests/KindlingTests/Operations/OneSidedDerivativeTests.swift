import Kindling
import XCTest

/// Derivatives where a function bends, against one-sided differences: the recorded one is between
/// the slopes on both sides, or what a side tends to where there is but one.
final class OneSidedDerivativeTests: XCTestCase {
  private typealias Bend = (what: String, points: [Double], function: (Tensor) -> Tensor)

  private let bends: [Bend] = [
    ("relu", [0], { $0.relu() }), ("abs", [0], { $0.abs() }),
    ("leakyRelu", [0], { $0.leakyRelu(negativeSlope: 0.2) }), ("elu", [0], { $0.elu(alpha: 0.5) }),
    ("clamp", [-1, 1], { $0.clamp(min: -1, max: 1) }), ("clamp(min:)", [2], { $0.clamp(min: 2) }),
    ("clamp(max:)", [2], { $0.clamp(max: 2) }),
    ("clamp by tensors", [-1, 1], { $0.clamp(min: Tensor(-1.0), max: Tensor(1.0)) }),
    ("maximum", [0.5], { $0.maximum(.full(like: $0, 0.5)) }),
    ("minimum", [0.5], { $0.minimum(.full(like: $0, 0.5)) }),
    ("max()", [3], { Tensor.cat([$0, .full(like: $0, 3)]).max() }),
    ("min()", [3], { Tensor.cat([$0, .full(like: $0, 3)]).min() }),
    ("max(dim:)", [3], { Tensor.stack([$0, .full(like: $0, 3)]).max(dim: 0).values }),
    ("min(dim:)", [3], { Tensor.stack([$0, .full(like: $0, 3)]).min(dim: 0).values }),
    ("norm of order 1", [0], { $0.norm(1, dim: 0, keepDim: true) }),
    ("norm", [0], { $0.norm(2, dim: 0, keepDim: true) }),
    ("l1Loss", [0], { l1Loss($0, .zeros(like: $0), reduction: .none) }),
  ]

  func testDerivativesAtBendsAreBetweenTheSlopesOfBothSides() {
    let step = 1e-6
    for (what, points, function) in bends {
      for point in points {
        func value(_ x: Double) -> Double {
          function(Tensor([x], dtype: .float64)).sum().item()
        }
        let (left, right) = (
          (value(point) - value(point - step)) / step, (value(point + step) - value(point)) / step
        )
        XCTAssertGreaterThan(abs(left - right), 1e-5, "\(what) does not bend at \(point)")
        let x = Tensor([point], dtype: .float64).requiringGradient()
        function(x).sum().backward()
        let found = x.grad!.item()
        // A difference is off by step times the second derivative, which is below 10 in all of
        // them.
        let room = 10 * step
        XCTAssertGreaterThanOrEqual(found, min(left, right) - room, "\(what) at \(point)")
        XCTAssertLessThanOrEqual(found, max(left, right) + room, "\(what) at \(point)")
      }
    }
  }

  func testDerivativesAtTheEndOfADomainAreWhatTheSlopesInsideTendTo() {
    let ends: [(String, Double, (Tensor) -> Tensor)] = [
      ("sqrt", 0, { $0.sqrt() }), ("asin", 1, { $0.asin() }), ("acos", 1, { $0.acos() }),
      ("log", 0, { $0.log() }), ("pow", 0, { $0.pow(0.5) }),
    ]
    for (what, end, function) in ends {
      let x = Tensor([end], dtype: .float64).requiringGradient()
      function(x).sum().backward()
      let inside = end == 0 ? 1e-12 : 1 - 1e-12
      let near = Tensor([inside], dtype: .float64).requiringGradient()
      function(near).sum().backward()
      XCTAssertTrue(x.grad!.item().isInfinite, what)
      XCTAssertGreaterThan(abs(near.grad!.item()), 1e5, what)
      XCTAssertEqual(x.grad!.item().sign, near.grad!.item().sign, what)
    }
  }
}
