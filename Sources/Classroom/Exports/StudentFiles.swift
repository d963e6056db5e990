import Foundation

extension MarkExport {
  /// Writes a file for each student into a new folder, either all files or none; returns their
  /// number.
  ///
  /// `text` makes a file's text of a student's marks and the graded sections that they are from. It
  /// is called in several threads. With `onlyMarked`, students without a mark have no file.
  func writeFiles(
    to folder: URL, ending: String, onlyMarked: Bool = false,
    _ text: @escaping @Sendable (StudentMarks, [String: GradedSection]) throws -> String
  ) throws -> Int {
    try WholeFolder.write(to: folder) { made in
      var names = FileNames()
      var count = 0
      try gradebook.read { database in
        let reader = try MarkReader(sections, rules: rules, in: database)
        let graded = try GradedSectionReader(sections.map(\.id), in: database)
        try inSeveralThreads { (file: StudentFile) in
          try WholeFolder.write(text(file.marks, file.graded), to: file.path)
        } of: { write in
          for student in try Student.all(database) {
            let marks = try reader.marks(of: student)
            if onlyMarked, marks.total == nil { continue }
            let name = names.name(for: name(of: student)) + "." + ending
            try write(
              StudentFile(
                path: "\(made.path)/\(name)", marks: marks,
                graded: try graded.sections(behind: marks)))
            count += 1
          }
        }
      }
      return count
    }
  }

  /// What a student's file is made of.
  private struct StudentFile: Sendable {
    let path: String
    let marks: StudentMarks
    let graded: [String: GradedSection]
  }
}

extension GradedSectionReader {
  /// The graded sections of the attempts that count.
  fileprivate func sections(behind marks: StudentMarks) throws -> [String: GradedSection] {
    var graded: [String: GradedSection] = [:]
    for (attempt, marks) in Dictionary(grouping: marks.sections, by: \.attempt) {
      guard let attempt else { continue }
      graded.merge(try sections(of: attempt, Set(marks.map(\.section)))) { _, new in new }
    }
    return graded
  }
}
