import Foundation

/// A temporary folder for building and running one section, removed when it goes.
final class Workspace: Sendable {
  let folder: URL

  private static let prefix = "kindling-"

  private static var parent: URL {
    FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
  }

  /// Makes the folder, open to this user alone.
  init() throws {
    folder = Self.parent.appending(path: "\(Self.prefix)\(getpid())-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A folder inside, made when it is not there.
  func folder(_ name: String) throws -> URL {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Removes what runs that were killed left behind: folders whose process is no more.
  static func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let number = name.dropFirst(prefix.count).prefix { $0 != "-" }
      guard let process = pid_t(number), kill(process, 0) != 0, errno == ESRCH else { continue }
      // Another container may share the folder but not the process numbers.
      let folder = parent.appending(path: name)
      let facts = try? FileManager.default.attributesOfItem(atPath: folder.path)
      guard let changed = facts?[.modificationDate] as? Date,
        changed.timeIntervalSinceNow < -3600
      else { continue }
      try? FileManager.default.removeItem(at: folder)
    }
  }
}
