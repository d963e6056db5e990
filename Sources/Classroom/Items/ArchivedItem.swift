/// A file or folder in an archive.
struct ArchivedItem: Item {
  let name: String
  let kind: ItemKind
  private let archive: Archive
  private let entry: Archive.Entry
  /// A folder's path in the archive.
  private let path: String

  /// The root of an archive.
  init(rootOf archive: Archive, named name: String) {
    self.init(Archive.Entry(name: name, kind: .folder, index: 0), archive, path: "")
  }

  /// An entry of an archive, where a folder has a path.
  init(_ entry: Archive.Entry, _ archive: Archive, path: String) {
    (name, kind) = (entry.name, entry.kind)
    (self.entry, self.archive, self.path) = (entry, archive, path)
  }

  var place: ItemPlace {
    ItemPlace(name: name, kind: kind, holder: .archive(path: path, index: entry.index))
  }

  func children() throws(ItemError) -> [any Item] {
    (archive.folders[path] ?? []).map {
      ArchivedItem($0, archive, path: "\(path)/\($0.name)")
    }
  }

  func holds(_ name: String) -> Bool {
    archive.folders[path]?.contains { $0.name == name } ?? false
  }

  func contents(upTo limit: Int) throws(ItemError) -> [UInt8] {
    try archive.contents(of: entry, upTo: limit)
  }

  /// Opens an archive inside the archive, which is read whole and so must not be large.
  func opened() throws(ItemError) -> Archive {
    let limit = 32 << 20
    let bytes = try contents(upTo: limit)
    guard bytes.count <= limit else { throw ItemError("is larger than \(limit >> 20) MiB") }
    return try Archive(bytes)
  }
}
