/// Why a file of tensors could not be read or written.
///
/// Its description is one line that names the file, where in it, what is wrong and what to do:
///
/// ```
/// weights.npy, byte 128: the data ends 16 bytes too early; the file was cut off, copy it again
/// ```
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of problem it is, for code that acts on it.
  public enum Kind: Sendable {
    /// There is no such file, or it may not be opened.
    case unreachable
    /// The file ends before what it announces does.
    case truncated
    /// The file breaks the rules of its format.
    case malformed
    /// The file is in order but holds what Kindling has no use for.
    case unsupported
    /// The file could not be written; what was there before is untouched.
    case unwritable
  }

  /// The kind of problem.
  public let kind: Kind
  /// The file, with the member of an archive where that is known.
  public let file: String
  /// Where in the file, counted from 0, if the problem is at a place.
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
