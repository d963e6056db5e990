import Foundation

/// A folder that appears whole or not at all.
struct NewFolder {
  private let place: URL

  /// Throws a `HandoutError` when there is something at the place already, other than an empty
  /// folder.
  init(at place: URL) throws {
    self.place = place.standardizedFileURL
    let files = FileManager.default
    guard files.fileExists(atPath: place.path) else { return }
    guard try files.contentsOfDirectory(atPath: place.path).isEmpty else {
      throw HandoutError(
        "\(place.path) is not empty: nothing was written; name a new folder, or an empty one")
    }
  }

  /// Writes files; what was written is removed when one cannot be.
  func write(_ list: [CourseFile]) throws {
    let files = FileManager.default
    let parent = place.deletingLastPathComponent()
    try files.createDirectory(at: parent, withIntermediateDirectories: true)
    // Beside its place, so that it can be moved there in one step.
    let draft = parent.appending(path: ".\(place.lastPathComponent)-\(UUID().uuidString)")
    do {
      try files.createDirectory(at: draft, withIntermediateDirectories: false)
      for file in list { try file.write(below: draft) }
      guard unsafe rename(draft.path, place.path) == 0 else {
        throw HandoutError(
          unsafe "\(place.path) cannot be made: \(String(cString: strerror(errno)))")
      }
    } catch {
      try? files.removeItem(at: draft)
      throw error
    }
  }
}
