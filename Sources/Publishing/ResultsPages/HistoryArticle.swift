import Course
import Figures
import Grading
import Markup
import Rendering

/// One student's results: points, how they were earned, and what to fix.
struct HistoryArticle {
  /// Names longer than this are cut.
  static let nameLimit = 80
  /// With more attempts than this, the chart is a line: bars would be too thin to read.
  private static let barLimit = 12
  /// With more sections than this to fix, all but the first are folded.
  private static let openLimit = 4

  let history: History
  let site: SiteMap
  /// The relative path from the page to the top of the site.
  let root: String

  private var sections: [Section] { site.workbook.course.sections }

  /// The sections that have something to fix, in course order.
  private var wrong: [(Section, SectionReport)] {
    sections.compactMap { section in
      history.latest[section.id].flatMap { $0.hasFindings ? (section, $0) : nil }
    }
  }

  var outline: [(anchor: String, words: String)] {
    wrong.map { ($0.0.resultsAnchor, "\($0.0.id) \($0.0.title)") }
  }

  func add(to parent: Element, addTitle: (Element) -> Void) {
    addTitle(parent.add("h1"))
    addSummary(to: parent)
    for chapter in site.workbook.course.chapters { add(chapter, to: parent) }
    addChart(to: parent)
    for (index, (section, report)) in wrong.enumerated() {
      let heading = parent.add("h2", ["id": section.resultsAnchor])
      heading.add("span", ["class": "number"], section.id)
      heading.add(text: " \(section.title)")
      let isFolded = wrong.count > Self.openLimit && index > 0
      let place =
        isFolded
        ? parent.addFold("What is wrong", kind: "findings-fold") : parent
      Findings(section: section, report: report).add(to: place)
    }
  }

  private func addSummary(to parent: Element) {
    let (points, possible) = history.score(in: sections)
    let done = sections.count { history.latest[$0.id]?.isComplete == true }
    let attempts = history.attempts.count
    parent.add(
      "p", ["class": "lead"],
      "\(points) of \(possible) points, \(done) of \(sections.count) sections done, "
        + (attempts == 1 ? "1 attempt" : "\(attempts) attempts"))
    parent.add(
      "progress", ["value": "\(points)", "max": "\(max(possible, 1))", "aria-label": "Points"])
  }

  private func add(_ chapter: Chapter, to parent: Element) {
    let body = parent.addTable(
      ["\(chapter.number) \(chapter.title)", "State", "Points"], numbers: 2...)
    for section in chapter.sections {
      let report = history.latest[section.id]
      body.add("tr") { row in
        site.addLink(to: section, from: root, in: row.add("td"))
        SectionState(report).add(to: row.add("td"))
        row.add(
          "td", ["class": "right"], "\(report?.points ?? 0) / \(report?.possible ?? section.points)"
        )
      }
    }
  }

  private func addChart(to parent: Element) {
    guard history.attempts.count > 1 else { return }
    let attempts = history.progress.indices.map { $0 + 1 }
    let points = history.progress.map(Double.init)
    let content: Figure.Content =
      attempts.count > Self.barLimit
      ? .lines([.init(name: "points", x: attempts.map(Double.init), y: points)])
      : .bars(labels: attempts.map(String.init), groups: [.init(name: "points", values: points)])
    let figure = Figure(
      content, title: "Points after each attempt", xLabel: "attempt", yLabel: "points")
    Chart(figure: figure, identifier: "history").add(to: parent)
  }
}

extension Section {
  /// The anchor on a results page of what is wrong in the section.
  var resultsAnchor: String { "section-\(chapterNumber)-\(number)" }
}

extension SiteMap {
  /// Adds a section's number and title, linked to its lesson if there is one.
  func addLink(to section: Section, from root: String, in parent: Element) {
    let isWritten = entries.contains { $0.section.id == section.id }
    let place = isWritten ? parent.add("a", ["href": root + section.pagePath]) : parent
    place.add(text: "\(section.id) \(section.title)")
  }
}
