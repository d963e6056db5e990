import Course
import Documents
import Grading
import Markup
import Rendering

/// The exercise at a lesson's end: what to write, where, for how many points, and how to check it.
struct ExerciseBox {
  let section: Section
  /// The answer file's path from the workbook's root.
  let file: String
  /// The answer file as seen from the page; nil where the site is apart from the workbook.
  let address: String?
  /// What the reader's answer earned, where that is known.
  let report: SectionReport?
  /// The page of all results as seen from this one.
  let resultsAddress: String

  /// Adds the box, under the heading that `addHeading` gives it.
  func add(to parent: Element, anchor: String, addHeading: (Element) -> Void) {
    let box = parent.add("section", ["class": "exercise", "aria-labelledby": anchor])
    addHeading(box)
    box.add("p") { paragraph in
      paragraph.add(text: "Answer in ")
      let place = address.map { paragraph.add("a", ["href": $0]) } ?? paragraph
      place.add("code", [:], file)
      paragraph.add(text: ".")
    }
    addParts(to: box)
    box.add("p") { paragraph in
      paragraph.add(text: "Try your answer as often as you like, then have it graded (")
      paragraph.add("code", [:], "make install")
      paragraph.add(text: ", once, makes ")
      paragraph.add("code", [:], "grade")
      paragraph.add(text: " a command):")
    }
    let commands = "grade try \(section.id)\ngrade \(section.id)"
    box.add("div", ["class": "cell"]).add("pre").add("code", [:], commands)
    if let report { addState(report, to: box) }
  }

  private func addState(_ report: SectionReport, to box: Element) {
    box.add("p") { paragraph in
      paragraph.add(text: "Your answer: \(report.points) of \(report.possible) points, ")
      SectionState(report).add(to: paragraph)
      paragraph.add(text: ". ")
      paragraph.add("a", ["href": resultsAddress], "All results")
    }
    if report.hasFindings { Findings(section: section, report: report).add(to: box) }
  }

  private func addParts(to box: Element) {
    let body = box.addTable(["Part", "What it does", "Points"], numbers: 2...)
    for part in section.parts {
      body.add("tr") { row in
        row.add("td").add("code", [:], part.name)
        row.add("td", [:], Typography.set(part.title))
        row.add("td", ["class": "right"], "\(part.points)")
      }
    }
    body.add("tr", ["class": "total"]) { row in
      row.add("td", ["colspan": "2"], "In all")
      row.add("td", ["class": "right"], "\(section.points)")
    }
  }
}
