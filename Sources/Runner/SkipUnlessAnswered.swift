import XCTest

/// Skips the test while a declaration of the answer still calls `unanswered()`.
///
/// A public suite imports it from AnsweredParts, which looks into the answer; `grade` has done
/// that, compiles the suite with this one and passes it the lines in its order.
///
/// Throws an `XCTSkip`.
public func skipUnlessAnswered(
  _ declarations: String..., in module: String,
  file: StaticString = #filePath, line: UInt = #line
) throws {
  guard
    let unanswered = declarations.lazy.compactMap({ unsafe UnansweredParts.lines[$0] }).first
  else {
    return
  }
  unsafe UnansweredParts.receiver?(unanswered)
  throw XCTSkip("not answered yet", file: file, line: line)
}

/// What the order says of the answer. Set once, before any test runs.
enum UnansweredParts {
  nonisolated(unsafe) static var lines: [String: Int] = [:]
  nonisolated(unsafe) static var receiver: ((_ line: Int) -> Void)?
}
