import Course
import Foundation
import Toolchain

/// What is remembered between runs on a student's machine: the last results, and the hints seen.
///
/// It is a convenience and no record: marks come from reports alone.
public struct StudentState: Codable, Sendable, Equatable {
  /// What a section's last grading came to.
  public struct Result: Codable, Sendable, Equatable {
    /// The state in a reader's words, such as `2 of 3 parts right`.
    public let summary: String
    /// The points; nil where there are no hidden tests, which decide them.
    public let points: Int?
    public let isComplete: Bool
    /// The parts that earned full marks.
    public let rightParts: [String]
    /// The fingerprint of the answer that was graded.
    public let answer: String
  }

  /// The last results, by module.
  public private(set) var results: [String: Result] = [:]
  /// The modules that earned full marks once.
  public private(set) var solved: Set<String> = []
  /// How many hints were shown, by module and part.
  private var hints: [String: [String: Int]] = [:]

  public init() {}

  /// The state kept in a workbook; an empty one when none is kept or it cannot be read.
  public init(of workbook: Workbook) {
    let kept = try? JSONDecoder().decode(
      Self.self, from: Data(contentsOf: workbook.stateFile))
    self = kept ?? StudentState()
  }

  /// Changes the state kept in a workbook.
  ///
  /// A workbook that cannot be written is graded all the same, so this does not throw.
  public static func update(_ workbook: Workbook, _ change: (inout StudentState) -> Void) {
    let before = StudentState(of: workbook)
    var state = before
    change(&state)
    guard state != before else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: workbook.memory, withIntermediateDirectories: true)
    try? encoder.encode(state).write(to: workbook.stateFile, options: .atomic)
  }

  /// Takes in a report on answers whose fingerprints, by module, were taken before grading; the
  /// hints that it shows count as seen.
  public mutating func record(_ report: Report, answers: [String: String]) {
    for section in report.sections where section.state != .notGraded {
      if section.state == .unanswered { results[section.module] = nil }
      guard section.state != .unanswered,
        let answer = answers[section.module]
      else { continue }
      for part in section.parts where part.hint != nil {
        showedHints(1, of: part.name, section.module)
      }
      if section.isComplete { solved.insert(section.module) }
      results[section.module] = Result(
        summary: section.stateInWords, points: section.points, isComplete: section.isComplete,
        rightParts: section.parts.filter { $0.points == $0.possible }.map(\.name), answer: answer)
    }
  }

  /// Takes in what trying answers came to in a handout, where nothing else is known of them.
  public mutating func record(_ trial: Trial, answers: [String: String]) {
    for section in trial.sections where section.state != .notGraded && !section.hasHiddenTests {
      results[section.module] = nil
      guard section.isBegun, let answer = answers[section.module] else { continue }
      results[section.module] = Result(
        summary: section.stateInWords, points: nil, isComplete: section.isComplete,
        rightParts: [], answer: answer)
    }
  }

  /// How many hints of a part were shown.
  public func hintsSeen(_ section: Section, _ part: String) -> Int {
    hints[section.module]?[part] ?? 0
  }

  /// Notes that the first so many hints of a part were shown.
  public mutating func showedHints(_ count: Int, of part: String, _ module: String) {
    hints[module, default: [:]][part] = max(count, hints[module]?[part] ?? 0)
  }

  /// Forgets a section, as if it had never been begun; that it was solved once stays.
  public mutating func forget(_ section: Section) {
    results[section.module] = nil
    hints[section.module] = nil
  }
}

extension Workbook {
  /// The folder of what is remembered between runs; not part of the course.
  var memory: URL { root.appending(path: ".grade") }

  var stateFile: URL { memory.appending(path: "state.json") }

  /// The fingerprints of the answers in Exercises that can be read, by module.
  public func answerFingerprints(_ sections: [Section]) -> [String: String] {
    var fingerprints: [String: String] = [:]
    for section in sections {
      guard let data = try? Data(contentsOf: answer(section)) else { continue }
      fingerprints[section.module] = "\(Digest(data))"
    }
    return fingerprints
  }
}
