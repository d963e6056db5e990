import Course
import Foundation
import Grading

/// A student's result in the form that Classroom 50 collects, `classroom50/result/v1`, which has
/// whole points.
struct Classroom50Result: Encodable {
  struct Test: Encodable {
    let name: String
    let passed: Bool
    let score: Int
    let maxScore: Int

    private enum CodingKeys: String, CodingKey {
      case name = "test-name"
      case passed, score
      case maxScore = "max-score"
    }

    init(_ section: Section, _ part: GradedSection.Part) {
      name = "\(section.id) \(part.name)"
      passed = part.points == part.possible
      score = part.points
      maxScore = part.possible
    }

    /// The test as text, for the result.
    func text() throws -> String { try SplicedJSON.element(self) }
  }

  let schema = "classroom50/result/v1"
  let classroom: String
  let assignment: String
  let assignmentType = "individual"
  let owner: String
  /// The original name of `owner`.
  let usernames: [String]
  let submission: String
  let commit: String
  let release: String
  let review: String
  let datetime: String
  let gradedAt: String
  let score: Int
  let maxScore: Int
  /// None here: there are as texts.
  private let tests: [Test] = []

  private enum CodingKeys: String, CodingKey {
    case schema, classroom, assignment, owner, usernames, submission, commit, release, review
    case datetime, score, tests
    case assignmentType = "assignment_type"
    case gradedAt = "graded_at"
    case maxScore = "max-score"
  }

  /// The result with the texts of its tests.
  func text(with tests: [String]) throws -> String {
    try SplicedJSON.text(self, CodingKeys.tests.rawValue, of: tests)
  }

  /// The result for some sections; the total is rounded to whole points, halves up.
  init(_ marks: StudentMarks, classroom: String, assignment: String, at date: Date) {
    self.classroom = classroom
    self.assignment = assignment
    owner = marks.student.rosterID
    usernames = [owner]
    let submitted = marks.sections.compactMap(\.submitted).max() ?? date
    datetime = submitted.formatted(.iso8601)
    gradedAt = date.formatted(.iso8601)
    // As for a mark entered by hand: the gradebook does not know of any commit.
    submission = "submit/gradebook-" + datetime.replacing(":", with: "-")
    (commit, release, review) = (submission, submission, submission)
    maxScore = marks.possible
    score = min(((marks.total?.hundredths ?? 0) + 50) / 100, marks.possible)
  }
}
