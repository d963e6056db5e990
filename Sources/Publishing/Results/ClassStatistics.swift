import Course
import Grading

/// Statistics of a class's results, by section, part and test.
struct ClassStatistics {
  /// How far a student has come in a section.
  enum Level: Int, CaseIterable {
    case open, nothing, some, most, all

    var words: String {
      switch self {
      case .open: "not begun"
      case .nothing: "no points"
      case .some: "under half"
      case .most: "half or more"
      case .all: "all points"
      }
    }
  }

  /// A part or a test, and how well those who answered it did.
  struct Difficulty {
    let section: Section
    let name: String
    /// The test's name in words; empty for a part.
    var title = ""
    /// How many answered it.
    var answered = 0
    /// How many of those earned all of its points.
    var right = 0
    /// How well a test separates those who earn many points elsewhere from those who earn few.
    var separation: Double?

    /// The share of right answers, from 0 to 1.
    var share: Double { answered == 0 ? 1 : Double(right) / Double(answered) }

    /// Whether it is harder than another: fewer are right or, if the shares are equal, more have
    /// tried it.
    func isHarder(than other: Difficulty) -> Bool {
      share == other.share ? answered > other.answered : share < other.share
    }
  }

  let students: [History]
  let sections: [Section]

  /// How many students are at each level of a section, in the order of `Level`.
  func distribution(of section: Section) -> [Int] {
    var counts = Array(repeating: 0, count: Level.allCases.count)
    for student in students { counts[level(of: student.latest[section.id]).rawValue] += 1 }
    return counts
  }

  /// The mean points of the answers to a section; nil if nobody answered it.
  func mean(of section: Section) -> Double? {
    let points = students.compactMap { student in
      student.latest[section.id].flatMap { level(of: $0) == .open ? nil : $0.points }
    }
    return points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count)
  }

  /// The parts that not everyone got right, hardest first.
  var hardParts: [Difficulty] {
    let parts = sections.flatMap { section in
      section.parts.map { part in
        var difficulty = Difficulty(section: section, name: part.name)
        for result in students.compactMap({ result(of: part, in: section, by: $0) })
        where result.unanswered.isEmpty {
          difficulty.answered += 1
          difficulty.right += result.points == result.possible ? 1 : 0
        }
        return difficulty
      }
    }
    return hardest(of: parts)
  }

  /// The hidden tests that not everyone passed, hardest first.
  var hardTests: [Difficulty] { hardest(of: tests) }

  /// The hidden tests, in course order, and how well those whose answers they were run on did.
  var tests: [Difficulty] {
    let sums = students.map { student in
      student.latest.values.flatMap(\.parts).flatMap(\.tests).reduce(0) { $0 + $1.points }
    }
    return sections.flatMap { section in
      section.parts.flatMap { part in
        let results = zip(sums, students).compactMap { sum, student in
          result(of: part, in: section, by: student).map { (sum, $0) }
        }
        return part.tests.map { test in
          var difficulty = Difficulty(section: section, name: part.name, title: test.name)
          var scores: [(passed: Bool, score: Double)] = []
          for (sum, part) in results {
            guard let result = part.tests.first(where: { $0.name == test.name }),
              result.verdict.isWrong || result.verdict.kind == .passed
            else { continue }
            difficulty.title = result.title
            difficulty.answered += 1
            difficulty.right += result.verdict.isWrong ? 0 : 1
            scores.append((!result.verdict.isWrong, Double(sum - result.points)))
          }
          difficulty.separation = Separation.pointBiserial(scores)
          return difficulty
        }
      }
    }
  }

  private func result(of part: Part, in section: Section, by student: History) -> PartReport? {
    guard let report = student.latest[section.id], report.state == .graded else { return nil }
    return report.parts.first { $0.name == part.name }
  }

  private func hardest(of all: [Difficulty]) -> [Difficulty] {
    Array(all.filter { $0.share < 1 }.sorted { $0.isHarder(than: $1) }.prefix(10))
  }

  private func level(of report: SectionReport?) -> Level {
    guard let report, ![.unanswered, .unreadable].contains(report.state) else { return .open }
    if report.isComplete { return .all }
    if report.points == 0 { return .nothing }
    return report.points * 2 < report.possible ? .some : .most
  }
}
