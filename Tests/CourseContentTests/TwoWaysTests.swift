import Foundation
import TestSupport
import XCTest

@testable import Publishing

/// docs/guide/two-ways.md trains one network layer by layer and by automatic differentiation.
final class TwoWaysTests: XCTestCase {
  /// The blocks of the page in its order, with the word after their fences.
  private func blocks() throws -> [(language: String, text: String)] {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/guide/two-ways.md"),
      encoding: .utf8)
    let fence = try Regex(
      #"(?ms)^```(\w+)\n(.*?)^```$"#, as: (Substring, Substring, Substring).self)
    return page.matches(of: fence).map { (String($0.1), String($0.2)) }
  }

  func testItsProgramPrintsWhatThePageShows() async throws {
    let blocks = try blocks()
    let program = blocks.filter { $0.language == "swift" }.map(\.text).joined()
    let shown = blocks.filter { $0.language == "text" }.map(\.text).joined()
    XCTAssertEqual(Set(blocks.map(\.language)), ["swift", "text"])
    XCTAssertGreaterThan(blocks.count, 8)
    let player = try await Player(
      root: Repository.root, directory: FileManager.default.temporaryDirectory)
    let run = try await player.run(PlayedProgram(program, named: "scratch/two-ways.swift")) {
      _ in
    }
    XCTAssertEqual(run.faults, "")
    XCTAssertEqual(run.text, shown)
  }
}
