import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A file or folder on disk, identified by the bytes of its path, since a name need not be UTF-8.
struct DiskItem: Item {
  let name: String
  let kind: ItemKind
  private let path: [UInt8]
  /// What it is on the disk, under whichever path; nil if another process found it.
  private let identity: Identity?

  private struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// The item at a path; a link there is followed, because the user named it.
  ///
  /// Nil if nothing is there.
  init?(_ url: URL) {
    var facts = stat()
    guard stat(url.path, &facts) == 0 else { return nil }
    self.init(url.lastPathComponent, Array(url.path.utf8), facts)
  }

  private init(_ name: String, _ path: [UInt8], _ facts: stat) {
    self.name = name
    self.path = path
    identity = Identity(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      case S_IFLNK: .link
      default: .other
      }
  }

  /// An item that another process found.
  init(_ name: String, _ kind: ItemKind, path: [UInt8]) {
    (self.name, self.kind, self.path) = (name, kind, path)
    identity = nil
  }

  var place: ItemPlace { ItemPlace(name: name, kind: kind, holder: .disk(path: Data(path))) }

  /// Whether both are the same file or folder, regardless of their paths.
  func isSame(as other: DiskItem) -> Bool { identity != nil && identity == other.identity }

  func children() throws(ItemError) -> [any Item] {
    let descriptor = opened(O_DIRECTORY)
    guard descriptor >= 0, let folder = fdopendir(descriptor) else { throw Self.denial() }
    defer { closedir(folder) }
    var items: [(bytes: [UInt8], item: DiskItem)] = []
    while let entry = readdir(folder) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard bytes != [0x2E], bytes != [0x2E, 0x2E] else { continue }
      let path = self.path + [0x2F] + bytes
      var facts = stat()
      // Entries removed since the folder was read are skipped.
      guard path.withCString({ lstat($0, &facts) }) == 0 else { continue }
      items.append((bytes, DiskItem(DecodedName.text(bytes), path, facts)))
    }
    return items.sorted {
      $0.item.name == $1.item.name
        ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.item.name < $1.item.name
    }.map(\.item)
  }

  func holds(_ name: String) -> Bool {
    var facts = stat()
    return (path + [0x2F] + Array(name.utf8)).withCString { lstat($0, &facts) } == 0
  }

  func contents(upTo limit: Int) throws(ItemError) -> [UInt8] {
    let descriptor = opened(O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.denial() }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw ItemError("is not a plain file")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let count = read(descriptor, &buffer, min(buffer.count, limit + 1 - bytes.count))
      guard count >= 0 else { throw Self.denial() }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  func opened() throws(ItemError) -> Archive {
    let descriptor = opened(O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.denial() }
    return try Archive(descriptor: descriptor)
  }

  private func opened(_ flags: Int32) -> Int32 {
    path.withCString { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags) }
  }

  private static func denial() -> ItemError {
    ItemError("cannot be read: \(String(cString: strerror(errno)))", isDenied: true)
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes as a C path.
  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBytes { bytes in
      // The array contains the terminating zero, so it always has an address.
      bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
    }
  }
}
