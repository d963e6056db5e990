import Course
import Foundation
import Grading

/// What another system needs to grade: the course with its hidden suites, without solutions, and
/// that system's own files.
struct GraderPackage {
  let files: [CourseFile]

  /// The course in a folder `course`, beside other files.
  init(of workbook: Workbook, sections: [Section], with others: [CourseFile]) throws {
    let copy = try CourseCopy(workbook: workbook, sections: sections, reader: .grader).files()
    files =
      (others
      + copy.map {
        CourseFile("course/\($0.path)", $0.contents, isExecutable: $0.isExecutable)
      }).sorted { $0.path < $1.path }
  }

  /// Writes the files: into a zip archive where the name ends so, else into a new folder.
  func write(to place: URL) throws {
    guard place.pathExtension == "zip" else { return try NewFolder(at: place).write(files) }
    guard !FileManager.default.fileExists(atPath: place.path) else {
      throw HandoutError("\(place.path) already exists: nothing was written")
    }
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try ZipArchive(files).data.write(to: place, options: .atomic)
  }
}

/// The sections that a package grades, as its commands name them.
extension [Section] {
  var list: String { map(\.id).joined(separator: ",") }
}
