import CLibZip

#if canImport(Glibc)
  import Glibc
#endif

/// The path of an entry in an archive, and the kind of item that it is.
struct ArchivedPath {
  /// The names of the enclosing folders, from the archive's root.
  let folders: [String]
  /// The file's name; nil for a folder, whose own name is the last of `folders`.
  let name: String?
  let kind: ItemKind

  /// Nil for an entry without a name.
  init?(_ zip: OpaquePointer, _ index: UInt64) {
    var system: UInt8 = 0
    var attributes: UInt32 = 0
    zip_file_get_external_attributes(zip, index, 0, &system, &attributes)
    let isUnix = [UInt8(ZIP_OPSYS_UNIX), UInt8(ZIP_OPSYS_OS_X)].contains(system)
    guard var path = Self.decoded(zip, index, isUnix: isUnix), !path.isEmpty else { return nil }
    // Some Windows programs write paths with backslashes.
    if !isUnix, !path.contains("/") { path.replace("\\", with: "/") }
    var names = path.split(separator: "/").map(String.init).filter { $0 != "." }
    guard let last = names.popLast() else { return nil }
    if path.hasPrefix("/") || path.contains(#/^[A-Za-z]:/#) || (names + [last]).contains("..") {
      (folders, name, kind) = ([], last, .outside)
      return
    }
    let type = isUnix ? mode_t(attributes >> 16) & S_IFMT : 0
    if path.hasSuffix("/") || type == S_IFDIR {
      (folders, name, kind) = (names + [last], nil, .folder)
    } else {
      (folders, name) = (names, last)
      kind =
        switch type {
        case 0, S_IFREG: .file
        case S_IFLNK: .link
        default: .other
        }
    }
  }

  /// The path as text. A name that is not UTF-8 is in the encoding of the system it was packed on:
  /// that of DOS, or the Western one on other systems.
  private static func decoded(_ zip: OpaquePointer, _ index: UInt64, isUnix: Bool) -> String? {
    guard let raw = zip_get_name(zip, index, zip_flags_t(ZIP_FL_ENC_RAW)) else { return nil }
    let bytes = Array(UnsafeBufferPointer(start: raw, count: strlen(raw))).map {
      UInt8(bitPattern: $0)
    }
    if !isUnix, String(validating: bytes, as: UTF8.self) == nil,
      let strict = zip_get_name(zip, index, zip_flags_t(ZIP_FL_ENC_STRICT))
    {
      return DecodedName.text(Array(String(cString: strict).utf8))
    }
    return DecodedName.text(bytes)
  }
}
