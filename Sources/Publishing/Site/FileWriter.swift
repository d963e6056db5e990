import Foundation

/// Writes the files of a site: whole or not at all, and only those that changed.
struct FileWriter: Sendable {
  let folder: URL

  func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  func write(_ data: Data, to path: String) throws {
    let url = folder.appending(path: path)
    if (try? Data(contentsOf: url)) == data { return }
    let parent = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    // Written under another name, then renamed.
    try data.write(to: url, options: .atomic)
  }

  func copy(_ file: URL, to path: String) throws {
    try write(Data(contentsOf: file), to: path)
  }
}
