/// What kind of archive a file's name promises.
enum ArchiveName {
  case zip
  /// A kind that is not read.
  case other

  /// To be read after the name of an archive that is not read.
  static let notTaken = "is an archive of a kind that is not taken: unpack it, or pack it as a zip"

  private static let others = [
    ".tar", ".tgz", ".gz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".rar", ".sit", ".dmg",
  ]

  /// Nil for a name that promises none.
  init?(_ name: String) {
    let name = name.lowercased()
    if name.hasSuffix(".zip") {
      self = .zip
    } else if Self.others.contains(where: { name.hasSuffix($0) }) {
      self = .other
    } else {
      return nil
    }
  }

  /// A name without the extension by which it promises a zip.
  static func withoutZip(_ name: String) -> String {
    ArchiveName(name) == .zip && name.count > 4 ? String(name.dropLast(4)) : name
  }
}
