import Foundation

/// Writes several files, or none.
struct WriteTogether {
  let root: URL

  /// Writes files that are not there yet, and then changes others; returns their paths.
  ///
  /// What was done is undone when one cannot be written, and the error is thrown on.
  func write(
    new: [SectionTemplates.File], changed: [SectionTemplates.File]
  ) throws -> [String] {
    var undo: [() -> Void] = []
    do {
      for file in new {
        let url = root.appending(path: file.path)
        undo.append(try makeFolder(of: url))
        try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
        undo.append { try? FileManager.default.removeItem(at: url) }
      }
      for file in changed {
        let url = root.appending(path: file.path)
        let before = try Data(contentsOf: url)
        try Data(file.text.utf8).write(to: url, options: .atomic)
        undo.append { try? before.write(to: url, options: .atomic) }
      }
    } catch {
      for step in undo.reversed() { step() }
      throw error
    }
    return (new + changed).map(\.path)
  }

  /// Makes the folder of a file; the result removes what was made.
  private func makeFolder(of url: URL) throws -> () -> Void {
    var missing: [URL] = []
    var folder = url.deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.path) {
      missing.append(folder)
      folder = folder.deletingLastPathComponent()
    }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return { [missing] in
      for folder in missing { try? FileManager.default.removeItem(at: folder) }
    }
  }
}
