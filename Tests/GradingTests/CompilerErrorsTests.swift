import Toolchain
import XCTest

@testable import Grading

/// What the compiler says of usual slips, as learners read it. The texts are the compiler's own.
final class CompilerErrorsTests: XCTestCase {
  private func told(_ output: String) -> [String] {
    CompilerErrors(Diagnostic.parse(output), in: "A.swift").explained.map {
      "\($0.line): \($0.message)"
    }
  }

  func testAMissingBraceIsToldOnce() {
    let output = """
      A.swift:6:1: error: attribute 'public' can only be used in a non-local scope
      A.swift:7:1: error: attribute 'private' can only be used in a non-local scope
      A.swift:9:1: error: expected '}' at end of brace statement
      A.swift:1:24: note: to match this opening '{'
      """
    XCTAssertEqual(
      told(output),
      ["6: a `}` is missing above: this is read as part of the function before it"])
    let inAClass = """
      A.swift:8:3: error: attribute 'public' can only be used in a non-local scope
      A.swift:15:1: error: expected '}' in class
      A.swift:2:25: note: to match this opening '{'
      A.swift:8:10: error: 'override' can only be specified on class members
      """
    XCTAssertEqual(
      told(inAClass),
      ["8: a `}` is missing above: this is read as part of the function before it"])
    let atTheEnd = """
      A.swift:9:1: error: expected '}' at end of brace statement
      A.swift:7:24: note: to match this opening '{'
      """
    XCTAssertEqual(
      told(atTheEnd),
      ["9: expected '}' at end of brace statement\nline 7: to match this opening '{'"])
  }

  func testABraceTooManyIsToldWhereTheFunctionEnds() {
    let output = """
      A.swift:6:3: error: statements are not allowed at the top level
      A.swift:7:1: error: extraneous '}' at top level
      A.swift:9:1: error: expressions are not allowed at the top level
      A.swift:6:3: error: return invalid outside of a func
      """
    XCTAssertEqual(
      told(output),
      [
        "6: a `}` above ends the function too early: this is outside of it",
        "9: a statement outside of every function: put it into one",
      ])
    XCTAssertEqual(
      told("A.swift:40:1: error: extraneous '}' at top level"),
      ["40: extraneous '}' at top level"])
  }

  func testWhatFollowsFromAnOpenQuoteIsLeftOut() {
    let output = """
      A.swift:2:9: error: unterminated string literal
      A.swift:2:3: error: cannot convert return expression of type '()' to return type 'Int'
      A.swift:4:3: error: cannot find 'y' in scope
      """
    XCTAssertEqual(
      told(output), ["2: unterminated string literal", "4: cannot find 'y' in scope"])
  }

  func testAPropertySetTooLateIsToldOnce() {
    let output = """
      A.swift:71:12: error: immutable value 'self.linear' may only be initialized once
      A.swift:59:3: note: change 'let' to 'var' to make it mutable
      A.swift:70:11: error: property 'self.linear' not initialized at super.init call
      """
    XCTAssertEqual(
      told(output),
      [
        """
        70: property 'self.linear' not initialized at super.init call
        set all properties before `super.init()`, or leave that call out
        """
      ])
  }

  func testNamesThatAreNoNamesHere() {
    XCTAssertEqual(
      told("A.swift:3:12: error: cannot find 'None' in scope"),
      ["3: cannot find 'None' in scope\nPython's `None` is `nil` in Swift"])
    XCTAssertEqual(
      told("A.swift:3:5: error: cannot assign to value: 'linear' is a function"),
      [
        """
        3: cannot assign to value: 'linear' is a function
        is a property or a variable meant? Declare it: `let linear`
        """
      ])
  }

  func testLabelsAndIndicesOfPythonAreToldOnce() {
    let label = """
      A.swift:38:18: error: cannot find 'dim' in scope
      A.swift:38:21: error: cannot convert value of type '()' to expected argument type 'Int'
      A.swift:39:3: error: cannot find 'z' in scope
      """
    XCTAssertEqual(
      told(label),
      [
        "38: a label is followed by a colon in Swift: `dim: ...`", "39: cannot find 'z' in scope",
      ])
    let index = """
      A.swift:38:13: error: expected argument label before colon
      A.swift:38:14: error: expected expression in list of expressions
      """
    XCTAssertEqual(
      told(index),
      [
        """
        38: expected argument label before colon
        Python's `x[:, 0]` is `x[.all, 0]` in Swift, and `x[0:2]` is `x[0..<2]`
        """
      ])
  }

  func testWhatIsPrivateInTheLibraryIsNotThere() {
    let output = """
      A.swift:38:13: error: 'length' is inaccessible due to 'private' protection level
      Norms.swift:23:16: note: 'length' declared here
      A.swift:40:5: error: 'own' is inaccessible due to 'private' protection level
      A.swift:12:16: note: 'own' declared here
      """
    XCTAssertEqual(
      told(output),
      [
        "38: the library has no 'length' for others to use",
        "40: 'own' is inaccessible due to 'private' protection level\nline 12: 'own' declared here",
      ])
  }

  func testAdvice() {
    for (message, advice) in [
      (
        "cannot pass array of type '[Int]' as variadic arguments of type 'Int'",
        "`Shape(sizes)` makes a shape of an array, which most calls take, too"
      ),
      (
        "value of optional type 'Tensor?' must be unwrapped to a value of type 'Tensor'",
        "it may be nil: `if let value = ...` takes out what is there"
      ),
      (
        "for-in loop requires '() -> [Tensor]' to conform to 'Sequence'",
        "a call has parentheses, as in `model.parameters()`"
      ),
      (
        "for-in loop requires 'Int' to conform to 'Sequence'",
        "`0..<count` has the numbers from 0 to count - 1"
      ),
      (
        "empty collection literal requires an explicit type",
        "say what will be in it, as in `var losses: [Double] = []`"
      ),
      ("value of type '[Double]' has no member 'sum'", "`numbers.reduce(0, +)` adds up an array"),
      ("value of type '[String]' has no member 'length'", "`count` is how many there are"),
      ("ambiguous use of 'size'", "`x.shape` has all sizes, and `x.shape[0]` is the first"),
    ] {
      XCTAssertEqual(told("A.swift:3:12: error: \(message)"), ["3: \(message)\n\(advice)"])
    }
    XCTAssertEqual(
      told("A.swift:3:5: error: value of type 'Tensor' has no member 'append'"),
      ["3: value of type 'Tensor' has no member 'append'"])
  }

  func testOtherFilesAndGroupsOfMessages() {
    XCTAssertEqual(told("B.swift:3:5: error: cannot find 'x' in scope"), [])
    XCTAssertEqual(
      told("A.swift:3:5: error: a thing [#Deprecated]\nA.swift:3:6: warning: another"),
      ["3: a thing"])
  }
}
