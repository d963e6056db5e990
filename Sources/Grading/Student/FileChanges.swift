import Foundation
import Toolchain

/// The moments at which a file was saved, as a sequence that ends when its task is cancelled.
///
/// It looks five times a second, and reports a change when the file stayed the same for one look:
/// editors write in several steps, some by way of another file, and no kernel interface reports all
/// of these on every file system.
public struct FileChanges: AsyncSequence, Sendable {
  private let file: URL

  public init(of file: URL) {
    self.file = file
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(file: file, watch: FileWatch([file]))
  }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let file: URL
    fileprivate var watch: FileWatch

    public mutating func next() async -> Void? {
      var hasChanged = false
      while true {
        guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return nil }
        if !watch.changes().isEmpty {
          hasChanged = true
        } else if hasChanged, FileManager.default.fileExists(atPath: file.path) {
          return ()
        }
      }
    }
  }
}
