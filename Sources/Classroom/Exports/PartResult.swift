import Foundation
import GRDB

/// What a part of a section earned, and what was wrong with it.
///
/// Students with equal results share one, so that what is written about it is made once.
final class PartResult {
  /// The place of the part's section among those that are exported.
  let section: Int
  let part: GradedSection.Part
  let failures: [GradedSection.Failure]
  private var text: String?

  init(section: Int, _ part: GradedSection.Part, _ failures: [GradedSection.Failure]) {
    (self.section, self.part, self.failures) = (section, part, failures)
  }

  /// The text about it, which `make` makes when it is first asked for.
  func text(_ make: (PartResult) throws -> String) rethrows -> String {
    if let text { return text }
    let made = try make(self)
    text = made
    return made
  }
}

/// Reads the parts' results of one student after another.
struct PartResultReader {
  /// The most results kept to be shared, so that memory does not grow with the class.
  private static let limit = 10_000

  private var parts: SectionRows
  private var failures: SectionRows
  /// The sections with their places, in the order of the tables.
  private let sections: [(place: Int, id: String)]
  private var known: [Key: PartResult] = [:]
  private var key = Key()

  init(_ sections: [String], in database: Database) throws {
    parts = try SectionRows(
      GradedSection.Part.columns, of: "partMark", order: "place", in: database)
    failures = try SectionRows(
      GradedSection.Failure.columns, of: "failure", order: "test", in: database)
    self.sections = sections.enumerated().map { (place: $0, id: $1) }.sorted { $0.id < $1.id }
  }

  /// The results in the attempts that count, section by section.
  mutating func results(behind marks: StudentMarks) throws -> [[PartResult]] {
    var results = Array(repeating: [PartResult](), count: sections.count)
    var start = 0
    while start < sections.count {
      // Sections that are from one attempt are read at once.
      let attempt = marks.sections[sections[start].place].attempt
      let run = sections[start...].prefix { marks.sections[$0.place].attempt == attempt }
      start = run.endIndex
      guard let attempt, let first = run.first, let last = run.last else { continue }
      try parts.restart(with: attempt, from: first.id, through: last.id)
      try failures.restart(with: attempt, from: first.id, through: last.id)
      for (place, id) in run { results[place] = try self.results(in: id, at: place) }
    }
    parts.stop()
    failures.stop()
    return results
  }

  private mutating func results(in section: String, at place: Int) throws -> [PartResult] {
    var ofSection: [GradedSection.Failure] = []
    try failures.forEach(in: section) { ofSection.append(GradedSection.Failure($0)) }
    var results: [PartResult] = []
    results.reserveCapacity(8)
    try parts.forEach(in: section) { row in
      let name = ofSection.isEmpty ? "" : row.text(1)
      let wrong = ofSection.filter { $0.part == name }
      key.set(place, row, wrong)
      if let result = known[key] {
        results.append(result)
        return
      }
      let result = PartResult(section: place, GradedSection.Part(row), wrong)
      if known.count == Self.limit { known.removeAll() }
      known[key] = result
      results.append(result)
    }
    return results
  }

  /// What distinguishes a result, as bytes: most of the time of making strings of it is saved.
  private struct Key: Hashable {
    private var bytes: [UInt8] = []

    mutating func set(_ place: Int, _ row: FastRows, _ failures: [GradedSection.Failure]) {
      bytes.removeAll(keepingCapacity: true)
      withUnsafeBytes(of: (place, row.integer(3), row.integer(4), row.integer(5))) {
        bytes.append(contentsOf: $0)
      }
      bytes.append(contentsOf: row.bytes(1))
      bytes.append(0)
      bytes.append(contentsOf: row.bytes(2))
      bytes.append(0)
      for failure in failures {
        for text in [failure.title, failure.message] {
          bytes.append(contentsOf: text.utf8)
          bytes.append(0)
        }
      }
    }

    static func == (a: Key, b: Key) -> Bool {
      a.bytes.count == b.bytes.count && memcmp(a.bytes, b.bytes, a.bytes.count) == 0
    }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }
}
