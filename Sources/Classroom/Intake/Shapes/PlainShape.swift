/// A folder for each student.
enum PlainShape {
  static func read(_ entries: [any Item]) -> Shape.Reading {
    var reading: Shape.Reading = ([], [])
    for entry in entries {
      if entry.kind == .folder {
        reading.handIns.append(HandIn(HandIn.Student(entry.name), [[HandIn.Part(entry)]]))
      } else {
        reading.leftOut.append(LeftOut(entry, isNo: "not a folder"))
      }
    }
    return reading
  }
}
