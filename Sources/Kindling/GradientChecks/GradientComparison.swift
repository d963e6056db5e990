/// A comparison of derivatives with finite differences, which looks for the mistake behind a
/// disagreement.
struct GradientComparison {
  private let analytic: [Tensor], numeric: [Tensor]
  private let absolute: Double, relative: Double

  init(_ analytic: [Tensor], _ numeric: [Tensor], _ absolute: Double, _ relative: Double) {
    self.analytic = analytic.map { $0.detach().to(.float64) }
    self.numeric = numeric
    self.absolute = absolute
    self.relative = relative
  }

  var result: GradientCheckResult {
    for (input, pair) in zip(analytic, numeric).enumerated() {
      guard let order = worstElement(pair.0, pair.1) else { continue }
      let mismatch = GradientCheckResult.Mismatch(
        input: input, position: pair.1.shape.position(of: order),
        analytic: pair.0.doubles()[order], numeric: pair.1.doubles()[order])
      return GradientCheckResult(
        worst: mismatch, diagnosis: diagnosis(pair.0, pair.1), problem: nil)
    }
    return GradientCheckResult(worst: nil, diagnosis: nil, problem: nil)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= absolute + relative * abs(b)
  }

  private func worstElement(_ a: Tensor, _ b: Tensor) -> Int? {
    let pairs = Array(zip(a.doubles(), b.doubles()))
    let wrong = pairs.indices.filter { !isClose(pairs[$0].0, pairs[$0].1) }
    // Compared so that NaN, which no number exceeds, counts as the largest error.
    return wrong.max { !(abs(pairs[$0].0 - pairs[$0].1) >= abs(pairs[$1].0 - pairs[$1].1)) }
  }

  private func agrees(_ a: Tensor, _ b: Tensor) -> Bool { worstElement(a, b) == nil }

  private func diagnosis(_ a: Tensor, _ b: Tensor) -> String? {
    if a.doubles().contains(where: { !$0.isFinite }) {
      return "some elements are not finite: is there a division by 0, or an overflow?"
    }
    if a.doubles().allSatisfy({ $0 == 0 }) {
      return "every element is 0: did the gradient get lost on the way?"
    }
    if let factor = commonFactor(a, b) { return factor }
    if lacksShares(a, b) {
      return "some elements are right and the others too small: is a share put in place of the one "
        + "before, where it should be added (an index named twice, a value used twice)?"
    }
    if a.rank == 2 && a.shape[0] == a.shape[1] && agrees(a.t(), b) {
      return "it is the transpose of the right gradient: are two factors in the wrong order?"
    }
    return nil
  }

  /// Returns why the shape of the gradient of `input` differs from the input's, if the numbers show
  /// it.
  func diagnosisOfShape(input: Int) -> String? {
    let (a, b) = (analytic[input], numeric[input])
    if (try? Shape.broadcast(a.shape, b.shape)) == a.shape {
      if agrees(a.sum(to: b.shape, for: "gradCheck"), b) {
        return "added up to the input's shape it is right: is the sum over the batch missing?"
      }
    }
    if a.rank == 2 && a.t().shape == b.shape && agrees(a.t(), b) {
      return "it is the transpose of the right gradient: are two factors in the wrong order?"
    }
    return nil
  }

  /// Returns whether some nonzero elements agree, and every other one is only a part of what it
  /// should be.
  private func lacksShares(_ a: Tensor, _ b: Tensor) -> Bool {
    let pairs = Array(zip(a.doubles(), b.doubles()))
    let wrong = pairs.filter { !isClose($0.0, $0.1) }
    let right = pairs.filter { isClose($0.0, $0.1) && abs($0.1) > absolute }
    return !right.isEmpty
      && wrong.allSatisfy { $0.0 * $0.1 > 0 && abs($0.0) < abs($0.1) * (1 - 10 * relative) }
  }

  private func commonFactor(_ a: Tensor, _ b: Tensor) -> String? {
    if agrees(-a, b) { return "every element has the wrong sign" }
    if agrees(a / 2, b) {
      return "every element is exactly 2 times too large: is something added twice?"
    }
    if agrees(a * 2, b) {
      return "every element is exactly half of what it should be: is a share missing?"
    }
    for size in Set(b.shape).sorted() where size > 2 {
      if agrees(a * size, b) {
        return "every element is \(size) times too small: is a mean taken where a sum belongs?"
      }
      if agrees(a / size, b) {
        return "every element is \(size) times too large: is a sum taken where a mean belongs?"
      }
    }
    return nil
  }
}
