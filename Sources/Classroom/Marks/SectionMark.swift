import Course
import Foundation
import Grading

/// Points in hundredths, so that percentages of whole points are exact.
public struct Points: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let hundredths: Int

  public init(hundredths: Int) { self.hundredths = hundredths }

  init(_ whole: Int) { hundredths = whole * 100 }

  /// Reads `7`, `7.5` or `7.25`; nil for anything else, such as a negative number.
  public init?(_ text: String) {
    guard let match = text.wholeMatch(of: #/(\d{1,6})(?:\.(\d{1,2}))?/#), let whole = Int(match.1)
    else { return nil }
    let fraction = match.2.map { $0.count == 1 ? "\($0)0" : String($0) } ?? "0"
    hundredths = whole * 100 + (Int(fraction) ?? 0)
  }

  public static func < (a: Points, b: Points) -> Bool { a.hundredths < b.hundredths }

  static func + (a: Points, b: Points) -> Points { Points(hundredths: a.hundredths + b.hundredths) }

  /// With two decimals: `7.50`.
  public var twoDecimals: String { decimals(".") }

  /// With two decimals after a point or a comma.
  func decimals(_ mark: String) -> String {
    let fraction = hundredths % 100
    return "\(hundredths / 100)\(mark)\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// As short as possible: `7`, `7.5`, `7.25`.
  public var description: String {
    guard hundredths % 100 != 0 else { return String(hundredths / 100) }
    let text = twoDecimals
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  /// The points scaled by a fraction, rounded to the nearest hundredth, halves up.
  func scaled(by numerator: Int, over denominator: Int) -> Points {
    guard denominator > 0 else { return self }
    return Points(hundredths: (2 * hundredths * numerator + denominator) / (2 * denominator))
  }
}

/// A student's mark for a section, and how it was obtained.
public struct SectionMark: Sendable, Equatable {
  public let section: String
  /// The attempt that counts; nil if there is none.
  let attempt: Int64?
  /// The state of the section in that attempt, as in a report.
  public let state: String?
  /// Why the section as a whole earned nothing in that attempt, if so.
  let problem: String
  /// The points from grading.
  public let graded: Int?
  public let possible: Int
  public let submitted: Date?
  /// The number of days late, by the deadline and its extensions.
  public let daysLate: Int
  /// The number of those days that cost nothing.
  public let freeDays: Int
  /// The penalty for being late.
  public let penalty: Points
  /// The mark given by hand, which takes precedence over all else.
  public let override: Points?
  public let isExcused: Bool

  /// The mark; nil for a section that was never submitted, or is excused.
  public var points: Points? {
    if isExcused { return nil }
    if let override { return override }
    return graded.map { Points(hundredths: $0 * 100 - penalty.hundredths) }
  }

  /// What a reader of the mark needs to know, in a few words; empty for an ordinary one.
  public var note: String {
    if isExcused { return "excused" }
    if override != nil { return "given by hand" }
    guard let state else { return "not submitted" }
    if state == "graded", daysLate == 0 { return "" }
    var words: [String] = []
    if state != "graded" {
      words.append(SectionReport.State(rawValue: state)?.inFewWords ?? state)
    }
    if daysLate > 0 {
      words.append("\(daysLate) day\(daysLate == 1 ? "" : "s") late")
      if freeDays > 0 { words.append("\(freeDays) free") }
    }
    return words.joined(separator: ", ")
  }
}

/// A student's marks for some sections.
public struct StudentMarks: Sendable, Equatable {
  public let student: Student
  /// In the order of the course.
  public let sections: [SectionMark]

  /// The sum of the marks; nil if no section has one.
  public var total: Points? {
    let points = sections.compactMap(\.points)
    return points.isEmpty ? nil : points.reduce(Points(0), +)
  }

  /// What a reader of the marks needs to know, section by section.
  var notes: [String] {
    sections.compactMap { mark in
      let note = mark.note
      return note.isEmpty ? nil : "\(mark.section) \(note)"
    }
  }

  /// The points of all sections that are not excused.
  public var possible: Int { sections.reduce(0) { $0 + ($1.isExcused ? 0 : $1.possible) } }

  /// Whether every section is excused.
  public var isExcused: Bool { !sections.isEmpty && sections.allSatisfy(\.isExcused) }

  /// The total as a share of all points, with those of excused sections distributed among the
  /// others.
  var share: Points? {
    total.map { $0.scaled(by: sections.reduce(0) { $0 + $1.possible }, over: possible) }
  }
}
