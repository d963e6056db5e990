import Foundation

/// Turns offsets in a UTF-8 text into line numbers.
struct LineMap {
  private let starts: [Int]
  private let count: Int

  init(_ text: UnsafeBufferPointer<UInt8>) {
    // Every text of the site passes through here at each build, so the C library looks for the
    // ends.
    var starts = [0]
    while let base = text.baseAddress,
      let end = memchr(base + starts[starts.count - 1], 0x0A, text.count - starts[starts.count - 1])
    {
      starts.append(UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1)
    }
    self.starts = starts
    count = text.count
  }

  /// The bytes of a line, its end excluded; nil when there is no such line.
  func range(ofLine line: Int) -> Range<Int>? {
    guard starts.indices.contains(line - 1) else { return nil }
    let end = starts.indices.contains(line) ? starts[line] - 1 : count
    return starts[line - 1]..<max(end, starts[line - 1])
  }

  /// The line, counted from 1, that contains the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low, 1)
  }
}
