import Course
import Foundation
import GradingTestSupport
import XCTest

@testable import Answers

final class PolicyTests: XCTestCase {
  private func messages(_ source: String, forbidden: String = "softmax, Linear") throws -> [String]
  {
    let section = try MadeCourse(imports: "Kindling, RealModule", forbidden: forbidden).section
    let file = AnswerFile(URL(filePath: "/Doubling.swift"), text: source)
    return Policy(section: section).violations(in: file).map {
      "\($0.line):\($0.column): \($0.message)"
    }
  }

  private func assertRefused(
    _ source: String, _ part: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let found = try messages(source)
    XCTAssertTrue(
      found.contains { $0.contains(part) }, "\(source) -> \(found)", file: file, line: line)
  }

  private func assertAllowed(
    _ source: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    XCTAssertEqual(try messages(source), [], source, file: file, line: line)
  }

  func testImports() throws {
    try assertAllowed("import Kindling\nimport RealModule")
    try assertRefused(
      "import Foundation", "1:1: `import Foundation`: this section allows only Kindling, RealModule"
    )
    try assertRefused("import struct Foundation.Data", "`import Foundation`")
    try assertRefused("@testable import Kindling", "takes no attributes")
    try assertRefused("@_exported import Kindling", "takes no attributes")
    try assertRefused("public import Kindling", "cannot be re-exported")
  }

  func testUnsafeCode() throws {
    try assertRefused("let a = unsafe f()", "`unsafe` is not allowed")
    try assertRefused("nonisolated(unsafe) var a = 1", "`nonisolated(unsafe)` is not allowed")
    try assertRefused("class A { unowned(unsafe) let a: A }", "`unowned(unsafe)` is not allowed")
  }

  func testPythonsProductOfMatricesIsToldInSwift() throws {
    for source in [
      "func f(x: Tensor, w: Tensor) -> Tensor { x@w.T }",
      "func f(x: Tensor, w: Tensor) -> Tensor {\n  return x @ w.t() + x\n}",
      "func f(x: [Tensor], w: Tensor) -> Tensor {\n  let y = x[0] @ w\n  return y\n}",
    ] {
      try assertRefused(source, "`x @ weight.T` is `x.matmul(weight.t())`")
    }
    try assertAllowed("@available(*, deprecated) @discardableResult func f() -> Int { 1 }")
  }

  func testAttributes() throws {
    try assertAllowed("@discardableResult @inline(never) func f() -> Int { 1 }")
    try assertAllowed(
      "@propertyWrapper struct Box { var wrappedValue = 1 }\nstruct A { @Box var a }")
    try assertAllowed("class Scale: Module { @Parameter var factor = Tensor.ones(3) }")
    try assertAllowed("class Scale: Module { @Learned var factor = Tensor.ones(3) }")
    for attribute in [
      "_silgen_name(\"exit\")", "_cdecl(\"f\")", "_extern(c)", "main",
      "_dynamicReplacement(for: g)",
      "unsafe", "convention(c)", "objc", "implementation", "_spi(A)", "Observable",
    ] {
      try assertRefused("@\(attribute) func f() {}", "the attribute `@")
    }
  }

  func testDirectivesAndMacros() throws {
    try assertRefused("#if DEBUG\nlet a = 1\n#endif", "`#if` is not allowed")
    try assertRefused("#sourceLocation(file: \"a\", line: 1)", "`#sourceLocation`")
    try assertRefused("let a = #stringify(1)", "the macro `#stringify`")
    try assertRefused("macro m() = #externalMacro(module: \"A\", type: \"B\")", "macros are not")
    try assertRefused("#warning(\"x\")", "the macro `#warning`")
    try assertAllowed("let a = #line, b = #function")
  }

  func testPublicNames() throws {
    try assertAllowed("public func double(_ x: [Int]) -> [Int] { x }")
    try assertAllowed("public struct Pair { public var first = 0; public func more() {} }")
    try assertRefused("public func triple() {}", "`triple()` is not part of this exercise")
    try assertRefused("public func double(x: Int) {}", "has other labels than the `double(_:)`")
    let half = "public func half(_ x: [Int]) {}\n"
    try assertRefused(half + "public func twice(_ x: Int) {}", "which asks for `double(_:)`")
    // Either of the two may be meant, or neither.
    try assertRefused("public func twice(_ x: Int) {}", "remove its `public`")
    try assertRefused(
      half + "public func double(_ x: [Int]) {}\npublic func twice(_ x: Int) {}",
      "`twice(_:)` is not part of this exercise: remove its `public`")
    try assertRefused("public func == (a: [Int], b: [Int]) -> Bool { true }", "is not part")
    try assertRefused(
      "public struct Pair { public static func == (a: Pair, b: Pair) -> Bool { true } }",
      "`Pair.==(_:_:)` is not part")
    try assertRefused("extension Tensor { public func more() {} }", "`Tensor.more()`")
    try assertRefused("public extension Tensor { func more() {} }", "a public extension")
    try assertRefused("package func f() {}", "is not part of this exercise")
    try assertRefused("open class XCTestCase {}", "belong to the tests")
    try assertRefused("func XCTAssertEqual(_ a: Int, _ b: Int) {}", "belong to the tests")
    try assertRefused("infix operator <>", "new operators")
    try assertAllowed(
      "private struct P: Equatable { static func == (a: P, b: P) -> Bool { true } }")
    try assertAllowed("extension Tensor { func helper() {} }")
  }

  func testConformancesOfTheLibrarysTypes() throws {
    try assertRefused("extension Tensor: Comparable {}", "`Tensor` is not yours to make Comparable")
    try assertRefused("extension Int: @retroactive Error {}", "is not yours to make")
    try assertAllowed("protocol P {}\nextension Tensor: P {}")
    try assertAllowed("struct A {}\nextension A: Equatable {}")
  }

  func testForbiddenNames() throws {
    let refused = "what this exercise asks you to write"
    try assertRefused("let a = x.softmax(dim: 0)", "1:11: `softmax` does \(refused)")
    try assertRefused("let f = Tensor.softmax", refused)
    try assertRefused("let f = \\Tensor.softmax", refused)
    try assertRefused("let a = softmax(x)", refused)
    try assertRefused("let a = Kindling.softmax(x)", refused)
    try assertRefused("let a = x.`softmax`(dim: 0)", refused)
    try assertRefused("let l: Linear = f()", refused)
    try assertRefused("typealias L = Kindling.Linear", refused)
    try assertRefused("func softmax() {}\nlet a = Kindling.softmax(x)", refused)
    try assertAllowed("func softmax(_ x: Int) -> Int { x }\nlet a = softmax(1)")
    try assertAllowed("struct A { func softmax() {} }\nlet a = A().softmax()")
    try assertAllowed("// Linear, softmax and exit(0)\nlet text = \"x.softmax()\"")
  }

  func testUnderscoredNames() throws {
    try assertRefused("let a = _getRetainCount(x)", "is not part of the public library")
    try assertRefused("let a = x._base", "is not part of the public library")
    try assertAllowed("let _own = 1\nlet a = _own\n_ = a")
  }

  func testAForbiddenCallIsFoundInTheObjectToo() async throws {
    // By its look the member is the answer's own, so the source alone says nothing.
    let answer = MadeCourse.answer(
      double: "x.map { Int(Tensor([$0]).sum().item()) * 2 }",
      before: "private struct Own { func sum() {} }")
    let report = try await MadeCourse(forbidden: "sum").grade(answer)
    XCTAssertEqual(report.state, .refused, "\(report.problems)")
    XCTAssertEqual(report.points, 0)
  }
}
