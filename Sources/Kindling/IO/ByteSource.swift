/// Bytes that are read from front to back: a file, a member of an archive, or memory.
///
/// Nothing is read, and no memory is allocated for it, before ``remaining`` has shown that it
/// exists.
class ByteSource {
  /// The name used in error messages.
  let name: String
  /// The total number of bytes.
  let count: Int
  /// The offset of the next read.
  private(set) var position = 0

  init(name: String, count: Int) {
    self.name = name
    self.count = count
  }

  /// The number of bytes not yet read.
  final var remaining: Int { count - position }

  /// Copies `length` bytes starting at `offset`, all of which must be within ``count``.
  func fetch(_ target: UnsafeMutableRawPointer, _ length: Int, at offset: Int) throws(FileError) {}

  /// Reads the next bytes; throws if there are fewer.
  final func read(
    _ target: UnsafeMutableRawPointer, _ length: Int, _ what: @autoclosure () -> String
  ) throws(FileError) {
    guard length <= remaining else { throw truncated(what(), by: length - remaining) }
    try fetch(target, length, at: position)
    position += length
  }

  /// Reads the next bytes as an array.
  final func bytes(
    _ length: Int, _ what: @autoclosure () -> String
  ) throws(FileError) -> [UInt8] {
    guard length <= remaining else { throw truncated(what(), by: length - remaining) }
    var result = [UInt8](repeating: 0, count: length)
    try read(&result, length, what())
    return result
  }

  /// Reads the next bytes as a little-endian integer.
  final func integer<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type, _ what: @autoclosure () -> String
  ) throws(FileError) -> T {
    try bytes(T.bitWidth / 8, what()).littleEndian(at: 0)
  }

  /// Continues reading from `offset`, which must be within ``count``.
  final func seek(to offset: Int) { position = offset }

  final func error(
    _ kind: FileError.Kind, at byte: Int? = nil, _ problem: String, _ advice: String
  ) -> FileError {
    FileError(kind: kind, file: name, byte: byte, problem: problem, advice: advice)
  }

  private func truncated(_ what: String, by missing: Int) -> FileError {
    error(
      .truncated, at: count, "\(what) ends \(counted(missing, "byte")) after the file does",
      "the file was cut off: copy it or write it again")
  }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
  private let content: [UInt8]

  init(_ content: [UInt8], name: String) {
    self.content = content
    super.init(name: name, count: content.count)
  }

  override func fetch(
    _ target: UnsafeMutableRawPointer, _ length: Int, at offset: Int
  ) throws(FileError) {
    content.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: target, count: length)
        .copyMemory(from: .init(rebasing: $0[offset..<offset + length]))
    }
  }
}

extension [UInt8] {
  /// The little-endian integer at `offset`, which must be within the array.
  func littleEndian<T: FixedWidthInteger & UnsignedInteger>(
    _ type: T.Type = T.self, at offset: Int
  ) -> T {
    (0..<T.bitWidth / 8).reduce(0) { $0 | T(truncatingIfNeeded: self[offset + $1]) << ($1 * 8) }
  }

  /// Appends an integer in little-endian order.
  mutating func append<T: FixedWidthInteger>(littleEndian number: T) {
    for shift in 0..<T.bitWidth / 8 { append(UInt8(truncatingIfNeeded: number >> (shift * 8))) }
  }
}
