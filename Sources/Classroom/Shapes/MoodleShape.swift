/// Moodle's download: `Ada Lovelace_12345_assignsubmission_file/` or, in older ones, `..._file_/`,
/// with `..._onlinetext/` next to it for typed text; or files with such names side by side.
enum MoodleShape {
  /// The components of an entry's name.
  private struct Name {
    let student: String
    /// A number that identifies the student in one assignment only.
    let id: String
    let isText: Bool
    /// The rest, which is a file's own name.
    let file: String

    init?(_ name: String) {
      guard let match = name.wholeMatch(of: #/(.+)_(\d+)_assignsubmission_([a-z]+)(?:_(.*))?/#)
      else { return nil }
      (student, id) = (String(match.1), String(match.2))
      (isText, file) = (match.3 == "onlinetext", match.4.map(String.init) ?? "")
    }
  }

  static func isShown(by entries: [any Item]) -> Bool {
    entries.contains { Name($0.name) != nil }
  }

  static func read(_ entries: [any Item]) -> Shape.Reading {
    var named: [(name: Name, part: HandIn.Part)] = []
    var reading: Shape.Reading = ([], [])
    for entry in entries {
      guard entry.kind != .link, let name = Name(entry.name) else {
        reading.leftOut.append(LeftOut(entry, isNo: "not named as Moodle names submissions"))
        continue
      }
      var part = HandIn.Part(entry, name: entry.kind == .file ? name.file : nil)
      part.isText = name.isText
      named.append((name, part))
    }
    let ids = Dictionary(grouping: named, by: \.name.student).mapValues { Set($0.map(\.name.id)) }
    reading.handIns = named.map { name, part in
      // The number identifies the student in this download only, so it is used only if names are
      // not enough.
      let isOne = ids[name.student]?.count == 1
      return HandIn(HandIn.Student(name.student, id: isOne ? nil : name.id), [[part]])
    }
    return reading
  }
}
