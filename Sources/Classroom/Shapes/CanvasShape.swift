import Answers

/// Canvas's download: files side by side, such as `lovelaceada_LATE_1234_56789_AffineMaps-1.swift`.
enum CanvasShape {
  /// The components of a file's name.
  private struct Name {
    let student: String
    let isLate: Bool
    /// The student's id, which is the same in every download of a course.
    let id: String
    /// The upload's number, which increases from upload to upload.
    let upload: Int
    let file: String

    init?(_ name: String) {
      let form = #/(.+?)_(LATE_)?(\d+)_(\d+)_(.+)/#
      // If students are anonymous, ids are not numbers.
      let anonymous = #/(anon)_(LATE_)?([0-9A-Za-z]{5})_(\d+)_(.+)/#
      guard let match = name.wholeMatch(of: anonymous) ?? name.wholeMatch(of: form),
        let upload = Int(match.4)
      else { return nil }
      (student, isLate, id) = (String(match.1), match.2 != nil, String(match.3))
      (self.upload, file) = (upload, String(match.5))
    }
  }

  /// The student who typed a text instead of uploading a file: `lovelaceada_1234_text.html`.
  private static func textOwner(_ name: String) -> (student: String, id: String)? {
    name.wholeMatch(of: #/(.+?)_(?:LATE_)?(\d+)_(?:text|link)\.html/#).map {
      (String($0.1), String($0.2))
    }
  }

  static func isShown(by entries: [any Item]) -> Bool {
    let files = entries.filter { $0.kind == .file }
    let fitting = files.count { Name($0.name) != nil }
    return fitting > 0 && fitting * 2 > entries.count
  }

  static func read(_ entries: [any Item]) -> Shape.Reading {
    var uploads: [String: (student: HandIn.Student, files: [(name: Name, part: HandIn.Part)])] = [:]
    var reading: Shape.Reading = ([], [])
    for entry in entries {
      if entry.kind == .file, let name = Name(entry.name) {
        let student = HandIn.Student(name.student, id: name.id)
        var part = HandIn.Part(entry, name: name.file)
        part.isLate = name.isLate
        uploads[student.key, default: (student, [])].files.append((name, part))
      } else if entry.kind == .file, let (name, id) = textOwner(entry.name) {
        var part = HandIn.Part(entry)
        part.isText = true
        reading.handIns.append(HandIn(HandIn.Student(name, id: id), [[part]]))
      } else {
        reading.leftOut.append(LeftOut(entry, isNo: "not named as Canvas names files"))
      }
    }
    reading.handIns += uploads.values.map { HandIn($0.student, attempts($0.files)) }
    return reading
  }

  /// Each new upload of a file is another attempt; the other files belong to all attempts.
  private static func attempts(
    _ files: [(name: Name, part: HandIn.Part)]
  ) -> [[HandIn.Part]] {
    let versions = Dictionary(grouping: files) { file in
      let (stem, ending) = AnswerName.apart(file.name.file.lowercased())
      return AnswerName.withoutTail(stem) + ending
    }.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.name.upload < $1.name.upload } }
    let count = versions.map(\.count).max() ?? 0
    return (0..<count).map { index in
      versions.map { $0[min(index, $0.count - 1)].part }
    }
  }
}
