import GRDB

/// Reads the graded sections of attempts that count, one attempt after another.
struct GradedSectionReader {
  private let marks: FastRows
  private let parts: SectionRows
  private let failures: SectionRows

  init(in database: Database) throws {
    marks = try FastRows(
      """
      SELECT section, answer, state, points, possible, problem FROM sectionMark
      WHERE regrade = 0 AND attempt = ? ORDER BY section
      """, [0], in: database)
    parts = try SectionRows(
      GradedSection.Part.columns, of: "partMark", order: "place", in: database)
    failures = try SectionRows(
      GradedSection.Failure.columns, of: "failure", order: "test", in: database)
  }

  /// The sections of an attempt; only of the `chosen` ones if they are given.
  func sections(
    of attempt: Int64, _ chosen: Set<String>? = nil
  ) throws -> [String: GradedSection] {
    var (parts, failures) = (parts, failures)
    try marks.restart(with: attempt)
    try parts.restart(with: attempt)
    try failures.restart(with: attempt)
    defer {
      marks.stop()
      parts.stop()
      failures.stop()
    }
    var sections: [String: GradedSection] = [:]
    while try marks.next() {
      let section = marks.text(0)
      guard chosen?.contains(section) ?? true else { continue }
      var (ofParts, ofFailures) = ([GradedSection.Part](), [GradedSection.Failure]())
      try parts.forEach(in: section) { ofParts.append(GradedSection.Part($0)) }
      try failures.forEach(in: section) { ofFailures.append(GradedSection.Failure($0)) }
      sections[section] = GradedSection(
        section: section, answer: marks.text(1), state: marks.text(2), points: marks.integer(3),
        possible: marks.integer(4), problem: marks.text(5),
        parts: ofParts, failures: ofFailures)
    }
    return sections
  }
}
