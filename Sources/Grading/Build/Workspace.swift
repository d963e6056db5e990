import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A temporary folder for building and running one section, removed when it goes.
///
/// It is locked while it is in use. The system takes the lock from a process however that ends, so
/// that the next run can tell what a killed one left behind.
final class Workspace: Sendable {
  let folder: URL
  /// The folder, opened and locked.
  private let descriptor: Int32

  private static var parent: URL {
    FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
  }

  /// Makes the folder, open to this user alone.
  init() throws {
    while true {
      let folder = Self.parent.appending(path: "kindling-\(getpid())-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let descriptor = Self.opened(folder)
      guard descriptor >= 0 || errno == ENOENT else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
      flock(descriptor, LOCK_EX)
      // Before it was locked, another run may have taken it for an abandoned one.
      if descriptor >= 0, FileManager.default.fileExists(atPath: folder.path) {
        self.folder = folder
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
    close(descriptor)
  }

  /// A folder inside, made when it is not there.
  func folder(_ name: String) throws -> URL {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Removes what runs that were killed left behind: folders that nobody holds locked.
  static func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.wholeMatch(of: #/kindling-\d+-[0-9A-F-]{36}/#) != nil {
      let folder = parent.appending(path: name)
      let descriptor = opened(folder)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        try? FileManager.default.removeItem(at: folder)
      }
      close(descriptor)
    }
  }

  private static func opened(_ folder: URL) -> Int32 {
    open(folder.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }
}
