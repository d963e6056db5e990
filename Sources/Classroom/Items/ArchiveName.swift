/// The kind of archive that a file's name indicates.
enum ArchiveName {
  case zip
  /// A kind that is not read.
  case other

  /// The message to show after the name of an archive that is not read.
  static let notTaken = "is an archive of a kind that is not taken: unpack it, or pack it as a zip"

  private static let others = [
    ".tar", ".tgz", ".gz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".rar", ".sit", ".dmg",
  ]

  /// Nil if the name does not indicate an archive.
  init?(_ name: String) {
    switch Self.apart(name).ending {
    case "": return nil
    case ".zip": self = .zip
    default: self = .other
    }
  }

  /// A name without its archive extensions, and the last of those, in lowercase.
  static func apart(_ name: String) -> (name: String, ending: String) {
    var rest = Substring(name)
    var last = ""
    while let ending = ([".zip"] + others).first(where: { rest.lowercased().hasSuffix($0) }),
      rest.count > ending.count
    {
      rest = rest.dropLast(ending.count)
      if last.isEmpty { last = ending }
    }
    return (String(rest), last)
  }
}
