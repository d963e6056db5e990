extension LearningRateSchedule {
  /// The state that the schedule resumes from, by name.
  /// `torch.optim.lr_scheduler.LRScheduler.state_dict`.
  ///
  /// `last_epoch` is the number of completed epochs and `base_lrs` contains each group's initial
  /// learning rate. The schedule's arguments, such as gamma, are not included; pass them again when
  /// making a new schedule:
  ///
  /// ```swift
  /// let again = StepLR(optimizer, every: 30)
  /// try again.loadStateDictionary(schedule.stateDictionary())
  /// ```
  public final func stateDictionary() -> [String: Tensor] {
    [
      "last_epoch": Tensor(Double(epoch), dtype: .float64),
      "base_lrs": Tensor(initialRates, dtype: .float64),
    ]
  }

  /// Loads the result of ``stateDictionary()``. The learning rates themselves are in the
  /// optimizer's ``Optimizer/stateDictionary()``.
  /// `torch.optim.lr_scheduler.LRScheduler.load_state_dict`.
  ///
  /// - Throws: a ``StateDictionaryError`` that names every missing, unexpected, misshapen and
  ///   unusable entry; nothing is changed in that case.
  public final func loadStateDictionary(
    _ dictionary: [String: Tensor]
  ) throws(StateDictionaryError) {
    var reader = StateReader(dictionary, owner: "\(type(of: self))")
    let epoch = reader.number("last_epoch") { $0 >= 0 && $0 < 0x1p53 }
    let rates = reader.take("base_lrs", shape: [initialRates.count])
    try reader.finish()
    guard let epoch, let rates else { return }
    resume(at: Int(epoch), from: rates.doubles())
  }
}

extension ReduceLROnPlateau {
  /// The state that the schedule resumes from, by name: `best`, `num_bad_epochs` and
  /// `cooldown_counter`. `torch.optim.lr_scheduler.ReduceLROnPlateau.state_dict`.
  ///
  /// The learning rates themselves are in the optimizer's ``Optimizer/stateDictionary()``.
  public func stateDictionary() -> [String: Tensor] {
    [
      "best": Tensor(best, dtype: .float64),
      "num_bad_epochs": Tensor(Double(badEpochs), dtype: .float64),
      "cooldown_counter": Tensor(Double(coolingEpochs), dtype: .float64),
    ]
  }

  /// Loads the result of ``stateDictionary()``.
  /// `torch.optim.lr_scheduler.ReduceLROnPlateau.load_state_dict`.
  ///
  /// - Throws: a ``StateDictionaryError`` that names every missing, unexpected, misshapen and
  ///   unusable entry; nothing is changed in that case.
  public func loadStateDictionary(_ dictionary: [String: Tensor]) throws(StateDictionaryError) {
    var reader = StateReader(dictionary, owner: "ReduceLROnPlateau")
    let best = reader.number("best") { !$0.isNaN }
    let counts = ["num_bad_epochs", "cooldown_counter"].map { name in
      reader.number(name) { $0 >= 0 && $0 < 0x1p53 }
    }
    try reader.finish()
    guard let best, let bad = counts[0], let cooling = counts[1] else { return }
    resume(best: best, badEpochs: Int(bad), coolingEpochs: Int(cooling))
  }
}
