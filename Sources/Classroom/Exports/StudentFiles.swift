import Foundation
import Synchronization

extension MarkExport {
  /// Writes a file for each student into a new folder, either all files or none; returns their
  /// number.
  ///
  /// `text` makes a file's text of a student's marks and of what the parts of each section earned. It
  /// is called in several threads. With `onlyMarked`, students without a mark have no file.
  func writeFiles(
    to folder: URL, ending: String, onlyMarked: Bool = false,
    _ text: @Sendable (StudentMarks, [[PartResult]]) throws -> String
  ) throws -> Int {
    try WholeFolder.write(to: folder) { made in
      let count = Mutex(0)
      try gradebook.readInSeveralThreads { database in
        var names = FileNames()
        return try Student.all(database).map { student in
          (student, path: "\(made.path)/\(names.name(for: name(of: student))).\(ending)")
        }
      } _: { database, next in
        let reader = try MarkReader(sections, rules: rules, in: database)
        var results = try PartResultReader(sections.map(\.id), in: database)
        while let (student, path) = next() {
          let marks = try reader.marks(of: student)
          if onlyMarked, marks.total == nil { continue }
          try WholeFolder.write(text(marks, results.results(behind: marks)), to: path)
          count.withLock { $0 += 1 }
        }
      }
      return count.withLock { $0 }
    }
  }
}
