/// What one student handed in.
struct HandIn: Sendable {
  var student: Student
  /// The parts of each attempt, oldest first; usually there is one attempt.
  var attempts: [[Part]]

  /// The student, as far as the submission itself says.
  struct Student: Sendable, Equatable {
    /// A key that identifies the student from run to run; report files are named after it.
    var key: String
    /// The name, as people read it.
    var name: String
    /// Other ids and addresses by which a roster may identify the student.
    var ids: [String] = []

    /// A student with a name, and an id that distinguishes the student from others with that name.
    init(_ name: String, id: String? = nil) {
      self.name = name
      key = id.map { "\(name)_\($0)" } ?? name
      ids = [id].compactMap(\.self)
    }
  }

  /// A file or folder of an attempt.
  struct Part: Sendable {
    let item: any Item
    /// Its path, relative to the folder of all submissions.
    let path: String
    /// A file's own name, before a system added others to it.
    let name: String
    /// When it was handed in, according to the export; nil if the export does not say.
    var submittedAt: String?
    /// Whether the export marks it as late.
    var isLate = false
    /// Whether it was typed into a page, and contains no files.
    var isText = false

    init(_ item: any Item, path: String? = nil, name: String? = nil) {
      self.item = item
      self.path = path ?? item.name
      self.name = name ?? item.name
    }
  }

  init(_ student: Student, _ attempts: [[Part]]) {
    self.student = student
    self.attempts = attempts
  }

  /// Merges more from the same student, attempt by attempt, repeating the last of the shorter list.
  mutating func join(_ other: HandIn) {
    student.ids += other.student.ids.filter { !student.ids.contains($0) }
    let count = max(attempts.count, other.attempts.count)
    attempts = (0..<count).map { index in
      [attempts, other.attempts].flatMap { $0.isEmpty ? [] : $0[min(index, $0.count - 1)] }
    }
  }
}

extension [HandIn] {
  /// One for each student, sorted by name; those with the same key are merged.
  func joined() -> [HandIn] {
    var places: [String: Int] = [:]
    var result: [HandIn] = []
    for handIn in self {
      if let place = places[handIn.student.key] {
        result[place].join(handIn)
      } else {
        places[handIn.student.key] = result.count
        result.append(handIn)
      }
    }
    return result.sorted { ($0.student.name, $0.student.key) < ($1.student.name, $1.student.key) }
  }
}

/// Something among the submissions that might be one but was not treated as one.
struct LeftOut: Sendable, Equatable {
  let name: String
  /// The reason, to be read after the name: `is a link, and was left out`.
  let reason: String
}
