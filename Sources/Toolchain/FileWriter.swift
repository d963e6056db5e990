import Foundation

/// Writes the files of a folder, such as a site: whole or not at all, and only those that changed.
package struct FileWriter: Sendable {
  package let folder: URL

  package init(folder: URL) {
    self.folder = folder
  }

  package func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  package func write(_ data: Data, to path: String) throws {
    let url = folder.appending(path: path)
    if (try? Data(contentsOf: url)) == data { return }
    let parent = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    // Written under another name, then renamed.
    try data.write(to: url, options: .atomic)
  }

  package func copy(_ file: URL, to path: String) throws {
    try write(Data(contentsOf: file), to: path)
  }
}
