import Foundation
import GRDB
import Grading

/// The result of importing reports into a gradebook.
public struct ImportResult: Sendable, Equatable {
  public fileprivate(set) var students = 0
  public fileprivate(set) var newAttempts = 0
  public fileprivate(set) var newMarks = 0
  public fileprivate(set) var knownMarks = 0
  /// The number of attempts without a known submission time.
  public fileprivate(set) var withoutTime = 0
  /// Attempts whose time differs from the one in the gradebook, which is kept.
  public fileprivate(set) var otherTimes: [String] = []
  /// Marks that differ from those in the gradebook, which are kept.
  public fileprivate(set) var otherMarks: [String] = []
  /// Names that have reports but are not on the roster.
  public fileprivate(set) var strangers: [String] = []
  /// Sections that could not be graded, through no fault of the answer.
  public fileprivate(set) var ungraded: [String] = []
  /// Reports that cannot be used.
  public fileprivate(set) var faults: [ReportFault] = []

  /// Whether everything in the folder is in the gradebook now.
  public var isComplete: Bool {
    faults.isEmpty && otherMarks.isEmpty && otherTimes.isEmpty && ungraded.isEmpty
  }

  /// The result in words, one item per line.
  public var text: String {
    var lines = [
      counted(students, "student", "students")
        + ": \(counted(newAttempts, "new attempt", "new attempts"))"
        + ", \(counted(newMarks, "new mark", "new marks")) of sections, \(knownMarks) known"
    ]
    func add(_ names: [String], _ one: String, _ several: String? = nil) {
      lines += [names.listed(after: one, several ?? one)].compactMap(\.self)
    }
    if withoutTime > 0 {
      lines.append(
        counted(
          withoutTime, "attempt without a submission time, which counts",
          "attempts without a submission time, which count")
          + " as on time. --times TABLE or --submissions FOLDER gives one")
    }
    add(strangers, "not on the roster, and in no export")
    add(otherTimes, "submitted at another time in the gradebook, which was not changed")
    add(
      otherMarks,
      "mark differs from the one in the gradebook, which was kept (see `grade class regrade`)",
      "marks differ from those in the gradebook, which were kept (see `grade class regrade`)")
    add(
      ungraded, "section could not be graded, and has no mark",
      "sections could not be graded, and have no mark")
    lines += faults.map { "left out: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Gradebook {
  /// The number of students imported at a time: another program waits no longer than they take.
  private static let stride = 100

  /// A report that was read.
  private struct Graded {
    let file: GradedFolder.File
    let report: Report
    let time: SubmissionTime?
  }

  /// Imports the marks of reports that are not in the gradebook yet; changes none that are.
  ///
  /// The batch is named after the folder: a student's reports in folders with different names are
  /// on different attempts. An import that was interrupted continues when it is started again.
  public func importReports(
    in folder: URL, batch: String? = nil, times: SubmissionTimes, by author: Author
  ) throws -> ImportResult {
    let graded = try GradedFolder(folder)
    let name = batch ?? folder.standardizedFileURL.lastPathComponent
    let files = Dictionary(grouping: graded.files, by: \.student)
    guard !files.isEmpty else {
      throw GradebookError("there are no reports in \(folder.relativePath)")
    }
    let students = files.keys.sorted()
    var result = ImportResult()
    result.students = students.count
    for start in Swift.stride(from: 0, to: students.count, by: Self.stride) {
      let some = students[start..<min(start + Self.stride, students.count)]
      let read = some.map { student in
        (name: student, graded: Self.read(files[student] ?? [], times: times, result: &result))
      }
      try write { database in
        let batch = try Self.batch(named: name, seed: graded.seed, at: author.at, in: database)
        let hasRoster = try Self.hasRoster(database)
        let sections = try GradedSectionReader(in: database)
        for (name, graded) in read where !graded.isEmpty {
          for student in try Self.students(
            name, hasRoster: hasRoster, in: database, result: &result)
          {
            try Self.add(
              graded, to: student, batch: batch, known: sections, by: author, in: database,
              result: &result)
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

  /// The students to whom a report with a given name belongs; an unknown one is added.
  private static func students(
    _ name: String, hasRoster: Bool, in database: Database, result: inout ImportResult
  ) throws -> [Int64] {
    let known = try Student.identifiers(ofReport: name, in: database)
    guard known.isEmpty else { return known }
    if hasRoster { result.strangers.append(name) }
    return [try Student.identifier(of: name, isEnrolled: !hasRoster, in: database).id]
  }

  /// The reports on a student's attempts, as far as they can be used.
  private static func read(
    _ files: [GradedFolder.File], times: SubmissionTimes, result: inout ImportResult
  ) -> [Graded] {
    var graded: [Graded] = []
    for file in files {
      do throws(ReportFault) {
        let report = try file.report()
        result.ungraded += report.sections.filter { $0.state == .notGraded }
          .map { "\(file.student) \($0.id)" }
        graded.append(Graded(file: file, report: report, time: times.time(of: file, report)))
      } catch {
        result.faults.append(error)
      }
    }
    return graded
  }

  /// Adds what a student's reports say to the attempts that they are on, each to its own.
  private static func add(
    _ reports: [Graded], to student: Int64, batch: Int64, known sections: GradedSectionReader,
    by author: Author, in database: Database, result: inout ImportResult
  ) throws {
    var known = try KnownAttempt.all(of: student, batch: batch, in: database)
    for graded in reports {
      let id: Int64
      if let attempt = known.attempt(of: graded.report, named: graded.file.attempt) {
        known.removeAll { $0.id == attempt.id }
        try update(attempt, of: student, graded, by: author, in: database, result: &result)
        id = attempt.id
      } else {
        id = try insert(graded, of: student, batch: batch, in: database, result: &result)
      }
      try add(
        graded.report.sections.compactMap(GradedSection.init), to: id,
        known: try sections.sections(of: id), named: graded.file, in: database, result: &result)
    }
  }

  /// Records what a report newly says about the time and name of an attempt.
  private static func update(
    _ attempt: KnownAttempt, of student: Int64, _ graded: Graded, by author: Author,
    in database: Database, result: inout ImportResult
  ) throws {
    let handedInAt = attempt.handedInAt ?? graded.report.submittedAt
    if attempt.label != graded.file.attempt || attempt.handedInAt != handedInAt {
      try database.cachedStatement(sql: "UPDATE attempt SET label = ?, handedInAt = ? WHERE id = ?")
        .execute(arguments: [graded.file.attempt, handedInAt, attempt.id])
    }
    let find = try database.cachedStatement(sql: "SELECT submittedAt FROM attempt WHERE id = ?")
    let before = try String.fetchOne(find, arguments: [attempt.id])
    let text = graded.time.map { Instant.text($0.instant) }
    guard let time = graded.time, before != text else {
      if before == nil { result.withoutTime += 1 }
      return
    }
    guard before == nil else {
      result.otherTimes.append("\(graded.file.student) \(graded.file.attempt)".trimmed)
      return
    }
    try database.execute(
      sql: "UPDATE attempt SET submittedAt = ?, zone = ?, timeFrom = ? WHERE id = ?",
      arguments: [text, time.zone, time.origin.rawValue, attempt.id])
    try Change(by: author, .time, to: text).insert(database, studentID: student)
  }

  private static func insert(
    _ graded: Graded, of student: Int64, batch: Int64, in database: Database,
    result: inout ImportResult
  ) throws -> Int64 {
    if graded.time == nil { result.withoutTime += 1 }
    result.newAttempts += 1
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO attempt
          (student, batch, label, number, handedInAt, submittedAt, zone, timeFrom)
        VALUES (?1, ?2, ?3, (SELECT count(*) + 1 FROM attempt WHERE student = ?1), ?4, ?5, ?6, ?7)
        """)
    try insert.execute(arguments: [
      student, batch, graded.file.attempt, graded.report.submittedAt,
      graded.time.map { Instant.text($0.instant) }, graded.time?.zone,
      (graded.time?.origin ?? .unknown).rawValue,
    ])
    return database.lastInsertedRowID
  }

  private static func add(
    _ sections: [GradedSection], to attempt: Int64, known: [String: GradedSection],
    named file: GradedFolder.File, in database: Database, result: inout ImportResult
  ) throws {
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
