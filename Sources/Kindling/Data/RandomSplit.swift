/// Splits a dataset at random into parts of the given lengths. `torch.utils.data.random_split`.
///
/// Draws from this thread's generator, as PyTorch does. Traps with `randomSplit: lengths [3, 4] add
/// up to 7, not 10`.
public func randomSplit<Source: Dataset>(_ source: Source, _ lengths: [Int]) -> [Subset<Source>] {
  randomSplit(source, lengths, using: &Generator.default)
}

/// Splits a dataset at random into parts of the given lengths, using `generator`.
/// `torch.utils.data.random_split`.
public func randomSplit<Source: Dataset>(
  _ source: Source, _ lengths: [Int], using generator: inout Generator
) -> [Subset<Source>] {
  check(lengths.allSatisfy { $0 >= 0 }, "randomSplit", "\(lengths) has a negative length")
  check(
    lengths.reduce(0, +) == source.count, "randomSplit",
    "lengths \(lengths) add up to \(lengths.reduce(0, +)), not \(source.count)")
  let order = generator.permutation(source.count)
  var start = 0
  return lengths.map { length in
    defer { start += length }
    return Subset(source, Array(order[start..<start + length]))
  }
}

/// Splits a dataset at random into parts that are the given shares of it: `[0.8, 0.2]`.
/// `torch.utils.data.random_split`.
///
/// Lengths are rounded down, and the remaining examples go to the first parts, one each. Traps with
/// `randomSplit: shares [0.5, 0.2] add up to 0.7, not 1`.
public func randomSplit<Source: Dataset>(
  _ source: Source, shares: [Double]
) -> [Subset<Source>] {
  let total = shares.reduce(0, +)
  check(shares.allSatisfy { $0 >= 0 }, "randomSplit", "\(shares) has a negative share")
  check(
    abs(total - 1) <= 1e-9, "randomSplit",
    "shares \(shares) add up to \(total), not 1")
  var lengths = shares.map { Int((Double(source.count) * $0).rounded(.down)) }
  for index in 0..<(source.count - lengths.reduce(0, +)) { lengths[index % lengths.count] += 1 }
  return randomSplit(source, lengths)
}
