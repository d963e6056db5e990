/// What one student handed in.
struct HandIn: Sendable {
  var student: Student
  /// What each attempt is made of, oldest first; mostly there is one.
  var attempts: [[Part]]

  /// Whose it is, as far as what was handed in says.
  struct Student: Sendable, Equatable {
    /// Tells the student from others, from run to run; report files are named for it.
    var key: String
    /// The name as people read it.
    var name: String
    /// What else is known, by which a roster may know the student: ids and addresses.
    var ids: [String] = []

    /// A student of a name, and of an id that tells the student from others of that name.
    init(_ name: String, id: String? = nil) {
      self.name = name
      key = id.map { "\(name)_\($0)" } ?? name
      ids = [id].compactMap(\.self)
    }
  }

  /// A file or folder of an attempt.
  struct Part: Sendable {
    let item: any Item
    /// Where it is, seen from the folder of all submissions.
    let path: String
    /// A file's name before a system put others around it.
    let name: String
    /// When it was handed in, as the export says it; nil where it does not.
    var submittedAt: String?
    /// Whether the export calls it late.
    var isLate = false
    /// Whether it was typed into a page, and holds no files.
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

  /// Takes in more of the same student's: attempt by attempt, the last of the shorter list again.
  mutating func join(_ other: HandIn) {
    student.ids += other.student.ids.filter { !student.ids.contains($0) }
    let count = max(attempts.count, other.attempts.count)
    attempts = (0..<count).map { index in
      [attempts, other.attempts].flatMap { $0.isEmpty ? [] : $0[min(index, $0.count - 1)] }
    }
  }
}

extension [HandIn] {
  /// One for each student, in the order of the names; what has one key is joined.
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

/// Something among the submissions that might be one and was not taken for one.
struct LeftOut: Sendable, Equatable {
  let name: String
  /// To be read after the name: `is a link, and was left out`.
  let reason: String
}
