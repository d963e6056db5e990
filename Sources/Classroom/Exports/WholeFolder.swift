import Foundation

/// A folder of files that appears whole or not at all.
enum WholeFolder {
  /// Lets `fill` write files into a temporary folder next to `url`, and moves it there once all are
  /// written.
  ///
  /// Throws a `GradebookError` if something already exists at `url`, and rethrows errors from
  /// `fill`; nothing is left behind then.
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

  /// Writes one of the folder's files.
  ///
  /// `Data.write(to:)` waits until the disk has each file, ten seconds for ten thousand.
  static func write(_ text: String, to file: String) throws {
    guard let stream = fopen(file, "wx") else { throw failure(file) }
    var text = text
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
    // What is still buffered may fail to be written, too.
    guard fclose(stream) == 0, isWritten else { throw failure(file) }
  }

  private static func failure(_ file: String) -> GradebookError {
    let reason = String(cString: strerror(errno))
    return GradebookError("cannot write \(URL(filePath: file).lastPathComponent): \(reason)")
  }
}

/// Unique names for files, made from the students' own.
struct FileNames {
  /// File names may have 255 bytes on the usual file systems; this leaves some for an extension.
  private static let limit = 200

  private var taken: Set<String> = []

  /// A name for a student's file.
  ///
  /// Characters that some system does not allow in names are percent-encoded, such as `%3A` for a
  /// colon. A number is appended if two names differ only in case, or were cut to the same name.
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
