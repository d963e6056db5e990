/// A weighted sum of criteria, one for each element of a table. `nn.ParallelCriterion`.
///
/// ```swift
/// let loss = ParallelCriterion().add(MSECriterion(), 0.5).add(ClassNLLCriterion())
/// loss.forward([prediction, scores], [value, label])
/// ```
public final class ParallelCriterion: Criterion {
  private let repeatTarget: Bool
  private var parts: [(criterion: Criterion, weight: Double)] = []

  /// If `repeatTarget` is true, every criterion gets the same target instead of its element of a
  /// table.
  public init(repeatTarget: Bool = false) { self.repeatTarget = repeatTarget }

  /// Adds a criterion for the next element and returns this one, so that calls can be chained.
  @discardableResult
  public func add(_ criterion: Criterion, _ weight: Double = 1) -> Self {
    parts.append((criterion, weight))
    return self
  }

  /// Traps with `nn.ParallelCriterion: 2 criteria cannot judge 3 inputs, one each`.
  public override func updateOutput(_ input: Signal, _ target: Signal) -> Double {
    zip(parts, pairs(input, target)).reduce(0) {
      $0 + $1.0.weight * $1.0.criterion.forward($1.1.0, $1.1.1)
    }
  }

  /// A table of the criteria's gradients, each times its weight.
  public override func updateGradInput(_ input: Signal, _ target: Signal) -> Signal {
    .table(
      zip(parts, pairs(input, target)).map { part, pair in
        let gradient = part.criterion.backward(pair.0, pair.1)
        return gradient.combined(with: gradient) { one, _ in one * part.weight }
      })
  }

  private func pairs(_ input: Signal, _ target: Signal) -> [(Signal, Signal)] {
    let inputs = input.table(name)
    let targets = repeatTarget ? inputs.map { _ in target } : target.table(name)
    for count in [inputs.count, targets.count] {
      check(
        count == parts.count, name,
        "\(parts.count) criteria cannot judge \(count) "
          + "\(count == inputs.count ? "inputs" : "targets"), one each")
    }
    return Array(zip(inputs, targets))
  }
}
