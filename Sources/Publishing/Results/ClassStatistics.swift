import Course
import Grading

/// What a class's results come to, section by section, part by part and test by test.
struct ClassStatistics {
  /// How far students have come in a section.
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

  /// A part or a test, and how those who answered it fared.
  struct Difficulty {
    let section: Section
    let name: String
    /// The test's name in words; empty for a part.
    var title = ""
    /// How many answered it.
    var answered = 0
    /// How many of those earned all of its points.
    var right = 0

    /// The share of right answers, from 0 to 1.
    var share: Double { answered == 0 ? 1 : Double(right) / Double(answered) }

    /// Whether it is harder than another: fewer right, and of two alike the one more have tried.
    func isHarder(than other: Difficulty) -> Bool {
      share == other.share ? answered > other.answered : share < other.share
    }
  }

  let students: [History]
  let sections: [Section]

  /// How many students stand at each level of a section, in the order of `Level`.
  func distribution(of section: Section) -> [Int] {
    var counts = Array(repeating: 0, count: Level.allCases.count)
    for student in students { counts[level(of: student.latest[section.id]).rawValue] += 1 }
    return counts
  }

  /// The points that an answer to a section earned on average; nil when nobody answered it.
  func mean(of section: Section) -> Double? {
    let points = students.compactMap { student in
      student.latest[section.id].flatMap { $0.state == .unanswered ? nil : $0.points }
    }
    return points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count)
  }

  /// The parts that not all got right, hardest first.
  var hardParts: [Difficulty] {
    let parts = sections.flatMap { section in
      section.parts.map { part in
        var difficulty = Difficulty(section: section, name: part.name)
        for result in results(of: part, in: section) where result.unanswered.isEmpty {
          difficulty.answered += 1
          difficulty.right += result.points == result.possible ? 1 : 0
        }
        return difficulty
      }
    }
    return hardest(of: parts)
  }

  /// The hidden tests that not all passed, hardest first.
  var hardTests: [Difficulty] {
    let tests = sections.flatMap { section in
      section.parts.flatMap { part in
        let results = results(of: part, in: section)
        return part.tests.map { test in
          var difficulty = Difficulty(section: section, name: part.name, title: test.name)
          for result in results.compactMap({ $0.tests.first { $0.name == test.name } })
          where result.verdict.isWrong || result.verdict.kind == .passed {
            difficulty.title = result.title
            difficulty.answered += 1
            difficulty.right += result.verdict.isWrong ? 0 : 1
          }
          return difficulty
        }
      }
    }
    return hardest(of: tests)
  }

  private func results(of part: Part, in section: Section) -> [PartReport] {
    students.compactMap { student in
      guard let report = student.latest[section.id], report.state != .unanswered else { return nil }
      return report.parts.first { $0.name == part.name }
    }
  }

  private func hardest(of all: [Difficulty]) -> [Difficulty] {
    Array(all.filter { $0.share < 1 }.sorted { $0.isHarder(than: $1) }.prefix(10))
  }

  private func level(of report: SectionReport?) -> Level {
    guard let report, report.state != .unanswered else { return .open }
    if report.isComplete { return .all }
    if report.points == 0 { return .nothing }
    return report.points * 2 < report.possible ? .some : .most
  }
}
