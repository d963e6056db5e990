/// Something an author must fix, with its file and line.
///
/// Described as compilers do, so that editors can jump to it:
/// `docs/lessons/2-building-blocks/3-softmax.md:48: this block does not compile: ...`.
public struct LessonFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's path from the workbook's root.
  public let file: String

  /// The line, counted from 1.
  public let line: Int

  /// What is wrong and what to do, on one or more lines.
  public let message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { "\(file):\(line): \(message)" }
}

/// Every fault found in one go: an author fixes them together rather than one a run.
public struct LessonFaults: Error, CustomStringConvertible {
  /// The faults, in the order of file and line. Never empty.
  public let faults: [LessonFault]

  public init(_ faults: [LessonFault]) {
    self.faults = faults.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
