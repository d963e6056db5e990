/// A reader that takes entries out of a dictionary and records what does not fit.
struct StateReader {
  private var rest: [String: Tensor]
  private var problems: StateDictionaryError

  init(_ dictionary: [String: Tensor], owner: String) {
    rest = dictionary
    problems = StateDictionaryError(owner: owner)
  }

  func contains(prefix: String) -> Bool { rest.keys.contains { $0.hasPrefix(prefix) } }

  mutating func take(_ name: String, shape: Shape) -> Tensor? {
    guard let tensor = rest.removeValue(forKey: name) else {
      problems.missing.append(name)
      return nil
    }
    guard tensor.shape == shape else {
      problems.misshapen.append(.init(name: name, expected: shape, found: tensor.shape))
      return nil
    }
    return tensor
  }

  /// Returns the single number in an entry, if it is allowed.
  mutating func number(_ name: String, isAllowed: (Double) -> Bool) -> Double? {
    guard let value = take(name, shape: [])?.item() else { return nil }
    if !isAllowed(value) { problems.unusable.append("\(name) is \(value)") }
    return isAllowed(value) ? value : nil
  }

  func finish() throws(StateDictionaryError) {
    var problems = problems
    problems.missing.sort()
    problems.unusable.sort()
    problems.misshapen.sort { $0.name < $1.name }
    problems.unexpected = rest.keys.sorted()
    if !problems.isEmpty { throw problems }
  }
}
