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
    switch Self.apart(name).ending {
    case "": return nil
    case ".zip": self = .zip
    default: self = .other
    }
  }

  /// A name without the endings by which it promises an archive, and the last of those, in small
  /// letters.
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
