import Synchronization

/// Bytes that come in pieces, handed on as text: a character that is cut in two waits for its rest.
final class TextStream: Sendable {
  private let rest = Mutex<[UInt8]>([])
  private let print: @Sendable (String) -> Void

  init(_ print: @escaping @Sendable (String) -> Void) {
    self.print = print
  }

  func add(_ bytes: [UInt8]) {
    let whole = rest.withLock { rest in
      rest += bytes
      let count = rest.count - Self.openBytes(of: rest)
      defer { rest.removeFirst(count) }
      return String(decoding: rest.prefix(count), as: UTF8.self)
    }
    if !whole.isEmpty { print(whole) }
  }

  /// Hands on what is left.
  func end() {
    let last = rest.withLock { rest in
      defer { rest = [] }
      return String(decoding: rest, as: UTF8.self)
    }
    if !last.isEmpty { print(last) }
  }

  /// How many bytes at the end begin a character that is not there yet.
  private static func openBytes(of bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
