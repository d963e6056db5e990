/// A destination for bytes: a file that is being written, or memory.
class ByteSink {
  /// The number of bytes written so far.
  private(set) var count = 0

  /// Writes `length` bytes.
  func write(_ bytes: UnsafeRawPointer, _ length: Int) throws(FileError) { count += length }

  /// Writes all of `bytes`.
  final func write(_ bytes: [UInt8]) throws(FileError) { try write(bytes, bytes.count) }

  /// Writes the elements of a contiguous tensor.
  final func write(elementsOf tensor: Tensor) throws(FileError) {
    let here = tensor.brought(to: nil)
    try write(here.elementBytes, here.byteCount)
  }
}

/// A sink that collects the written bytes in memory.
final class MemorySink: ByteSink {
  private(set) var content: [UInt8] = []

  override func write(_ bytes: UnsafeRawPointer, _ length: Int) throws(FileError) {
    content.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
    try super.write(bytes, length)
  }

  /// Returns the bytes that `body` writes.
  static func bytes(
    _ body: (ByteSink) throws(FileError) -> Void
  ) throws(FileError) -> [UInt8] {
    let sink = MemorySink()
    try body(sink)
    return sink.content
  }
}

extension Tensor {
  /// The number of bytes that the elements take when contiguous.
  var byteCount: Int { elementCount * dtype.byteCount }

  /// The address of the first element.
  var elementBytes: UnsafeMutableRawPointer { storage.bytes + offset * dtype.byteCount }
}
