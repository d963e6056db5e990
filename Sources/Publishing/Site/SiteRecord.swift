import Foundation
import Synchronization
import Toolchain

/// What each page of a site was made from, so that only what changed is made again.
///
/// A page counts as made when its files are as they were written: one that was edited, replaced or
/// removed is made again.
final class SiteRecord: Sendable {
  private struct Entry: Codable {
    var key: String
    /// The page's files by their paths in the site.
    var files: [String: Stamp]
  }

  private struct Stamp: Codable, Equatable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private let folder: URL
  private let file: URL
  private let entries: Mutex<[String: Entry]>
  private let kept = Mutex<Set<String>>([])

  /// Reads the record of the site in `folder`, which is in `file`; empty when there is none.
  init(of folder: URL, at file: URL) {
    self.folder = folder
    self.file = file
    let data = try? Data(contentsOf: file)
    let read = data.flatMap { try? JSONDecoder().decode([String: Entry].self, from: $0) }
    entries = Mutex(read ?? [:])
  }

  /// Keeps a page from being removed with those whose lessons are gone.
  func keep(_ name: String) {
    kept.withLock { _ = $0.insert(name) }
  }

  /// Whether the page called `name` stands there and was made from what `key` stands for.
  func isCurrent(_ name: String, _ key: Digest) -> Bool {
    keep(name)
    guard let entry = entries.withLock({ $0[name] }), entry.key == "\(key)" else { return false }
    return entry.files.allSatisfy { stamp(of: $0.key) == $0.value }
  }

  /// Notes that a page was made, with all its files.
  func note(_ name: String, _ key: Digest, files: [String]) {
    let stamps = files.map { ($0, stamp(of: $0) ?? Stamp(size: -1, seconds: 0, nanoseconds: 0)) }
    let entry = Entry(
      key: "\(key)", files: Dictionary(stamps, uniquingKeysWith: { first, _ in first }))
    entries.withLock { $0[name] = entry }
  }

  /// Removes the files of pages that nobody asked about or kept: their lessons are gone.
  func removeOthers() {
    let kept = kept.withLock { $0 }
    entries.withLock { entries in
      let gone = entries.filter { !kept.contains($0.key) }
      for name in gone.keys { entries[name] = nil }
      let needed = Set(entries.values.flatMap(\.files.keys))
      for path in gone.values.flatMap(\.files.keys) where !needed.contains(path) {
        try? FileManager.default.removeItem(at: folder.appending(path: path))
      }
    }
  }

  /// Writes the record.
  func save() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try entries.withLock { try encoder.encode($0) }
    let parent = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try data.write(to: file, options: .atomic)
  }

  private func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard unsafe stat(folder.appending(path: path).path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      size: Int64(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }
}
