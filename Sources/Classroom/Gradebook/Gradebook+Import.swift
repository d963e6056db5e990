import Foundation
import GRDB
import Grading

/// What taking reports into a gradebook came to.
public struct ImportResult: Sendable, Equatable {
  public fileprivate(set) var students = 0
  public fileprivate(set) var newAttempts = 0
  public fileprivate(set) var newMarks = 0
  public fileprivate(set) var knownMarks = 0
  /// Attempts of which nobody says when they were submitted.
  public fileprivate(set) var withoutTime = 0
  /// Attempts whose time is another one in the gradebook; it is left.
  public fileprivate(set) var otherTimes: [String] = []
  /// Marks that are others in the gradebook; they are left.
  public fileprivate(set) var otherMarks: [String] = []
  /// Names with reports that are not on the roster.
  public fileprivate(set) var strangers: [String] = []
  /// Sections that could not be graded, through no fault of the answer.
  public fileprivate(set) var ungraded: [String] = []
  /// Reports that cannot be used.
  public fileprivate(set) var faults: [ReportFault] = []

  /// Whether everything in the folder is in the gradebook now.
  public var isComplete: Bool {
    faults.isEmpty && otherMarks.isEmpty && otherTimes.isEmpty && ungraded.isEmpty
  }

  /// What there is to say, a line each.
  public var text: String {
    var lines = [
      "\(students) students: \(newAttempts) new attempts, \(newMarks) new marks of sections, "
        + "\(knownMarks) known"
    ]
    func add(_ names: [String], _ words: String) {
      if !names.isEmpty { lines.append("\(names.count) \(words): \(names.shortened)") }
    }
    if withoutTime > 0 {
      lines.append(
        "\(withoutTime) attempts without a time of submission: they count as on time. --times TABLE "
          + "or --submissions FOLDER gives it")
    }
    add(strangers, "not on the roster, and in no export")
    add(otherTimes, "submitted at another time by the gradebook, which was left")
    add(
      otherMarks,
      "marks differ from those in the gradebook, which were left (see `grade class regrade`)")
    add(ungraded, "sections could not be graded, and have no mark")
    lines += faults.map { "left out: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Gradebook {
  /// How many reports are taken at a time: another program waits for no longer than they take.
  private static let stride = 100

  /// Takes the marks of reports that are not in the gradebook yet; changes none that are.
  ///
  /// The folder's name is that of the batch: reports of one name in folders of different names are
  /// different attempts. An import that was interrupted goes on when it is started again.
  public func importReports(
    in folder: URL, batch: String? = nil, times: SubmissionTimes, by author: Author
  ) throws -> ImportResult {
    let graded = try GradedFolder(folder)
    let name = batch ?? folder.standardizedFileURL.lastPathComponent
    let files = graded.files
    guard !files.isEmpty else {
      throw GradebookError("there are no reports in \(folder.relativePath)")
    }
    var result = ImportResult()
    result.students = Set(files.map(\.student)).count
    for start in Swift.stride(from: 0, to: files.count, by: Self.stride) {
      let some = files[start..<min(start + Self.stride, files.count)]
      var attempts: [(file: GradedFolder.File, sections: [GradedSection], time: SubmissionTime?)] =
        []
      for file in some {
        do throws(ReportFault) {
          let report = try file.report()
          result.ungraded += report.sections.filter { $0.state == .notGraded }
            .map { "\(file.student) \($0.id)" }
          attempts.append(
            (
              file, report.sections.compactMap(GradedSection.init),
              times.time(of: file.student, attempt: file.attempt)
            ))
        } catch {
          result.faults.append(error)
        }
      }
      try write { database in
        let batch = try Self.batch(named: name, seed: graded.seed, at: author.at, in: database)
        let hasRoster = try Self.hasRoster(database)
        for attempt in attempts {
          for student in try Self.students(
            attempt.file.student, hasRoster: hasRoster, in: database, result: &result)
          {
            let id = try Self.attempt(
              of: student, batch: batch, attempt.file, attempt.time, by: author, in: database,
              result: &result)
            try Self.add(
              attempt.sections, to: id, named: attempt.file, in: database, result: &result)
          }
        }
      }
    }
    try write { database in
      try Change(
        by: author, .import,
        to: "\(result.newMarks) marks of \(result.newAttempts) attempts, \(name)"
      ).insert(database)
    }
    return result
  }

  private static func batch(
    named name: String, seed: String, at date: Date, in database: Database
  ) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO batch (name, seed, importedAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [name, seed, Instant.text(date)])
    return try Int64.fetchOne(
      database, sql: "SELECT id FROM batch WHERE name = ?", arguments: [name])!
  }

  /// The student that has a report's name, or the students of the group that has it.
  private static func students(
    _ name: String, hasRoster: Bool, in database: Database, result: inout ImportResult
  ) throws -> [Int64] {
    let known = try database.cachedStatement(sql: "SELECT id FROM student WHERE key = ?")
    if let id = try Int64.fetchOne(known, arguments: [name]) { return [id] }
    let team = try database.cachedStatement(
      sql: "SELECT id FROM student WHERE team = ? AND isEnrolled")
    let members = try Int64.fetchAll(team, arguments: [name])
    guard members.isEmpty else { return members }
    if hasRoster { result.strangers.append(name) }
    return [try Student.identifier(of: name, isEnrolled: !hasRoster, in: database).id]
  }

  private static func attempt(
    of student: Int64, batch: Int64, _ file: GradedFolder.File, _ time: SubmissionTime?,
    by author: Author, in database: Database, result: inout ImportResult
  ) throws -> Int64 {
    let find = try database.cachedStatement(
      sql: "SELECT id, submittedAt FROM attempt WHERE student = ? AND batch = ? AND label = ?")
    let text = time.map { Instant.text($0.instant) }
    if let row = try Row.fetchOne(find, arguments: [student, batch, file.attempt]) {
      let id: Int64 = row["id"]
      let before: String? = row["submittedAt"]
      guard let time, before != text else {
        if before == nil { result.withoutTime += 1 }
        return id
      }
      guard before == nil else {
        result.otherTimes.append("\(file.student) \(file.attempt)".trimmed)
        return id
      }
      try database.execute(
        sql: "UPDATE attempt SET submittedAt = ?, zone = ?, timeFrom = ? WHERE id = ?",
        arguments: [text, time.zone, time.origin.rawValue, id])
      try Change(by: author, .time, to: text).insert(database, studentID: student)
      return id
    }
    if time == nil { result.withoutTime += 1 }
    result.newAttempts += 1
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO attempt (student, batch, label, number, submittedAt, zone, timeFrom)
        VALUES (?1, ?2, ?3, (SELECT count(*) + 1 FROM attempt WHERE student = ?1), ?4, ?5, ?6)
        """)
    try insert.execute(arguments: [
      student, batch, file.attempt, text, time?.zone,
      (time?.origin ?? .unknown).rawValue,
    ])
    return database.lastInsertedRowID
  }

  private static func add(
    _ sections: [GradedSection], to attempt: Int64, named file: GradedFolder.File,
    in database: Database, result: inout ImportResult
  ) throws {
    let known = try GradedSection.all(attempt: attempt, in: database)
    for section in sections {
      switch known[section.section] {
      case nil:
        try section.insert(attempt: attempt, into: database)
        result.newMarks += 1
      case .some(let before) where before.hasMarks(of: section): result.knownMarks += 1
      default:
        result.otherMarks.append(
          "\(file.student) \(file.attempt) \(section.section)".replacing("  ", with: " "))
      }
    }
  }
}
