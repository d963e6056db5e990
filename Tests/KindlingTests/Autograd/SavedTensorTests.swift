import XCTest

/// Why no derivative can capture a tensor: its closure is `@Sendable`, and `Tensor` is not
/// `Sendable`, so the compiler refuses it. This holds as long as nothing in the library talks it
/// out of that.
final class SavedTensorTests: XCTestCase {
  /// What a lock keeps threads out of, instead of the compiler. None of it may hold a tensor.
  private let locked: Set = [
    "Sources/Kindling/Support/Lock.swift", "Sources/Kindling/Device/DeviceActivity.swift",
    "Sources/Kindling/Device/OpenCLDevice.swift", "Sources/Kindling/Device/OpenCLLibrary.swift",
  ]

  func testTheCompilerGuardsDerivatives() throws {
    let files = try SourceFile.all(under: "Sources/Kindling")
    for file in files {
      for (number, line) in file.lines.enumerated() {
        for word in ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency", "sending "]
        where line.contains(word) && !locked.contains(file.path) {
          XCTFail("\(file.path):\(number + 1): \(word) would let a tensor into a derivative")
        }
      }
    }
    for file in files where locked.contains(file.path) {
      XCTAssertFalse(file.lines.contains { $0.contains(/: \[?Tensor\b/) }, file.path)
    }
    let derivatives = files.flatMap(\.lines).filter { $0.contains("typealias Derivative =") }
    XCTAssertEqual(derivatives.count, 3)
    XCTAssertTrue(derivatives.allSatisfy { $0.contains("= @Sendable (") })
  }
}
