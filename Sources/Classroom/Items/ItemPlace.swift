import Foundation

/// Where an item is, written down for another process that reads it.
///
/// The other process learns nothing new about it: an item that is gone by then cannot be read, just
/// as in the process that found it.
struct ItemPlace: Codable, Sendable, Equatable {
  let name: String
  let kind: ItemKind
  let holder: Holder

  enum Holder: Codable, Sendable, Equatable {
    /// The disk; a path's bytes need not be text.
    case disk(path: Data)
    /// The archive that holds the class: a folder's path there, and a file's number.
    case archive(path: String, index: UInt64)
  }

  /// The item; `archive` opens the archive that holds the class.
  ///
  /// Throws a `ClassError` if the archive is not the same any more: another one may have another
  /// student's file in its place.
  func item(archive: () throws -> Archive) throws -> any Item {
    switch holder {
    case .disk(let path): return DiskItem(name, kind, path: [UInt8](path))
    case .archive(let path, let index):
      let (archive, entry) = (try archive(), Archive.Entry(name: name, kind: kind, index: index))
      let folder = String(path.dropLast(name.count + 1))
      guard archive.folders[folder]?.contains(entry) == true else {
        throw ClassError("the submissions changed while they were graded: grade them again")
      }
      return ArchivedItem(entry, archive, path: path)
    }
  }
}
