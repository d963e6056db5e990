import Foundation

/// A file that is handed out or packed.
struct CourseFile: Sendable, Equatable {
  /// Where it goes, relative to the root.
  let path: String
  let contents: Data
  var isExecutable = false

  init(_ path: String, _ contents: Data, isExecutable: Bool = false) {
    self.path = path
    self.contents = contents
    self.isExecutable = isExecutable
  }

  init(_ path: String, _ text: String, isExecutable: Bool = false) {
    self.init(path, Data(text.utf8), isExecutable: isExecutable)
  }

  /// A file of a folder, under the path that it has there.
  init(at path: String, in root: URL) throws {
    let url = root.appending(path: path)
    self.init(
      path, try Data(contentsOf: url),
      isExecutable: FileManager.default.isExecutableFile(atPath: url.path))
  }

  /// The file's text, or nil when it is none.
  var text: String? { String(data: contents, encoding: .utf8) }

  /// Writes the file below a folder, readable by all whatever this process's mask is.
  func write(below root: URL) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try contents.write(to: url)
    try FileManager.default.setAttributes(
      [.posixPermissions: isExecutable ? 0o755 : 0o644], ofItemAtPath: url.path)
  }

  /// The paths of all plain files below a folder, in order; those whose names begin with a dot are
  /// left out.
  static func paths(below folder: String, in root: URL) throws -> [String] {
    let place = root.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: place.path).filter { path in
      guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else {
        return false
      }
      let type = try? FileManager.default.attributesOfItem(
        atPath: place.appending(path: path).path)[.type]
      return type as? FileAttributeType == .typeRegular
    }.sorted().map { "\(folder)/\($0)" }
  }
}
