/// Tells the program that runs the suite which inputs an answer is about to get.
///
/// When an answer stops the process, nothing of the test comes after it; what was announced before
/// is how a report can still show the inputs.
public enum Announcement {
  /// Takes the inputs as a failure message shows them. Set once, before any test runs; nil, as under
  /// `swift test`, announces nothing.
  public nonisolated(unsafe) static var receiver: ((String) -> Void)?

  /// Whether `grade` runs the suite.
  static var isHeard: Bool { receiver != nil }

  static func make(of inputs: [(name: String, value: Any)]) {
    receiver?(describe(inputs))
  }
}

/// Announces what an answer is about to be called with, in a test that calls it before its first
/// expectation: should the answer stop the process, the report still shows these inputs.
public func announce(_ inputs: KeyValuePairs<String, Any>) {
  ShownInputs(inputs).announce()
}
