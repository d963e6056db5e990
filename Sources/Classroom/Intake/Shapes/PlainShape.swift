/// A folder for each student.
enum PlainShape {
  static func read(_ entries: [any Item]) -> (handIns: [HandIn], leftOut: [LeftOut]) {
    var handIns: [HandIn] = []
    var leftOut: [LeftOut] = []
    for entry in entries {
      if entry.kind == .folder {
        let student = HandIn.Student(key: entry.name, name: entry.name)
        handIns.append(HandIn(student, [[HandIn.Part(entry)]]))
      } else {
        let what = entry.kind == .link ? "a link" : "not a folder"
        leftOut.append(LeftOut(name: entry.name, reason: "is \(what), and was left out"))
      }
    }
    return (handIns, leftOut)
  }
}
