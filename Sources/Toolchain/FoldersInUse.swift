import Foundation
import Synchronization

/// The temporary folders that this process has made and not yet removed.
///
/// Their owners remove them, but a task that was cancelled may still hold its owner when the
/// program ends, so whoever ends the program removes what is left.
package enum FoldersInUse {
  private static let folders = Mutex<Set<URL>>([])

  package static func add(_ folder: URL) {
    _ = folders.withLock { $0.insert(folder) }
  }

  /// Removes one folder.
  package static func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    _ = folders.withLock { $0.remove(folder) }
  }

  /// Removes all of them: to be called when nothing more will be written to them.
  package static func removeAll() {
    for folder in folders.withLock({ $0 }) { remove(folder) }
  }
}
