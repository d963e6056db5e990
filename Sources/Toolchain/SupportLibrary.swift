import Foundation

/// The library's objects linked once into a shared library, so that linking an answer is quick.
///
/// It stands beside the objects under a name made from their sizes and times: built again only
/// when one changed.
public struct SupportLibrary: Sendable {
  public let file: URL

  /// Finds or links the shared library of Kindling and some further targets.
  ///
  /// Throws a `LinkError` with what the linker said.
  public init(
    named name: String, adding targets: [String], from library: BuiltLibrary, linker: Linker
  ) async throws {
    let objects = Self.objects(adding: targets, from: library)
    let identity = Self.identity(of: objects)
    let folder = library.products.appending(path: "support")
    file = folder.appending(path: "lib\(name)-\(identity).so")
    guard !FileManager.default.fileExists(atPath: file.path) else { return }

    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    removeOlder(named: name, in: folder)
    // Linked under another name and renamed, so that a second process never sees half of it.
    let unfinished = folder.appending(path: "\(UUID().uuidString).so")
    try await linker.linkShared(
      objects, flags: ["-lz"], named: file.lastPathComponent, into: unfinished)
    guard rename(unfinished.path, file.path) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// A name for the present state of the objects, found without linking them.
  public static func identity(adding targets: [String], from library: BuiltLibrary) -> String {
    identity(of: objects(adding: targets, from: library))
  }

  private static func objects(adding targets: [String], from library: BuiltLibrary) -> [URL] {
    (library.libraryTargets + targets).flatMap(library.objects(of:))
  }

  private static func identity(of objects: [URL]) -> String {
    var digest = Digest()
    for object in objects { digest.add(statusOf: object) }
    return "\(digest)"
  }

  private func removeOlder(named name: String, in folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for older in files where older.hasPrefix("lib\(name)-") && older != file.lastPathComponent {
      try? FileManager.default.removeItem(at: folder.appending(path: older))
    }
  }
}
