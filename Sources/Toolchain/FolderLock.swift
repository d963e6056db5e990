import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A lock on a folder, by which processes know that it is in use.
///
/// The system takes it from a process however that ends, so that no lock is ever left behind.
package final class FolderLock: Sendable {
  private let descriptor: Int32
  /// Whether the lock was had; not so on a file system that knows none.
  package let isHeld: Bool

  /// Locks a folder, waiting for others that hold it if `waits`.
  ///
  /// Nil when the folder is not there or another holds it. Throws any other error in the way of
  /// opening it.
  package init?(_ folder: URL, waits: Bool = false) throws {
    descriptor = unsafe open(folder.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    isHeld = flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0
    if !isHeld, errno == EWOULDBLOCK { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
