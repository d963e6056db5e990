/// A folder or a zip archive for each student.
enum PlainShape {
  static func read(_ entries: [any Item]) -> Shape.Reading {
    var reading: Shape.Reading = ([], [])
    for entry in entries {
      let archive = entry.kind == .file ? ArchiveName(entry.name) : nil
      if entry.kind == .folder || archive == .zip {
        let name = entry.kind == .file ? ArchiveName.apart(entry.name).name : entry.name
        reading.handIns.append(HandIn(HandIn.Student(name), [[HandIn.Part(entry)]]))
      } else if archive == .other {
        reading.leftOut.append(
          LeftOut(name: entry.name, reason: "\(ArchiveName.notTaken); it was left out"))
      } else {
        reading.leftOut.append(LeftOut(entry, isNo: "not a folder"))
      }
    }
    return reading
  }
}
