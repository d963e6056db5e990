import Foundation
import Grading

/// The results of grading, as far as the pages show them.
public struct Results: Sendable {
  /// The attempts of the reader of these pages.
  let own: History?
  /// The students of a class, in the order of their files; nil if no class was requested.
  let students: [History]?
  /// Which of a class's answers are alike; nil if they were not compared.
  let alike: AlikeAnswers?
  /// The reports that were left out, and why.
  public let faults: [ReportFault]

  /// No results: the pages are the plain course.
  public static let none = Results(own: nil, students: nil, alike: nil, faults: [])

  private init(
    own: History?, students: [History]?, alike: AlikeAnswers?, faults: [ReportFault]
  ) {
    self.own = own
    self.students = students
    self.alike = alike
    self.faults = faults
  }

  /// Reads one student's results, a class's, or both.
  ///
  /// - Parameters:
  ///   - reports: a report that `grade --format json` wrote, or a folder of them, one per attempt.
  ///   - classFolder: a folder with a report, or a folder of reports, for each student; the file
  ///     that `grade class alike` wrote is read from next to it.
  /// - Throws: `ResultsMissing` if there is no such file or folder, or no report in it. Reports
  ///   that cannot be read are not an error: they are left out and listed in `faults`.
  public init(reports: URL? = nil, classFolder: URL? = nil) throws {
    var faults: [ReportFault] = []
    own = try reports.flatMap { url in
      guard FileManager.default.fileExists(atPath: url.path) else {
        throw ResultsMissing(path: url.relativePath, isThere: false)
      }
      guard !ResultsFolder.isFolder(url) || !ResultsFolder.reports(in: url).isEmpty else {
        throw ResultsMissing(path: url.relativePath, isThere: true)
      }
      return History.read(url, faults: &faults)
    }
    students = try classFolder.map { folder in
      guard ResultsFolder.isFolder(folder) else {
        throw ResultsMissing(path: folder.relativePath, isThere: false)
      }
      let files = ResultsFolder.students(in: folder)
      guard !files.isEmpty else { throw ResultsMissing(path: folder.relativePath, isThere: true) }
      return files.compactMap { History.read($0, faults: &faults) }
    }
    var alike: AlikeAnswers?
    do throws(ReportFault) {
      if let classFolder { alike = try AlikeAnswers.read(besides: classFolder) }
    } catch {
      faults.append(error)
    }
    self.alike = alike
    self.faults = faults
  }
}

/// An error thrown if there are no results at a given path.
public struct ResultsMissing: Error, Equatable, CustomStringConvertible {
  let path: String
  let isThere: Bool

  public var description: String {
    (isThere ? "there is no report in \(path)" : "there is no \(path)")
      + "; `grade --format json --output FILE.json` writes one"
  }
}
