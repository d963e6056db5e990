import Foundation

/// An answer with a suite, for the runner to load.
struct BuiltSuite: Sendable {
  let image: URL
  /// The C name of the function in it that runs the suite.
  let entry: String
  /// The names of the tests that it can run.
  let tests: [String]
}
