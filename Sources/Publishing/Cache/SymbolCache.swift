import Foundation
import Toolchain

/// The declarations of source files as they were last read: parsing them takes longer than all else
/// in a build in which nothing changed.
struct SymbolCache {
  private struct Entry: Codable {
    /// Changes with the file's text and with this program.
    var key: String
    var symbols: [Symbol]
  }

  private let file: URL?
  private let known: [String: Entry]
  private var current: [String: Entry] = [:]
  private let program: Digest

  /// Reads the cache at `file`; without one, everything is parsed.
  init(at file: URL?) {
    self.file = file
    let data = file.flatMap { try? Data(contentsOf: $0) }
    known = data.flatMap { try? JSONDecoder().decode([String: Entry].self, from: $0) } ?? [:]
    var program = Digest()
    if let executable = Bundle.main.executableURL { program.add(statusOf: executable) }
    self.program = program
  }

  /// The declarations in `source`, the text of a file.
  mutating func symbols(in source: String, file: String) -> [Symbol] {
    let key = "\(Digest(source, "\(program)"))"
    if let entry = known[file], entry.key == key {
      current[file] = entry
    } else {
      current[file] = Entry(key: key, symbols: SymbolReader.symbols(in: source, file: file))
    }
    return current[file]?.symbols ?? []
  }

  /// Keeps what was asked for. A cache that cannot be written costs time, nothing else.
  func save() {
    guard let file, current.mapValues(\.key) != known.mapValues(\.key) else { return }
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? JSONEncoder().encode(current).write(to: file, options: .atomic)
  }
}
