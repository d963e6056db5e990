import Kindling
import XCTest

/// A schedule goes on from saved state as if it had never stopped.
final class ScheduleStateTests: XCTestCase {
  private func optimizer() -> Optimizer {
    let optimizer = SGD([Tensor.zeros(1).requiringGradient()], learningRate: 0.4)
    optimizer.addGroup([Tensor.zeros(1).requiringGradient()], [.learningRate: 0.05])
    return optimizer
  }

  private func rates(_ optimizer: Optimizer) -> [Double] {
    optimizer.groups.map { $0[.learningRate] }
  }

  private func schedule(
    _ entry: TrainingFile.Scheduled, _ optimizer: Optimizer
  ) -> LearningRateSchedule? {
    let a = entry.arguments
    switch entry.name {
    case "StepLR": return StepLR(optimizer, every: a.every!, gamma: a.gamma!)
    case "MultiStepLR": return MultiStepLR(optimizer, at: [2, 5, 5, 9], gamma: a.gamma!)
    case "ExponentialLR": return ExponentialLR(optimizer, gamma: a.gamma!)
    case "CosineAnnealingLR":
      return CosineAnnealingLR(optimizer, epochs: a.every!, minimum: a.minimum!)
    case "LambdaLR": return LambdaLR(optimizer) { 1 / Double($0 + 1) }
    default: return nil
    }
  }

  func testSchedulesGoOnAsPyTorch() throws {
    for entry in try TrainingFile.load().schedules where entry.measures.isEmpty {
      for stop in [0, 1, 4, 7] {
        let first = optimizer()
        let before = try XCTUnwrap(schedule(entry, first), "no way to make \(entry.name)")
        for _ in 0..<stop { before.step() }

        let second = optimizer()
        // What the new optimizer began with is overruled by what was saved.
        second.groups[0][.learningRate] = 7
        let after = try XCTUnwrap(schedule(entry, second))
        try second.loadStateDictionary(first.stateDictionary())
        try after.loadStateDictionary(before.stateDictionary())
        XCTAssertEqual(after.epoch, stop)
        for epoch in stop..<entry.rates.count {
          for (own, expected) in zip(rates(second), entry.rates[epoch]) {
            XCTAssertEqual(own, expected, accuracy: 1e-12, "\(entry.name), epoch \(epoch)")
          }
          after.step()
        }
      }
    }
  }

  func testPlateausGoOnAsPyTorch() throws {
    for entry in try TrainingFile.load().schedules where !entry.measures.isEmpty {
      func plateau(_ optimizer: Optimizer) -> ReduceLROnPlateau {
        let (factor, patience) = (entry.arguments.gamma!, entry.arguments.every!)
        return entry.name == "ReduceLROnPlateau"
          ? ReduceLROnPlateau(optimizer, factor: factor, patience: patience)
          : ReduceLROnPlateau(
            optimizer, mode: .max, factor: factor, patience: patience,
            threshold: .absolute(0.05), cooldown: 2, minimum: 0.003)
      }
      for stop in entry.measures.indices {
        let (first, second) = (optimizer(), optimizer())
        let (before, after) = (plateau(first), plateau(second))
        for measure in entry.measures[..<stop] { before.step(measure) }
        try second.loadStateDictionary(first.stateDictionary())
        try after.loadStateDictionary(before.stateDictionary())
        for epoch in stop..<entry.measures.count {
          after.step(entry.measures[epoch])
          for (own, expected) in zip(rates(second), entry.rates[epoch + 1]) {
            XCTAssertEqual(own, expected, accuracy: 1e-12, "\(entry.name), epoch \(epoch)")
          }
        }
      }
    }
  }

  func testStateIsNamedAsPyTorchNamesIt() {
    let schedule = StepLR(optimizer(), every: 2)
    XCTAssertEqual(schedule.stateDictionary().keys.sorted(), ["base_lrs", "last_epoch"])
    XCTAssertEqual(
      ReduceLROnPlateau(optimizer()).stateDictionary().keys.sorted(),
      ["best", "cooldown_counter", "num_bad_epochs"])
  }

  func testRefusesStateThatDoesNotFit() {
    let optimizer = optimizer()
    let schedule = StepLR(optimizer, every: 2)
    XCTAssertThrowsError(
      try schedule.loadStateDictionary([
        "last_epoch": Tensor(-1.0), "base_lrs": Tensor([0.1]), "gamma": Tensor(0.5),
      ])
    ) {
      XCTAssertEqual(
        "\($0)",
        "state of StepLR: unexpected gamma; base_lrs has shape [1] and must have [2]; last_epoch is "
          + "-1.0; nothing was changed. Load it into what it was saved from, made with the same sizes"
      )
    }
    XCTAssertEqual(schedule.epoch, 0)
    XCTAssertEqual(rates(optimizer), [0.4, 0.05])
    XCTAssertThrowsError(
      try ReduceLROnPlateau(optimizer).loadStateDictionary([
        "best": Tensor(Double.nan), "num_bad_epochs": Tensor(2.5), "cooldown_counter": Tensor(0.0),
      ]))
  }
}
