import Course
import Foundation
import Grading
import Markup

/// What a student gets back: each section's mark, how it was obtained, and what was wrong.
struct Feedback {
  /// A section with its graded parts, if there is an attempt at it.
  struct Entry {
    let module: String
    let mark: SectionMark
    let graded: GradedSection?
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
    let points = entry.mark.points.map { "\($0) of \(entry.mark.possible) points" }
    let note = entry.mark.note
    return "\(entry.mark.section) \(entry.module): "
      + (points.map { note.isEmpty ? $0 : "\($0) (\(note))" } ?? note)
  }

  private var sum: String {
    "Together: \(marks.total.map(\.description) ?? "no mark") of \(marks.possible) points"
  }

  /// The feedback as plain text.
  var text: String {
    var lines = ["\(title): \(name)"]
    for entry in entries {
      lines += ["", heading(entry)]
      let lateness = lateness(entry.mark)
      if !lateness.isEmpty { lines.append(lateness) }
      guard let graded = entry.graded else { continue }
      if !graded.problem.isEmpty { lines.append(Self.indented(graded.problem, by: 2)) }
      for part in graded.parts {
        lines.append(
          "  \(part.name): \(part.points) of \(part.possible)"
            + (part.isAnswered ? "" : ", not answered"))
        for failure in graded.failures where failure.part == part.name {
          lines.append("    \(failure.title)")
          if !failure.message.isEmpty { lines.append(Self.indented(failure.message, by: 6)) }
        }
      }
    }
    lines += ["", sum]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func indented(_ text: String, by count: Int) -> String {
    let space = String(repeating: " ", count: count)
    return text.split(separator: "\n").map { space + $0 }.joined(separator: "\n")
  }

  /// The feedback as a self-contained page.
  var page: String {
    let html = MarkupTree.root("html", ["lang": "en"])
    let head = html.add("head")
    head.add("meta", ["charset": "utf-8"])
    head.add("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    head.add("title", [:], "\(title): \(name)")
    head.add(
      "style", [:],
      "body { font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }\n"
        + "pre { white-space: pre-wrap; margin: 0.25rem 0 }")
    let body = html.add("body")
    body.add("h1", [:], "\(title): \(name)")
    for entry in entries {
      body.add("h2", [:], heading(entry))
      let lateness = lateness(entry.mark)
      if !lateness.isEmpty { body.add("p", [:], lateness) }
      guard let graded = entry.graded else { continue }
      if !graded.problem.isEmpty { body.add("pre", [:], graded.problem) }
      let list = body.add("ul")
      for part in graded.parts {
        let item = list.add("li")
        item.add("code", [:], part.name)
        item.add(
          text: ": \(part.points) of \(part.possible)" + (part.isAnswered ? "" : ", not answered"))
        for failure in graded.failures where failure.part == part.name {
          item.add("div", [:], failure.title)
          if !failure.message.isEmpty { item.add("pre", [:], failure.message) }
        }
      }
    }
    body.add("p").add("strong", [:], sum)
    return HTMLWriter.page(html)
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
    let modules = sections.map(\.module)
    return try writeFiles(to: folder, ending: form == .text ? "txt" : "html") { marks, graded in
      let feedback = Feedback(
        title: course.title, name: Escaped.line(name(of: marks.student)),
        entries: zip(modules, marks.sections).map { module, mark in
          Feedback.Entry(module: module, mark: mark, graded: graded[mark.section])
        }, marks: marks, zone: rules.zone)
      return form == .text ? feedback.text : feedback.page
    }
  }
}
