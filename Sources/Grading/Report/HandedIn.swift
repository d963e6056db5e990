extension SectionReport {
  /// What a class's run found of a section's answer among what a student handed in.
  public struct HandedIn: Codable, Sendable, Equatable {
    public enum Answer: String, Codable, Sendable, CaseIterable {
      /// One file is the answer; the section's state says what became of it.
      case found
      /// No file is named as the answer is.
      case missing
      /// Several files are, and differ; none was graded.
      case ambiguous
      /// What is or may hold the answer cannot be read.
      case unreadable
    }

    public let answer: Answer
    /// The files that are or may be the answer, seen from the folder of all submissions.
    public let files: [String]
    /// Tells an answer from another one; nil where there is none.
    public let digest: String?
    /// When it was handed in, as the export says it; nil where it does not.
    public let submittedAt: String?
    /// Whether the export calls it late.
    public let isLate: Bool

    package init(
      _ answer: Answer, files: [String] = [], digest: String? = nil, submittedAt: String? = nil,
      isLate: Bool = false
    ) {
      self.answer = answer
      self.files = files
      self.digest = digest
      self.submittedAt = submittedAt
      self.isLate = isLate
    }
  }
}

extension Report {
  /// How many answers a class's run found among what a student handed in.
  public struct HandedIn: Codable, Sendable, Equatable {
    public let found: Int
    public let missing: Int
    public let ambiguous: Int
    public let unreadable: Int
    /// What could not be looked into, and why.
    public let leftOut: [String]

    package init(_ answers: [SectionReport.HandedIn.Answer], leftOut: [String] = []) {
      func count(_ answer: SectionReport.HandedIn.Answer) -> Int { answers.count { $0 == answer } }
      found = count(.found)
      missing = count(.missing)
      ambiguous = count(.ambiguous)
      unreadable = count(.unreadable)
      self.leftOut = leftOut
    }
  }
}
