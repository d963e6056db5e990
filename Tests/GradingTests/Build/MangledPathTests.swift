import XCTest

@testable import Grading

/// Symbols as the compiler wrote them for answers to a section `ObjectiveFunctions`.
final class MangledPathTests: XCTestCase {
  func testNamesAreReadOffTheSymbol() {
    for (symbol, names) in [
      (
        "$s10AffineMaps14composedWeight5outer5inner8Kindling6TensorCAG_AGtF",
        ["AffineMaps", "composedWeight", "outer", "inner", "Kindling", "Tensor"]
      ),
      (
        "$s10AffineMaps12composedBias11outerWeight0eD005innerD08Kindling6TensorCAI_A2ItF",
        [
          "AffineMaps", "composedBias", "outerWeight", "outerBias", "innerBias", "Kindling",
          "Tensor",
        ]
      ),
      (
        "$s18ObjectiveFunctions0A0V9functions_ADySDySSSaySiGG_ySiXEtF",
        [
          "ObjectiveFunctions", "Objective", "functions",
        ]
      ),
      (
        "$s10RealModule19ElementaryFunctionsP09ObjectiveD0E6squarexyF",
        [
          "RealModule", "ElementaryFunctions", "ObjectiveFunctions", "square",
        ]
      ),
      ("$sSd18ObjectiveFunctionsE4halfSdvg", ["ObjectiveFunctions", "half"]),
      ("kindlingRunner", []),
      ("$s", []), ("$s9", []), ("$s99Kindling", []), ("$s0z9", []), ("$s00", []),
    ] {
      XCTAssertEqual(MangledPath(of: symbol).names, names, symbol)
    }
  }

  func testWhatTheAnswerDeclaresIsItsOwn() {
    for symbol in [
      "$s18ObjectiveFunctions006GqqHJvyyF",
      "$s10RealModule19ElementaryFunctionsP09ObjectiveD0E6squarexyF",
      "$s8Kindling7SoftmaxC18ObjectiveFunctionsE5againyyF",
      "$sSa18ObjectiveFunctions8Kindling6TensorCRszlE5totalSiyF",
      "$ss6ResultO18ObjectiveFunctionss5NeverORs_rlE2ooyyF",
      "$s8Kindling6TensorC18ObjectiveFunctions4MineADMc",
      "$sSayxG18ObjectiveFunctions4MineA2bCRzlMc",
      "$sSDyxq_G18ObjectiveFunctions4MineABSSRszSiRs_rlWP",
      "$sxSg18ObjectiveFunctions4MineABMc",
      "$sSi18ObjectiveFunctionsE4KindON",
    ] {
      XCTAssertTrue(MangledPath(of: symbol).isDeclared(by: "ObjectiveFunctions"), symbol)
      XCTAssertFalse(MangledPath(of: symbol).isDeclared(by: "Softmax"), symbol)
    }
    // The module Softmax and the library's class of that name are two.
    XCTAssertFalse(
      MangledPath(of: "$s8Kindling7SoftmaxC7forwardyAA6TensorCAFF").isDeclared(by: "Softmax"))
  }
}
