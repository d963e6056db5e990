import Course
import Documents
import Grading
import Markup
import Rendering

/// What a class's results say about the tests, and which answers are alike, for its instructor.
struct InsightArticle {
  private static let textLimit = 160
  /// The most text that is shown of a passage; the rest is cut.
  private static let passageLimit = 4000

  let students: [(history: History, path: String)]
  let alike: AlikeAnswers?
  let site: SiteMap
  /// The relative path from the page to the top of the site.
  let root: String

  private var sections: [Section] { site.workbook.course.sections }

  private var chapters: [(title: String, add: (Element) -> Void)] {
    [("Tests", addTests), ("Time", addTimes), ("Answers alike", addAlike)]
  }

  var outline: [(anchor: String, words: String)] {
    var anchors = Anchors()
    return chapters.map { (anchors.anchor(for: $0.title), $0.title) }
  }

  func add(to parent: Element) {
    parent.add("h1", [:], "Insight")
    parent.add(
      "p", ["class": "lead"],
      "Where to look, and nothing more: no number here is a verdict on a test or on a student.")
    for (chapter, link) in zip(chapters, outline) {
      parent.add("h2", ["id": link.anchor], chapter.title)
      chapter.add(parent)
    }
  }

  // MARK: Tests

  private func addTests(to parent: Element) {
    let tests = ClassStatistics(students: students.map(\.history), sections: sections).tests
      .filter { $0.answered > 0 }
    guard !tests.isEmpty else { return nothing("No hidden test was run yet.", parent) }
    parent.add(
      "p", [:],
      "Discrimination says how well a test separates students who earn many points elsewhere from "
        + "those who earn few: it is the point-biserial correlation (Lord and Novick, 1968) between "
        + "passing the test and the points of all other tests, from \u{2212}1 to 1. Above 0.3 is usual. "
        + "Near 0, a test says little. Below 0, students who are right elsewhere fail it: look at that "
        + "test first. With fewer than about thirty students the number is rough. Where everybody "
        + "passed, or nobody did, there is none.")
    let weak = tests.filter { $0.separation ?? 1 < 0.1 }
      .sorted { ($0.separation ?? 1) < ($1.separation ?? 1) }.prefix(10)
    if !weak.isEmpty {
      parent.add("h3", [:], "Look at these first")
      addTable(of: Array(weak), to: parent)
    }
    for chapter in site.workbook.course.chapters {
      let own = tests.filter { $0.section.chapterNumber == chapter.number }
      guard !own.isEmpty else { continue }
      let count = own.count == 1 ? "1 test" : "\(own.count) tests"
      let label = "Chapter \(chapter.number), \(chapter.title): \(count)"
      addTable(of: own, to: parent.addFold(label))
    }
  }

  private func addTable(of tests: [ClassStatistics.Difficulty], to parent: Element) {
    let body = parent.addTable(
      ["Section", "Part", "Test", "Run", "Passed", "Discrimination"], numbers: 3...)
    for test in tests {
      let row = body.add("tr")
      row.add("td", [:], test.section.id)
      row.add("td").add("code", [:], test.name)
      row.add("td", ["class": "words"], test.title.cut(to: Self.textLimit))
      row.add("td", ["class": "right"], "\(test.answered)")
      row.add("td", ["class": "right"], "\(test.right)")
      row.add("td", ["class": "right"], test.separation.map(Self.signed) ?? "\u{2013}")
    }
  }

  /// The number with two decimals and a true minus sign.
  static func signed(_ number: Double) -> String {
    let hundredths = Int((abs(number) * 100).rounded())
    let fraction = hundredths % 100
    let sign = number < 0 && hundredths > 0 ? "\u{2212}" : ""
    return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  // MARK: Time

  private func addTimes(to parent: Element) {
    let histories = students.map(\.history)
    let times = sections.map { SectionTime($0, of: histories) }.filter { $0.students > 0 }
    guard !times.isEmpty else { return nothing("Nobody has answered a section yet.", parent) }
    parent.add(
      "p", [:],
      "Between a student's first and last attempt at a section, where the export says when they were "
        + "handed in. It is time that passed, not time at work.")
    let body = parent.addTable(
      ["Section", "Students", "Attempts each", "Time known of", "Half took less than"],
      numbers: 1...)
    for time in times {
      let row = body.add("tr")
      site.addLink(to: time.section, from: root, in: row.add("td"))
      let each = Double(time.attempts) / Double(time.students)
      row.add("td", ["class": "right"], "\(time.students)")
      row.add("td", ["class": "right"], coordinate((each * 10).rounded() / 10))
      row.add("td", ["class": "right"], "\(time.spans.count)")
      row.add("td", ["class": "right"], time.median.map(SectionTime.words) ?? "\u{2013}")
    }
  }

  // MARK: Answers alike

  private func addAlike(to parent: Element) {
    guard let alike else {
      parent.add("p") { line in
        line.add("code", [:], "grade class alike SUBMISSIONS --output OUTPUT")
        line.add(text: " compares the answers; build these pages again after it.")
      }
      return
    }
    parent.add(
      "p", [:],
      "Pairs of answers that have at least half of what is their own in common, by fingerprints of "
        + "their tokens (winnowing: Schleimer, Wilkerson and Aiken, 2003). What the skeleton has and "
        + "what many answers have does not count, and neither do the names that an answer gives, "
        + "comments, spacing or the order of functions. Two people who think alike, or who learned "
        + "together, write alike: read both answers before you say anything.")
    let found = alike.sections.filter { !$0.pairs.isEmpty }
    guard !found.isEmpty else {
      return nothing("No two answers have that much in common.", parent)
    }
    let places = Dictionary(grouping: students, by: \.history.name)
    for section in found {
      let title = sections.first { $0.id == section.id }?.title ?? ""
      parent.add("h3", [:], "\(section.id) \(title)".cut(to: Self.textLimit))
      parent.add(
        "p", [:], "\(section.compared) of \(section.answers) answers hold enough to be compared.")
      for pair in section.pairs { add(pair, places, to: parent) }
      if section.left > 0 { nothing("\(section.left) pairs more are not listed.", parent) }
    }
  }

  private func add(
    _ pair: AlikeAnswers.Pair, _ places: [String: [(history: History, path: String)]],
    to parent: Element
  ) {
    let names = pair.students.map { $0.cut(to: HistoryArticle.nameLimit) }
    let fold = parent.add("details", ["class": "fold"])
    let summary = fold.add("summary")
    summary.add("bdi", [:], names[0])
    summary.add(text: " and ")
    summary.add("bdi", [:], names[1])
    summary.add(text: ": \(pair.percent) % in common")
    let links = fold.add("p")
    for (index, name) in names.enumerated() {
      if index > 0 { links.add(text: ", ") }
      // Two students may have the same name, and then either page could be meant.
      if let owners = places[pair.students[index]], owners.count == 1 {
        links.add("a", ["href": root + owners[0].path]).add("bdi", [:], name)
      } else {
        links.add("bdi", [:], name)
      }
    }
    for passage in pair.passages {
      let sides = fold.add("div", ["class": "sides"])
      for (excerpt, name) in zip([passage.first, passage.second], names) {
        let side = sides.add("figure")
        side.add("figcaption") { caption in
          caption.add("bdi", [:], name)
          caption.add(text: ", line \(excerpt.line)")
        }
        side.add("pre", ["tabindex": "0"]).add("code", [:], excerpt.text.cut(to: Self.passageLimit))
      }
    }
  }

  private func nothing(_ words: String, _ parent: Element) {
    parent.add("p", [:], words)
  }
}
