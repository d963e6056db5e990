// 4.15 Reproducibility
//
// Lesson: docs/lessons/4-framework/15-reproducibility.md
// Try:    grade try 4.15
// Grade:  grade 4.15
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order. Nothing in the library is forbidden.

import Kindling

/// Part 1, 2 points. Run a piece of a program from a seed, and leave no trace of it.
///
/// The body finds this thread's default generator as `manualSeed(seed)` leaves it, which is in
/// PyTorch's dialect. Afterwards the generator is exactly as it was before the call: its numbers
/// continue as if nothing had been drawn, in the dialect that it had, PyTorch's or Torch7's. The
/// body runs once.
///
/// - Parameters:
///   - seed: any seed.
///   - body: draws random numbers, or none. It may seed the generator itself.
/// - Returns: what the body returns, as it is.
///
/// Example:
/// ```
/// manualSeed(1)
/// let noise = seeded(7) { Tensor.randn(2) }  // as after manualSeed(7)
/// Tensor.randn(2)                            // as after manualSeed(1)
/// ```
public func seeded(_ seed: UInt64, _ body: () -> Tensor) -> Tensor {
  unanswered()
}

/// Part 2, 2 points. Run a piece of a program several times from the same place.
///
/// Each run begins with the default generator as it was at the call, so that all runs draw the same
/// numbers. Afterwards the generator is where the last run leaves it; with a count of 0 the body
/// does not run, and the generator stays as it was.
///
/// - Parameters:
///   - count: how many runs, 0 or more.
///   - body: draws random numbers, or none.
/// - Returns: what the runs return, in their order.
///
/// Example:
/// ```
/// let twins = repeated(2) { Tensor.randn(3) }  // the same three numbers, twice
/// ```
public func repeated(_ count: Int, _ body: () -> Tensor) -> [Tensor] {
  unanswered()
}

/// Part 3, 2 points. One generator for each of several jobs, so that none disturbs another.
///
/// The seeds of the streams are random numbers themselves. Take a generator with the seed given, in
/// PyTorch's dialect, as `Generator(seed:)` makes it, and draw 32 bits from it for each stream, in
/// order: that number is the stream's seed. So a stream does not depend on how many there are after
/// it. The default generator is not touched.
///
/// - Parameters:
///   - count: how many streams, 0 or more.
///   - seed: any seed.
/// - Returns: the generators, in PyTorch's dialect, none of which has been drawn from yet.
///
/// Example:
/// ```
/// var jobs = streams(2, seed: 1)
/// jobs[0].seed             // 1791095845
/// jobs[1].seed             // 4282876139
/// jobs[0].permutation(5)   // an order for the data
/// ```
public func streams(_ count: Int, seed: UInt64) -> [Generator] {
  unanswered()
}

/// A training run that was put aside: what parts 4 and 5 write and read. This one is given.
public struct Checkpoint {
  /// The numbers of the parameters and buffers, by name.
  public let state: [String: Tensor]
  /// The state of the default generator.
  public let generator: [UInt8]

  public init(state: [String: Tensor], generator: [UInt8]) {
    self.state = state
    self.generator = generator
  }
}

/// Part 4, 2 points. Put a training run aside.
///
/// The checkpoint holds the model's state and that of the default generator as they are now. What
/// is trained or drawn later does not change it. The model and the generator stay as they are.
///
/// - Parameter model: any module.
/// - Returns: its checkpoint; the names are those of `stateDictionary()`.
///
/// Example:
/// ```
/// let model = Linear(2, 1)
/// let saved = checkpoint(of: model)
/// saved.state.keys.sorted()  // ["bias", "weight"]
/// ```
public func checkpoint(of model: Module) -> Checkpoint {
  unanswered()
}

/// Part 5, 2 points. Resume a training run.
///
/// The model gets the numbers of the checkpoint, in the tensors that it has, and the default
/// generator its state. What follows is, bit for bit, what would have followed when the checkpoint
/// was made. The checkpoint can be used again.
///
/// - Parameters:
///   - model: a module with parameters of the same names and shapes.
///   - checkpoint: what to resume from.
/// - Throws: what `loadStateDictionary` throws where the state does not fit the model, and what
///   `Generator(state:)` throws where the bytes are no generator's. In both cases neither the model
///   nor the generator has changed.
///
/// Example:
/// ```
/// let saved = checkpoint(of: model)
/// let first = Tensor.randn(3)
/// try resume(model, from: saved)
/// Tensor.randn(3)  // the numbers of first
/// ```
public func resume(_ model: Module, from checkpoint: Checkpoint) throws {
  unanswered()
}
