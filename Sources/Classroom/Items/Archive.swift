import CLibZip
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A zip archive opened for reading; only the requested entries are unpacked.
///
/// An archive that claims to contain far more than its own size is rejected as a whole; see the
/// limits.
final class Archive: Sendable {
  /// libzip's own handle, which only one thread at a time may use.
  private let handle: Mutex<Handle>
  /// The entries of each folder, by the folder's path, sorted by name; the root's path is empty.
  let folders: [String: [Entry]]

  /// A file or folder.
  struct Entry: Sendable, Equatable {
    let name: String
    let kind: ItemKind
    /// A file's index in the archive.
    let index: UInt64
  }

  private struct Handle: @unchecked Sendable {
    let zip: OpaquePointer
  }

  /// The most entries: more than a class hands in, and few enough to list at once.
  private static let countLimit = 200_000
  /// The most bytes in all: more than a class hands in.
  private static let sizeLimit: UInt64 = 4 << 30
  /// The highest compression ratio, which text does not reach, and a total size that is harmless at
  /// any ratio.
  private static let (ratioLimit, harmlessSize): (UInt64, UInt64) = (200, 64 << 20)

  /// Opens an archive from a file, and takes ownership of `descriptor`.
  convenience init(descriptor: Int32) throws(ItemError) {
    var facts = stat()
    fstat(descriptor, &facts)
    var code: Int32 = 0
    guard let zip = zip_fdopen(descriptor, 0, &code) else {
      close(descriptor)
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      throw Self.unreadable(&error)
    }
    try self.init(zip, packed: UInt64(facts.st_size))
  }

  /// Opens an archive in memory.
  convenience init(_ bytes: [UInt8]) throws(ItemError) {
    var error = zip_error_t()
    guard !bytes.isEmpty else { throw ItemError("cannot be read as a zip archive: it is empty") }
    guard let copy = malloc(bytes.count) else {
      throw ItemError("does not fit into this machine's memory")
    }
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { memcpy(copy, base, source.count) }
    }
    // From here on, the source owns the copy.
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
      free(copy)
      throw Self.unreadable(&error)
    }
    guard let zip = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw Self.unreadable(&error)
    }
    try self.init(zip, packed: UInt64(bytes.count))
  }

  private init(_ zip: OpaquePointer, packed: UInt64) throws(ItemError) {
    handle = Mutex(Handle(zip: zip))
    folders = try Self.listed(zip, packed: packed)
  }

  deinit { handle.withLock { zip_discard($0.zip) } }

  /// The bytes of an entry, up to one more than a limit.
  func contents(of entry: Entry, upTo limit: Int) throws(ItemError) -> [UInt8] {
    let read: Result<[UInt8], ItemError> = handle.withLock { handle in
      guard let file = zip_fopen_index(handle.zip, entry.index, 0) else {
        return .failure(Self.unreadable(zip_get_error(handle.zip)))
      }
      defer { zip_fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while bytes.count <= limit {
        let count = zip_fread(file, &buffer, UInt64(min(buffer.count, limit + 1 - bytes.count)))
        guard count >= 0 else { return .failure(Self.unreadable(zip_file_get_error(file))) }
        if count == 0 { break }
        bytes += buffer[..<Int(count)]
      }
      return .success(bytes)
    }
    return try read.get()
  }

  private static func unreadable(_ error: UnsafeMutablePointer<zip_error_t>?) -> ItemError {
    let reason = error.flatMap { zip_error_strerror($0) }.map { String(cString: $0) }
    if error.map({ zip_error_code_zip($0) }) == ZIP_ER_NOPASSWD {
      return ItemError("is encrypted: pack it without a password")
    }
    return ItemError("cannot be read as a zip archive: \(reason ?? "damaged")")
  }

  private static func listed(
    _ zip: OpaquePointer, packed: UInt64
  ) throws(ItemError) -> [String: [Entry]] {
    let count = zip_get_num_entries(zip, 0)
    guard count <= countLimit else {
      throw ItemError("holds more than \(countLimit) files")
    }
    var size: UInt64 = 0
    var folders: [String: [String: [Entry]]] = ["": [:]]
    for index in 0..<UInt64(max(0, count)) {
      var facts = zip_stat_t()
      guard zip_stat_index(zip, index, 0, &facts) == 0 else { continue }
      size = size.addingReportingOverflow(facts.size).overflow ? .max : size + facts.size
      guard let path = ArchivedPath(zip, index) else { continue }
      var folder = ""
      for name in path.folders {
        folders[folder, default: [:]][name] =
          folders[folder]?[name] ?? [Entry(name: name, kind: .folder, index: 0)]
        folder += "/" + name
        folders[folder] = folders[folder] ?? [:]
      }
      guard let name = path.name else { continue }
      // Two files with the same name are both listed.
      folders[folder, default: [:]][name, default: []].append(
        Entry(name: name, kind: path.kind, index: index))
    }
    guard size <= sizeLimit, size <= harmlessSize || size / ratioLimit <= packed else {
      throw ItemError(
        "says that it holds \(size >> 20) MiB, which is more than answers come to")
    }
    return folders.mapValues { $0.sorted { $0.key < $1.key }.flatMap(\.value) }
  }
}
