import Foundation

/// The library's objects linked once, so that linking an answer or a lesson is quick.
///
/// The file is beside the objects under a name made from their sizes and times: built again
/// only when one changed.
public struct Prelinked: Sendable {
  public let file: URL

  /// What the objects are linked into.
  public enum Form: Sendable {
    /// A shared library that programs are linked with.
    case library
    /// A program that loads images and starts in a C function of this name.
    case program(start: String)
  }

  /// Finds or links Kindling and some further targets.
  ///
  /// Throws a `LinkError` with what the linker said.
  public init(
    _ form: Form, named name: String, adding targets: [String], from library: BuiltLibrary,
    linker: Linker
  ) async throws {
    let objects = Self.objects(adding: targets, from: library)
    let identity = Self.identity(of: objects)
    let folder = library.caches.appending(path: "support")
    let (prefix, suffix) =
      switch form {
      case .library: ("lib\(name)-", ".so")
      case .program: ("\(name)-", "")
      }
    file = folder.appending(path: prefix + identity + suffix)
    // The compiler, when it is the first to need the folder, makes it for its own user alone; a
    // sandbox's user has to reach the program in it.
    defer { unsafe chmod(folder.path, 0o755) }
    guard !FileManager.default.fileExists(atPath: file.path) else { return }

    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    removeOlder(prefix, in: folder)
    // Linked under another name and renamed, so that a second process never sees half of it.
    let unfinished = folder.appending(path: "unfinished-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: unfinished) }
    try await linker.prelink(objects, as: form, named: file.lastPathComponent, into: unfinished)
    guard unsafe rename(unfinished.path, file.path) == 0 else {
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

  private func removeOlder(_ prefix: String, in folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for older in files where older.hasPrefix(prefix) && older != file.lastPathComponent {
      try? FileManager.default.removeItem(at: folder.appending(path: older))
    }
  }
}
