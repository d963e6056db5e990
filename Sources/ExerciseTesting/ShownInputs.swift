import Kindling
import XCTest

/// What a call was made with, by name and in order, as failures and reports show it.
struct ShownInputs {
  let pairs: [(name: String, value: Any)]

  init(_ pairs: KeyValuePairs<String, Any>) { self.pairs = pairs.map { ($0.key, $0.value) } }

  init(_ tensors: KeyValuePairs<String, Tensor>, _ others: KeyValuePairs<String, Any> = [:]) {
    pairs = tensors.map { ($0.key, $0.value) } + others.map { ($0.key, $0.value) }
  }

  /// Tells the program that runs the suite, in case the answer stops the process.
  ///
  /// - Parameter leaves: which of the pairs are tensors that require a gradient.
  func announce(leaves: some Collection<Int> = []) {
    var pairs = pairs
    for leaf in leaves {
      pairs[leaf].value = Code(literal(pairs[leaf].value) + ".requiringGradient()")
    }
    Announcement.make(of: pairs)
  }

  /// Fails the test at hand with a text and the inputs.
  func fail(_ text: String, file: StaticString, line: UInt) {
    let description = describe(pairs)
    XCTFail(description.isEmpty ? text : text + "\n" + description, file: file, line: line)
  }
}

func describe(_ inputs: [(name: String, value: Any)]) -> String {
  guard !inputs.isEmpty else { return "" }
  let indent = "\n     "
  return "for  "
    + inputs.map { "\($0.name) = \(literal($0.value))" }.joined(separator: "\n")
    .split(separator: "\n").joined(separator: indent)
}

/// Tells the program that runs the suite which inputs an answer is about to get.
///
/// When an answer stops the process, nothing of the test comes after it; what was announced before
/// is how a report can still show the inputs.
public enum Announcement {
  /// Takes the inputs as a failure message shows them. Set once, before any test runs; nil, as
  /// under `swift test`, announces nothing.
  public nonisolated(unsafe) static var receiver: ((String) -> Void)?

  /// Whether `grade` runs the suite.
  static var isHeard: Bool { unsafe receiver != nil }

  static func make(of inputs: [(name: String, value: Any)]) {
    unsafe receiver?(describe(inputs))
  }
}

/// Announces what an answer is about to be called with, in a test that calls it before its first
/// expectation: should the answer stop the process, the report still shows these inputs.
public func announce(_ inputs: KeyValuePairs<String, Any>) {
  ShownInputs(inputs).announce()
}
