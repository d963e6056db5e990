/// What to do about a compiler's message, where its own words do not say it.
enum CompilerAdvice {
  static func on(_ message: String) -> String? {
    if let known = known.first(where: { message.contains($0.part) }) { return known.advice }
    if let name = message.wholeMatch(of: #/cannot assign to value: '(\w+)' is a function/#)?.output
      .1
    {
      return "is a property or a variable meant? Declare it: `let \(name)`"
    }
    if let name = message.wholeMatch(of: #/cannot find '(\w+)' in scope/#)?.output.1,
      let own = pythonNames[String(name)]
    {
      return "Python's `\(name)` is \(own) in Swift"
    }
    return nil
  }

  /// Advice by a part of the message.
  private static let known: [(part: String, advice: String)] = [
    (
      "not initialized at super.init call",
      "set all properties before `super.init()`, or leave that call out"
    ),
    (
      "cannot pass array of type '[Int]' as variadic arguments of type 'Int'",
      "`Shape(sizes)` makes a shape of an array, which most calls take, too"
    ),
    (
      "is nonisolated global shared mutable state",
      "all calls share it: make it a `let`, or a variable inside of a function"
    ),
    (
      "expected argument label before colon",
      "Python's `x[:, 0]` is `x[.all, 0]` in Swift, and `x[0:2]` is `x[0..<2]`"
    ),
    ("binary operator '^' cannot be applied to operands of type 'Tensor'", "a power is `x.pow(2)`"),
    (
      "must be unwrapped to a value of type",
      "it may be nil: `if let value = ...` takes out what is there"
    ),
    ("for-in loop requires '() -> ", "a call has parentheses, as in `model.parameters()`"),
    ("for-in loop requires 'Int' to conform", "`0..<count` has the numbers from 0 to count - 1"),
    (
      "empty collection literal requires",
      "say what will be in it, as in `var losses: [Double] = []`"
    ),
    ("[Double]' has no member 'sum'", "`numbers.reduce(0, +)` adds up an array"),
    (
      "[Double]' has no member 'mean'", "`numbers.reduce(0, +) / Double(numbers.count)` is the mean"
    ),
    ("]' has no member 'length'", "`count` is how many there are"),
    ("ambiguous use of 'size'", "`x.shape` has all sizes, and `x.shape[0]` is the first"),
  ]

  /// What Swift has for some words and functions of Python.
  private static let pythonNames = [
    "None": "`nil`", "True": "`true`", "False": "`false`", "elif": "`else if`",
    "range": "`0..<count`", "len": "`count`, as in `x.count`",
    "enumerate": "`enumerated()`, as in `x.enumerated()`", "float": "`Double`", "str": "`String`",
  ]
}
