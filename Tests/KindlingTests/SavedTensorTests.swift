import XCTest

/// Why no derivative can capture a tensor: its closure is `@Sendable`, and `Tensor` is not `Sendable`,
/// so the compiler refuses it. This holds as long as nothing in the library talks it out of that.
final class SavedTensorTests: XCTestCase {
  func testTheCompilerGuardsDerivatives() throws {
    let files = try SourceFile.all(under: "Sources/Kindling")
    for file in files {
      for (number, line) in file.lines.enumerated() {
        for word in ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency", "sending "]
        where line.contains(word) {
          XCTFail("\(file.path):\(number + 1): \(word) would let a tensor into a derivative")
        }
      }
    }
    let derivatives = files.flatMap(\.lines).filter { $0.contains("typealias Derivative =") }
    XCTAssertEqual(derivatives.count, 3)
    XCTAssertTrue(derivatives.allSatisfy { $0.contains("= @Sendable (") })
  }
}
