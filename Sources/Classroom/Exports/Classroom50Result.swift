import Course
import Foundation

/// A student's result as Classroom 50 collects it, `classroom50/result/v1`: points are whole there.
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
  }

  let schema = "classroom50/result/v1"
  let classroom: String
  let assignment: String
  let assignmentType = "individual"
  let owner: String
  /// What `owner` was called at first.
  let usernames: [String]
  let submission: String
  let commit: String
  let release: String
  let review: String
  let datetime: String
  let gradedAt: String
  let score: Int
  let maxScore: Int
  let tests: [Test]

  private enum CodingKeys: String, CodingKey {
    case schema, classroom, assignment, owner, usernames, submission, commit, release, review
    case datetime, score, tests
    case assignmentType = "assignment_type"
    case gradedAt = "graded_at"
    case maxScore = "max-score"
  }

  /// The result of some sections; the total is rounded to whole points, halves upwards.
  init(
    _ marks: StudentMarks, total: Points, graded: [(section: Section, graded: GradedSection?)],
    classroom: String, assignment: String, at date: Date
  ) {
    self.classroom = classroom
    self.assignment = assignment
    owner = marks.student.rosterID
    usernames = [owner]
    let submitted = marks.sections.compactMap(\.submitted).max() ?? date
    datetime = submitted.formatted(.iso8601)
    gradedAt = date.formatted(.iso8601)
    // As where a mark is entered by hand: there is no commit that the gradebook knows of.
    submission = "submit/gradebook-" + datetime.replacing(":", with: "-")
    (commit, release, review) = (submission, submission, submission)
    maxScore = marks.possible
    score = min((total.hundredths + 50) / 100, marks.possible)
    tests = graded.flatMap { section, graded in
      (graded?.parts ?? []).map { part in
        Test(
          name: "\(section.id) \(part.name)", passed: part.points == part.possible,
          score: part.points, maxScore: part.possible)
      }
    }
  }
}
