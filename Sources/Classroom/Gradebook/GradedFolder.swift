import Foundation
import Grading

/// The output of `grade class`: the reports of each student's attempts.
struct GradedFolder {
  /// A report's file and the student it belongs to.
  struct File {
    let student: String
    /// The attempt's own name, such as `1`, if there are several; empty if there is only one.
    let attempt: String
    let url: URL

    /// The report itself.
    func report() throws(ReportFault) -> Report {
      do throws(ReportFault) {
        return try ReportFile(url).report
      } catch {
        throw attempt.isEmpty ? error : error.inside(student)
      }
    }
  }

  let url: URL
  /// The seed that the class was graded with, or empty if the folder does not say.
  let seed: String

  /// Throws a `GradebookError` if the folder contains no reports.
  init(_ url: URL) throws {
    self.url = url
    let text = try? String(contentsOf: url.appending(path: "seed"), encoding: .utf8)
    seed = text?.trimmed ?? ""
    guard ResultsFolder.isFolder(reports) else {
      throw GradebookError(
        "there are no reports in \(url.relativePath); `grade class SUBMISSIONS --output "
          + "\(url.relativePath)` writes them")
    }
  }

  private var reports: URL { url.appending(path: "reports") }

  /// The reports, by student and in the order of their attempts: `reports/ben.json`, or
  /// `reports/ben/1.json`.
  var files: [File] {
    ResultsFolder.students(in: reports).flatMap { place in
      guard ResultsFolder.isFolder(place) else {
        return [
          File(student: place.deletingPathExtension().lastPathComponent, attempt: "", url: place)
        ]
      }
      return ResultsFolder.reports(in: place).map { report in
        File(
          student: place.lastPathComponent,
          attempt: report.deletingPathExtension().lastPathComponent, url: report)
      }
    }
  }
}
