import Foundation

/// Tells which files changed since it last looked.
///
/// It looks at each file's size and times, which takes a millisecond for a hundred files and works
/// on every file system; hidden files, such as an editor's own, do not count.
public struct FileWatch {
  private let places: [URL]
  private var states: [String: Digest]

  /// Begins to watch files, and folders with all that is in them.
  public init(_ places: [URL]) {
    self.places = places
    states = Self.states(of: places)
  }

  /// The files that were changed, added or removed, in the order of their paths.
  public mutating func changes() -> [URL] {
    let now = Self.states(of: places)
    let paths = Set(now.keys).union(states.keys).filter { now[$0] != states[$0] }
    states = now
    return paths.sorted().map { URL(filePath: $0) }
  }

  private static func states(of places: [URL]) -> [String: Digest] {
    var states: [String: Digest] = [:]
    func add(_ file: URL) {
      var digest = Digest()
      digest.add(statusOf: file)
      states[file.path] = digest
    }
    for place in places {
      add(place)
      let files = FileManager.default.enumerator(
        at: place, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles)
      for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
        if (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
          add(file)
        }
      }
    }
    return states
  }
}
