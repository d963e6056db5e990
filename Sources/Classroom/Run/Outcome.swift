import Grading
import Toolchain

/// What grading all that a student handed in came to.
struct Outcome: Codable, Sendable {
  /// The student's key.
  let key: String
  /// A report on each attempt, oldest first, as far as they could be graded.
  var reports: [Report] = []
  /// Why the rest could not be; nil when all were graded.
  var problem: String?
}

extension AttemptGrader {
  /// Grades every attempt of a student; what goes wrong is part of the outcome, but for a
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
      outcome.problem = words(for: error)
    }
    return outcome
  }
}

extension Recorder {
  /// Records the result of grading a student, and what the student has then earned.
  func record(_ outcome: Outcome, of student: HandIn.Student) throws -> ClassSummary.Graded {
    let name = ReportName.of(student.key)
    var graded = ClassSummary.Graded(student: student)
    graded.latest = outcome.reports.last
    graded.problem = outcome.problem
    do {
      for report in outcome.reports { try record(report, of: name) }
    } catch {
      graded.problem = words(for: error)
    }
    graded.standing = try standing(of: name)
    return graded
  }
}
