import Kindling

/// The sentences that the tutorial trains its classifier on, for the sections that train it, and
/// what the tutorial's own program in PyTorch makes of them.
public enum TutorialSentences {
  public static let examples: [(sentence: [String], label: Int)] = [
    (split("me gusta comer en la cafeteria"), 0), (split("Give it to me"), 1),
    (split("No creo que sea una buena idea"), 0),
    (split("No it is not a good idea to get lost at sea"), 1),
  ]
  public static let tests = [split("Yo creo que si"), split("it is lost on me")]
  /// The keys of `word_to_ix` as the tutorial prints them, 0 to 25.
  public static let words = split(
    "me gusta comer en la cafeteria Give it to No creo que sea una buena idea is not a good get "
      + "lost at Yo si on")

  /// The row of counts of a sentence: 0 to 3 are the examples, 4 and 5 the test sentences.
  public static func bag(_ number: Int) -> Tensor {
    let sentence = (examples.map(\.sentence) + tests)[number]
    return Tensor([words.map { word in Double(sentence.count { $0 == word }) }])
  }

  /// From seed 1, the random numbers that the tutorial draws before it makes its model.
  public static func drawWhatComesBefore() {
    manualSeed(1)
    _ = (Linear(5, 3), Tensor.randn(2, 5), Tensor.randn(2, 2), Tensor.randn(5))
  }

  /// Fails unless a model that was trained as the tutorial's says what PyTorch's does, which the
  /// tutorial prints with fewer digits.
  ///
  /// - Parameters:
  ///   - model: from rows of counts to log probabilities.
  ///   - losses: the mean loss of each epoch; the tutorial prints none.
  public static func expectResults(
    of model: (Tensor) -> Tensor, losses: [Double], tolerance: Tolerance,
    for inputs: KeyValuePairs<String, Any>, file: StaticString = #filePath, line: UInt = #line
  ) {
    expectClose(
      withoutGradients { Tensor.cat(tests.indices.map { model(bag(examples.count + $0)) }) },
      Tensor([[-0.20927535, -1.66691780], [-2.53299522, -0.08275220]]), tolerance: tolerance,
      for: inputs, "log probabilities of the test sentences, beside PyTorch", file: file, line: line
    )
    expectClose(
      Tensor(losses.prefix(2) + losses.suffix(1)), Tensor([0.65964444, 0.41017985, 0.00925059]),
      tolerance: tolerance, for: inputs, "the first two losses and the last, beside PyTorch",
      file: file, line: line)
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: " ").map { String($0) }
  }
}
