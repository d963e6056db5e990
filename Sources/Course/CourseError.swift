/// What is wrong in the course file, and where.
public struct CourseError: Error, Equatable, CustomStringConvertible {
  /// The file, relative to the workbook's root.
  public let file: String
  /// The line, or nil when the file as a whole is meant.
  public let line: Int?
  public let message: String

  public var description: String {
    line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
