/// Why a file of tensors could not be read or written.
///
/// Its description is one line that gives the file, the position in it, what is wrong and what to
/// do:
///
/// ```
/// weights.npy, byte 128: the data ends 16 bytes too early; the file was cut off, copy it again
/// ```
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of problem, for code that handles it.
  public enum Kind: Sendable {
    /// The file does not exist or cannot be opened.
    case unreachable
    /// The file ends before the data that it declares.
    case truncated
    /// The file breaks the rules of its format.
    case malformed
    /// The file is valid but contains something that Kindling does not support.
    case unsupported
    /// The file could not be written; an existing file is untouched.
    case unwritable
  }

  /// The kind of problem.
  public let kind: Kind
  /// The file, with the member of an archive if known.
  public let file: String
  /// The byte offset in the file, counted from 0, if the problem has a position.
  public let byte: Int?
  /// What is wrong.
  public let problem: String
  /// What to do about it.
  public let advice: String

  public var description: String {
    let place = byte.map { "\(file), byte \($0)" } ?? file
    return "\(place): \(problem); \(advice)"
  }
}
