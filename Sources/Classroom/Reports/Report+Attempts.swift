import Grading

/// Whether two reports are on the same attempt, and what both say together.
extension Report {
  /// Whether this new report is on the same answers as an earlier one, as far as they overlap.
  ///
  /// Answers that were handed in at a different time are a different attempt.
  func agrees(with earlier: Report) -> Bool {
    if let submittedAt, let other = earlier.submittedAt, submittedAt != other { return false }
    return sections.allSatisfy { section in
      section.isMissing || (earlier.section(section.id)?.isOpen(to: section) ?? true)
    }
  }

  /// Whether an earlier report is on all the answers that this one is on.
  func isContained(in earlier: Report) -> Bool {
    agrees(with: earlier)
      && sections.allSatisfy { $0.isMissing || earlier.section($0.id)?.isMissing == false }
  }

  /// This report, together with what an earlier one says about other sections.
  ///
  /// An answer that is missing now does not replace one that was there before.
  func merged(over earlier: Report, inOrder ids: [String]) -> Report {
    var sections: [SectionReport] = []
    for id in ids + earlier.sections.map(\.id).filter({ !ids.contains($0) }) {
      let (new, old) = (section(id), earlier.section(id))
      if let new, !new.isMissing || old?.isMissing ?? true {
        sections.append(new)
      } else if var old {
        if old.unchanged == nil, earlier.seed != seed || earlier.sandbox != sandbox {
          old.unchanged = SectionReport.Unchanged(seed: earlier.seed, sandbox: earlier.sandbox)
        }
        sections.append(old)
      }
    }
    return with(sections)
  }

  /// This report without the sections whose answers are missing here and present in an earlier
  /// attempt.
  func leavingStanding(_ earlier: [Report]) -> Report {
    with(
      sections.filter { section in
        !section.isMissing
          || earlier.allSatisfy { $0.section(section.id)?.isMissing ?? true }
      })
  }

  /// When the last of its answers was handed in, if the export says so.
  var submittedAt: String? { sections.compactMap { $0.handedIn?.submittedAt }.max() }

  private func with(_ sections: [SectionReport]) -> Report {
    var report = Report(course: course, seed: seed, sandbox: sandbox, sections: sections)
    report.student = student
    report.count(leftOut: handedIn?.leftOut ?? [])
    return report
  }

  /// Counts the answers that were found, missing, ambiguous and unreadable.
  mutating func count(leftOut: [String]) {
    handedIn = HandedIn(sections.compactMap(\.handedIn?.answer), leftOut: leftOut)
  }

  private func section(_ id: String) -> SectionReport? { sections.first { $0.id == id } }
}

extension SectionReport {
  /// Whether there was no answer at all.
  var isMissing: Bool { handedIn?.answer == .missing }

  /// Whether a newer report on the section may replace this one: it is on the same answer, or this
  /// one had none.
  fileprivate func isOpen(to newer: SectionReport) -> Bool {
    guard let handedIn, let new = newer.handedIn else { return false }
    if handedIn.answer == .missing { return true }
    return handedIn.digest == new.digest
  }
}
