import Foundation

/// A folder of files that appears whole or not at all.
enum WholeFolder {
  /// Lets `fill` write files into a folder beside the place, and moves it there when all are
  /// written.
  ///
  /// Throws a `GradebookError` when there is something at the place already, and what `fill`
  /// throws; nothing is left then.
  static func write<Value>(to url: URL, _ fill: (URL) throws -> Value) throws -> Value {
    let files = FileManager.default
    guard !files.fileExists(atPath: url.path) else {
      throw GradebookError(
        "\(url.relativePath) already exists; remove it, or name another folder")
    }
    let parent = url.standardizedFileURL.deletingLastPathComponent()
    guard files.fileExists(atPath: parent.path) else {
      throw GradebookError("there is no folder \(parent.path) to write into")
    }
    let made = parent.appending(path: ".\(url.lastPathComponent)-\(UUID().uuidString)")
    try files.createDirectory(at: made, withIntermediateDirectories: false)
    do {
      let value = try fill(made)
      try files.moveItem(at: made, to: url)
      return value
    } catch {
      try? files.removeItem(at: made)
      throw error
    }
  }
}

/// Names for files that are made of the students' own, each given once.
struct FileNames {
  /// A file's name may have 255 bytes on the usual file systems; some are left for an ending.
  private static let limit = 200

  private var taken: Set<String> = []

  /// A name for a student's file: what some system allows in no name is written as in an address,
  /// `%3A` for a colon, and where two names differ in letters' case alone, or are cut, a number
  /// follows.
  mutating func name(for key: String) -> String {
    var name = ""
    for scalar in key.unicodeScalars {
      let isHarmful =
        scalar.value < 0x20 || scalar.value == 0x7F
        || "/\\:*?\"<>|%".unicodeScalars.contains(scalar)
        || name.isEmpty && scalar == "."
      let text = isHarmful ? "%" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
      guard name.utf8.count + text.utf8.count <= Self.limit else { break }
      name += text
    }
    var free = name
    var number = 2
    while !taken.insert(free.lowercased()).inserted {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }
}
