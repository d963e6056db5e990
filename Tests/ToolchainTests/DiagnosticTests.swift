import Toolchain
import XCTest

final class DiagnosticTests: XCTestCase {
  func testReadsFileLineColumnSeverityAndMessage() {
    let text = """
      /a b/c:d/A.swift:12:7: error: cannot find 'sofmax' in scope
          let y = sofmax(x)
                  ^~~~~~
      /a b/c:d/A.swift:3:1: warning: never used: 'x'
      <unknown>:0: error: no such module 'Foo'
      error: fileReadUnknown
      """
    XCTAssertEqual(
      Diagnostic.parse(text),
      [
        Diagnostic(
          file: "/a b/c:d/A.swift", line: 12, column: 7, severity: .error,
          message: "cannot find 'sofmax' in scope"),
        Diagnostic(
          file: "/a b/c:d/A.swift", line: 3, column: 1, severity: .warning,
          message: "never used: 'x'"),
        Diagnostic(
          file: nil, line: 0, column: 0, severity: .error, message: "no such module 'Foo'"),
        Diagnostic(file: nil, line: 0, column: 0, severity: .error, message: "fileReadUnknown"),
      ])
  }
}
