import Grading

extension SectionReport.State {
  /// The state in a few words, for tables.
  var inFewWords: String {
    switch self {
    case .unanswered: "not answered"
    case .graded: "graded"
    case .unreadable: "unreadable"
    case .refused: "refused"
    case .doesNotCompile: "does not compile"
    case .doesNotFit: "does not fit its suite"
    case .notGraded: "not graded"
    }
  }
}
