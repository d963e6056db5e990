import Foundation
import Toolchain

/// A temporary folder for building and running one section, removed when it goes.
///
/// It is locked while it is in use, so that the next run can tell what a killed one left behind.
package final class Workspace: Sendable {
  package let folder: URL
  private let lock: FolderLock

  private static var parent: URL {
    FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
  }

  /// Makes the folder, open to this user alone.
  package init() throws {
    while true {
      let folder = Self.parent.appending(path: "kindling-\(getpid())-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Before it was locked, another run may have taken it for an abandoned one.
      if let lock = try FolderLock(folder, waits: true),
        FileManager.default.fileExists(atPath: folder.path)
      {
        FoldersInUse.add(folder)
        self.folder = folder
        self.lock = lock
        return
      }
    }
  }

  deinit {
    FoldersInUse.remove(folder)
  }

  /// A folder inside, made when it is not there.
  package func folder(_ name: String) throws -> URL {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Removes what runs that were killed left behind: folders that nobody holds.
  static func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.wholeMatch(of: #/kindling-\d+-[0-9A-F-]{36}/#) != nil {
      let folder = parent.appending(path: name)
      guard let lock = try? FolderLock(folder), lock.isHeld else { continue }
      withExtendedLifetime(lock) { try? FileManager.default.removeItem(at: folder) }
    }
  }
}
