import Foundation
import TestSupport
import XCTest

/// What a lesson's blocks print, as it is recorded in the lesson.
enum RecordedOutput {
  /// The outputs of a lesson such as `2-building-blocks/1-affine-maps` in their order, with those
  /// in folded answers, without what quotations have at the margin. Fails when there are none.
  static func text(
    of lesson: String, file: StaticString = #filePath, line: UInt = #line
  ) throws -> String {
    let source = Repository.root.appending(path: "docs/lessons/\(lesson).md")
    var output: [Substring] = []
    var isOutput = false
    for row in try String(contentsOf: source, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      // Before a fence there are only the marks of lists and quotations.
      let fence = row.drop { " >".contains($0) }
      if fence.hasPrefix("```output") {
        isOutput = true
      } else if fence == "```" {
        isOutput = false
      } else if isOutput {
        output.append(row.trimmingPrefix(#/ *> ?/#))
      }
    }
    XCTAssertFalse(output.isEmpty, "\(lesson) records no output", file: file, line: line)
    return output.joined(separator: "\n")
  }
}
