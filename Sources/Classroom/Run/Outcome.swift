import Grading
import Toolchain

/// The outcome of grading everything that a student handed in.
struct Outcome: Codable, Sendable {
  /// The student's key.
  let key: String
  /// A report on each attempt, oldest first, as far as they could be graded.
  var reports: [Report] = []
  /// Why the rest could not be graded; nil if all were.
  var problem: String?
}

extension AttemptGrader {
  /// Grades every attempt of a student; errors become part of the outcome, except for a
  /// `CancellationError`.
  func outcome(of handIn: HandIn) async throws -> Outcome {
    var outcome = Outcome(key: handIn.student.key)
    do {
      for parts in handIn.attempts {
        outcome.reports.append(try await report(on: parts, of: handIn.student))
      }
    } catch let error as CancellationError {
      throw error
    } catch let error as ItemError {
      outcome.problem = "\(error), and was left out"
    } catch {
      outcome.problem = errorText(error)
    }
    return outcome
  }
}

extension Recorder {
  /// Records the outcome of grading a student, and what the student has earned by then.
  func record(_ outcome: Outcome, of student: HandIn.Student) throws -> ClassSummary.Graded {
    let name = ReportName.of(student.key)
    var graded = ClassSummary.Graded(student: student)
    graded.latest = outcome.reports.last
    graded.problem = outcome.problem
    do {
      for report in outcome.reports { try record(report, of: name) }
    } catch {
      graded.problem = errorText(error)
    }
    graded.standing = try standing(of: name)
    return graded
  }
}
