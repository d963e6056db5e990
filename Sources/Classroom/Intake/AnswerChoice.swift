import Answers
import Course
import Foundation

/// The choice among the files named like a section's answer.
enum AnswerChoice {
  case found(AnswerSearch.Candidate, bytes: [UInt8])
  case missing
  /// These files differ, and each is, or may be, an answer.
  case ambiguous([AnswerSearch.Candidate])
  case unreadable([AnswerSearch.Candidate], reason: String, isDenied: Bool)

  /// Chooses among the files for a section; `scratch` is a folder to read them in.
  ///
  /// Files with equal bytes count as one. If files differ, those with no part answered are not the
  /// answer, so that a skeleton handed in along with an answer does not hide it.
  init(
    of section: Section, among candidates: [AnswerSearch.Candidate], obstacles: [String],
    scratch: URL
  ) throws {
    var readable: [(candidate: AnswerSearch.Candidate, bytes: [UInt8])] = []
    var unread: [(candidate: AnswerSearch.Candidate, error: ItemError)] = []
    for candidate in candidates.sorted(by: { $0.rank(for: section) < $1.rank(for: section) }) {
      switch candidate.contents {
      case .success(let bytes):
        if !readable.contains(where: { $0.bytes == bytes }) { readable.append((candidate, bytes)) }
      case .failure(let error): unread.append((candidate, error))
      }
    }
    if readable.count > 1 || readable.count == 1 && !unread.isEmpty {
      let answered = try readable.filter {
        try Self.holdsAnswer($0.bytes, to: section, scratch: scratch)
      }
      // If there are only skeletons, any of them will do.
      readable = answered.isEmpty && unread.isEmpty ? Array(readable.prefix(1)) : answered
    }
    switch (readable.count, unread.count) {
    case (0, 0) where obstacles.isEmpty: self = .missing
    case (0, 0):
      let reason = "\(section.module).swift was not found, and it may be in what was left out: "
      self = .unreadable(
        [], reason: reason + obstacles.joined(separator: "; "), isDenied: false)
    case (1, 0): self = .found(readable[0].candidate, bytes: readable[0].bytes)
    case (0, 1):
      self = .unreadable(
        [unread[0].candidate], reason: "\(unread[0].candidate.path) \(unread[0].error)",
        isDenied: unread[0].error.isDenied)
    default: self = .ambiguous(readable.map(\.candidate) + unread.map(\.candidate))
    }
  }

  /// Whether some part is answered, as far as can be determined: a file that cannot be read may be
  /// an answer.
  private static func holdsAnswer(
    _ bytes: [UInt8], to section: Section, scratch: URL
  ) throws -> Bool {
    let file = scratch.appending(path: "\(section.module).swift")
    try Data(bytes).write(to: file)
    return Submission.mayAnswer(section, file)
  }
}

extension AnswerSearch.Candidate {
  /// The rank among equal files: the one with the proper path and the proper name comes first.
  fileprivate func rank(for section: Section) -> (Int, Int, String) {
    let names = path.split(separator: "/")
    let isProper = names.last.map { $0 == "\(section.module).swift" } ?? false
    return (path.hasSuffix("/\(section.answerPath)") ? 0 : isProper ? 1 : 2, names.count, path)
  }
}
