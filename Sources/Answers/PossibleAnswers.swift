import Course

/// The files, among those that are named like a section's answer, of which each may be the answer.
///
/// Files with equal bytes count as one. If files differ, those with no part answered are not the
/// answer, so that a skeleton handed in along with an answer does not hide it. If there are only
/// skeletons, any of them will do.
package struct PossibleAnswers<File> {
  /// A file, and all that is in it.
  package typealias Candidate = (file: File, bytes: [UInt8])

  /// None where there was none; more than one where it cannot be decided.
  package let candidates: [Candidate]

  /// Looks through candidates, of which an earlier one is kept before a later one that is equal.
  ///
  /// `isAnyUnread` says whether there is another that could not be read: it may be the answer.
  package init(to section: Section, among all: [Candidate], isAnyUnread: Bool = false) {
    var distinct: [Candidate] = []
    for candidate in all where !distinct.contains(where: { $0.bytes == candidate.bytes }) {
      distinct.append(candidate)
    }
    guard distinct.count > 1 || distinct.count == 1 && isAnyUnread else {
      candidates = distinct
      return
    }
    let answered = distinct.filter { Submission.mayAnswer(section, $0.bytes) }
    candidates = answered.isEmpty && !isAnyUnread ? Array(distinct.prefix(1)) : answered
  }
}
