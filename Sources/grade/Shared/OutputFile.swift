import ArgumentParser
import Foundation

/// The file that `--output` names.
///
/// It is written completely or not at all. A device, a pipe or a link is written to as it is, since
/// a new file would take its place.
struct OutputFile: ExpressibleByArgument {
  let path: String

  init(argument: String) { path = argument }

  private var url: URL { URL(filePath: path) }

  private var isSpecial: Bool {
    let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type]
    return type.map { $0 as? FileAttributeType != .typeRegular } ?? false
  }

  /// Throws a `ValidationError` when nothing can be written there, before anything is graded.
  func check() throws {
    let folder = url.deletingLastPathComponent().path
    let files = FileManager.default
    let place = isSpecial && files.fileExists(atPath: path) ? path : folder
    guard files.fileExists(atPath: place) else {
      throw ValidationError("--output \(path): there is no folder \(folder) to write into")
    }
    var isFolder: ObjCBool = false
    if unsafe files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw ValidationError("--output \(path): this is a folder; name a file in it")
    }
    guard files.isWritableFile(atPath: place) else {
      throw ValidationError("--output \(path): \(place) may not be written")
    }
  }

  /// Throws what keeps the text from being written whole.
  func write(_ text: String) throws {
    guard isSpecial else {
      return try Data(text.utf8).write(to: url, options: .atomic)
    }
    let file = try FileHandle(forWritingTo: url)
    // Only where a link leads to a file is there anything to remove.
    try? file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }
}
