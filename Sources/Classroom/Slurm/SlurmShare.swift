import Foundation
import Grading

/// The students whom one task grades, written down by the run that submits it.
///
/// With this a task looks through none of the other submissions, and grades the same ones each time
/// it runs, whatever is handed in meanwhile.
struct SlurmShare: Codable {
  private let students: [Student]

  private struct Student: Codable {
    let key: String
    let name: String
    let attempts: [[Part]]
  }

  private struct Part: Codable {
    let item: ItemPlace
    let path: String
    let name: String
    let submittedAt: String?
    let isLate: Bool
    let isText: Bool
  }

  init(_ handIns: some Sequence<HandIn>) {
    students = handIns.map { handIn in
      Student(
        key: handIn.student.key, name: handIn.student.name,
        attempts: handIn.attempts.map { parts in
          parts.map {
            Part(
              item: $0.item.place, path: $0.path, name: $0.name, submittedAt: $0.submittedAt,
              isLate: $0.isLate, isText: $0.isText)
          }
        })
    }
  }

  /// What the students handed in, in a folder or an archive of submissions.
  func handIns(of submissions: URL) throws -> [HandIn] {
    var opened: Archive?
    func archive() throws -> Archive {
      let archive = try opened ?? Intake.opened(submissions)
      opened = archive
      return archive
    }
    return try students.map { listed in
      var student = HandIn.Student(listed.name)
      student.key = listed.key
      return HandIn(
        student,
        try listed.attempts.map { parts in
          try parts.map { listed in
            var part = HandIn.Part(
              try listed.item.item(archive: archive), path: listed.path, name: listed.name)
            part.submittedAt = listed.submittedAt
            part.isLate = listed.isLate
            part.isText = listed.isText
            return part
          }
        })
    }
  }
}

extension SlurmTask {
  private func shareFile(in output: URL) -> URL {
    Self.folder(of: run, in: output).appending(path: "\(number).students")
  }

  /// Writes down whom the task grades.
  func write(_ share: SlurmShare, into output: URL) throws {
    try Data(sortedJSON(share).utf8).write(to: shareFile(in: output), options: .atomic)
  }

  /// Whom the task grades; throws a `SlurmError` if the run that submitted it has ended.
  func share(in output: URL) throws -> SlurmShare {
    let file = shareFile(in: output)
    guard let data = try? Data(contentsOf: file) else {
      throw SlurmError("\(file.path) cannot be read: the run that submitted this task has ended")
    }
    return try JSONDecoder().decode(SlurmShare.self, from: data)
  }
}
