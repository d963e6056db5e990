import Answers
import Course

/// The choice among the files named like a section's answer.
enum AnswerChoice {
  case found(AnswerSearch.Candidate, bytes: [UInt8])
  case missing
  /// These files differ, and each is, or may be, an answer.
  case ambiguous([AnswerSearch.Candidate])
  case unreadable([AnswerSearch.Candidate], reason: String, isDenied: Bool)

  /// Chooses among the files for a section.
  init(of section: Section, among candidates: [AnswerSearch.Candidate], obstacles: [String]) {
    var readable: [PossibleAnswers<AnswerSearch.Candidate>.Candidate] = []
    var unread: [(candidate: AnswerSearch.Candidate, error: ItemError)] = []
    let sorted = candidates.sorted {
      AnswerName.rank(of: $0.path, for: section) < AnswerName.rank(of: $1.path, for: section)
    }
    for candidate in sorted {
      switch candidate.contents {
      case .success(let bytes): readable.append((candidate, bytes))
      case .failure(let error): unread.append((candidate, error))
      }
    }
    readable =
      PossibleAnswers(to: section, among: readable, isAnyUnread: !unread.isEmpty).candidates
    switch (readable.count, unread.count) {
    case (0, 0) where obstacles.isEmpty: self = .missing
    case (0, 0):
      let reason = "\(section.module).swift was not found, and it may be in what was left out: "
      self = .unreadable(
        [], reason: reason + obstacles.joined(separator: "; "), isDenied: false)
    case (1, 0): self = .found(readable[0].file, bytes: readable[0].bytes)
    case (0, 1):
      self = .unreadable(
        [unread[0].candidate], reason: "\(unread[0].candidate.path) \(unread[0].error)",
        isDenied: unread[0].error.isDenied)
    default: self = .ambiguous(readable.map(\.file) + unread.map(\.candidate))
    }
  }
}
