extension Wrapping {
  /// Adds wrong answers that take another number of steps than they are asked for.
  func addLoopMutants() {
    let names: Set = ["steps", "epochs", "iterations", "rounds", "updates"]
    guard let steps = function.integer(named: names) else { return }
    func call(_ count: String) -> String { function.call([steps: count]) }
    add(
      "zeroIsOne", .noStep, "takes one step where `\(steps)` is 0",
      "return \(call("max(1, \(steps))"))")
    add(
      "stoppedEarly", .steps, "takes one of its `\(steps)` too few",
      "return \(call("max(0, \(steps) - 1)"))")
    guard function.result == "[Double]" else { return }
    add(
      "lastStepLeftOut", .steps, "leaves out the last of its `\(steps)`, and repeats a number",
      """
      let result = \(call("max(0, \(steps) - 1)"))
      return \(steps) > 0 ? result + [result.last ?? 0] : result
      """)
    add(
      "oneStepMore", .steps, "takes one of its `\(steps)` too many, and does not say so",
      "return Array((\(call("\(steps) + 1"))).prefix(\(steps)))")
  }
}
