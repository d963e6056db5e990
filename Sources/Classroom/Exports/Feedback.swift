import Course
import Foundation
import Grading
import Markup

/// What a student gets back: each section's mark, how it was obtained, and what was wrong.
struct Feedback {
  /// A section with what its parts earned, if there is an attempt at it.
  struct Entry {
    /// The section's number and name.
    let title: String
    let mark: SectionMark
    let parts: [PartResult]
  }

  let title: String
  let name: String
  let entries: [Entry]
  let marks: StudentMarks
  /// What the clocks of the class showed when an attempt was handed in.
  private let times: [Date: String]

  init(title: String, name: String, entries: [Entry], marks: StudentMarks, zone: TimeZone) {
    (self.title, self.name, self.entries, self.marks) = (title, name, entries, marks)
    // Many sections are from one attempt.
    var times: [Date: String] = [:]
    for case let time? in marks.sections.map(\.submitted) where times[time] == nil {
      times[time] =
        "\(WallTime.text(WallTime.shown(at: time, in: zone))) (\(zone.identifier))"
    }
    self.times = times
  }

  /// A text on when a section was handed in, and what lateness cost.
  private func lateness(_ mark: SectionMark) -> String {
    guard let time = mark.submitted.flatMap({ times[$0] }) else { return "" }
    var text = "Submitted \(time)"
    if mark.daysLate > 0 {
      text += ", \(mark.daysLate) day\(mark.daysLate == 1 ? "" : "s") late"
      if mark.freeDays > 0 { text += ", \(mark.freeDays) of them free" }
      text += ": \(mark.penalty) points off"
    }
    return text
  }

  private func heading(_ entry: Entry) -> String {
    let note = entry.mark.note
    guard let points = entry.mark.points else { return "\(entry.title): \(note)" }
    return "\(entry.title): \(points) of \(entry.mark.possible) points"
      + (note.isEmpty ? "" : " (\(note))")
  }

  private var sum: String {
    "Together: \(marks.total.map(\.description) ?? "no mark") of \(marks.possible) points"
  }

  /// The feedback as plain text.
  var text: String {
    var text = "\(title): \(name)\n"
    for entry in entries {
      text += "\n\(heading(entry))\n"
      let lateness = lateness(entry.mark)
      if !lateness.isEmpty { text += "\(lateness)\n" }
      if !entry.mark.problem.isEmpty { text += Self.indented(entry.mark.problem, by: 2) + "\n" }
      for part in entry.parts { text += part.text(Self.lines) }
    }
    return text + "\n\(sum)\n"
  }

  private static func lines(on result: PartResult) -> String {
    var lines = "  \(result.part.name)\(earned(by: result.part))\n"
    for failure in result.failures {
      lines += "    \(failure.title)\n"
      if !failure.message.isEmpty { lines += indented(failure.message, by: 6) + "\n" }
    }
    return lines
  }

  private static func earned(by part: GradedSection.Part) -> String {
    ": \(part.points) of \(part.possible)" + (part.isAnswered ? "" : ", not answered")
  }

  private static func indented(_ text: String, by count: Int) -> String {
    let space = String(repeating: " ", count: count)
    return text.split(separator: "\n").map { space + $0 }.joined(separator: "\n")
  }

  /// The feedback as a self-contained page.
  var page: String {
    let heading = "\(title): \(name)"
    var body = HTMLWriter.element("h1", heading)
    for entry in entries {
      body += HTMLWriter.element("h2", self.heading(entry))
      let lateness = lateness(entry.mark)
      if !lateness.isEmpty { body += HTMLWriter.element("p", lateness) }
      guard entry.mark.attempt != nil else { continue }
      if !entry.mark.problem.isEmpty { body += HTMLWriter.element("pre", entry.mark.problem) }
      body += "<ul>"
      for part in entry.parts { body += part.text(Self.item) }
      body += "</ul>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"/>\
      <meta name="viewport" content="width=device-width, initial-scale=1"/>\
      \(HTMLWriter.element("title", heading))<style>\
      body { font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }
      pre { white-space: pre-wrap; margin: 0.25rem 0 }</style></head><body>\
      \(body)<p>\(HTMLWriter.element("strong", sum))</p></body></html>

      """
  }

  private static func item(on result: PartResult) -> String {
    var item = HTMLWriter.element("code", result.part.name) + earned(by: result.part)
    for failure in result.failures {
      item += HTMLWriter.element("div", failure.title)
      if !failure.message.isEmpty { item += HTMLWriter.element("pre", failure.message) }
    }
    return "<li>\(item)</li>"
  }
}

extension MarkExport {
  /// The forms of feedback.
  public enum FeedbackForm: String, CaseIterable, Sendable {
    case text
    case html
  }

  /// Writes a file for each student, named after the student, into a new folder; returns their
  /// number.
  public func writeFeedback(to folder: URL, form: FeedbackForm) throws -> Int {
    let titles = sections.map { "\($0.id) \($0.module)" }
    return try writeFiles(to: folder, ending: form == .text ? "txt" : "html") { marks, results in
      let feedback = Feedback(
        title: course.title, name: Escaped.line(name(of: marks.student)),
        entries: zip(zip(titles, marks.sections), results).map { section, parts in
          Feedback.Entry(title: section.0, mark: section.1, parts: parts)
        }, marks: marks, zone: rules.zone)
      return form == .text ? feedback.text : feedback.page
    }
  }
}
