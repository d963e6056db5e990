import Foundation

/// Files kept by what they were made from.
///
/// An entry holds its whole key, and is used only when that is equal byte for byte: no collision
/// of hashes, accidental or made, can pass one answer's result for another's.
package struct ContentCache: Sendable {
  let folder: URL
  /// Beyond so many entries the oldest go.
  let entryLimit: Int

  package init(folder: URL, entryLimit: Int) {
    self.folder = folder
    self.entryLimit = entryLimit
  }

  /// No entry goes that another process may be about to use.
  private static let shortestLife: TimeInterval = 3600

  /// The value kept for a key since a moment, or nil.
  package func value(for key: Data, since start: Date = .distantPast) -> Data? {
    let entry = entry(for: key)
    if start > .distantPast {
      guard let date = date(of: entry), date >= start else { return nil }
    }
    guard let kept = try? Data(contentsOf: entry.appending(path: "key")), kept == key else {
      return nil
    }
    return try? Data(contentsOf: entry.appending(path: "value"))
  }

  /// Keeps a value, in place of what was kept for the key before.
  ///
  /// Throws when the folder cannot be written.
  package func store(_ value: Data, for key: Data) throws {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    // Made under another name and renamed whole, so that no reader sees half of an entry.
    let unfinished = folder.appending(path: "\(Self.unfinished)\(UUID().uuidString)")
    defer { try? files.removeItem(at: unfinished) }
    try files.createDirectory(at: unfinished, withIntermediateDirectories: false)
    try key.write(to: unfinished.appending(path: "key"))
    try value.write(to: unfinished.appending(path: "value"))
    let entry = entry(for: key)
    try? files.removeItem(at: entry)
    // Another process may just have kept the same.
    try? files.moveItem(at: unfinished, to: entry)
    // Reading the names of a large folder takes as long as keeping some entries.
    if entry.lastPathComponent.hasSuffix("0") { removeOldest() }
  }

  private static let unfinished = "unfinished-"

  private func entry(for key: Data) -> URL {
    folder.appending(path: "\(Digest(key))")
  }

  private func date(of entry: URL) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: entry.path))?[.modificationDate] as? Date
  }

  private func removeOldest() {
    let files = FileManager.default
    guard let names = try? files.contentsOfDirectory(atPath: folder.path),
      names.count > entryLimit
    else { return }
    let dated = names.compactMap { name -> (url: URL, date: Date)? in
      let url = folder.appending(path: name)
      return date(of: url).map { (url, $0) }
    }
    let old = dated.filter { $0.date.timeIntervalSinceNow < -Self.shortestLife }
    for entry in old.sorted(by: { $0.date < $1.date }).prefix(entryLimit / 4) {
      try? files.removeItem(at: entry.url)
    }
  }
}
