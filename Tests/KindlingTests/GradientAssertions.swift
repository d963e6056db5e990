import Kindling
import XCTest

/// Fails unless the first and second derivatives of `function` agree with finite differences.
func assertGradients(
  _ inputs: [Tensor], _ what: String = "", file: StaticString = #filePath, line: UInt = #line,
  _ function: ([Tensor]) -> Tensor
) {
  let first = gradCheck(inputs, function)
  XCTAssertTrue(first.passed, "\(what): \(first)", file: file, line: line)
  // Weighted so that the derivative of a linear function is not constant.
  let second = gradGradCheck(inputs) { inputs in
    let output = function(inputs)
    return output * output + output
  }
  XCTAssertTrue(second.passed, "second derivative, \(what): \(second)", file: file, line: line)
}
