import Course
import Documents
import Figures
import Grading
import Markup
import Rendering

/// A class's results, for its instructor.
struct ClassArticle {
  private static let messageLimit = 160

  let students: [(history: History, path: String)]
  let faults: [ReportFault]
  let site: SiteMap
  /// The relative path from the page to the top of the site.
  let root: String

  private var sections: [Section] { site.workbook.course.sections }
  private var statistics: ClassStatistics {
    ClassStatistics(students: students.map(\.history), sections: sections)
  }

  private var chapters: [(title: String, add: (Element) -> Void)] {
    [
      ("Sections", addSections), ("Points", addPoints), ("Hardest parts", addHardParts),
      ("Hardest tests", addHardTests), ("Who is stuck where", addStuck), ("Students", addStudents),
    ] + (faults.isEmpty ? [] : [("Left out", addFaults)])
  }

  var outline: [(anchor: String, words: String)] {
    var anchors = Anchors()
    return chapters.map { (anchors.anchor(for: $0.title), $0.title) }
  }

  func add(to parent: Element) {
    parent.add("h1", [:], "Class")
    let count = students.count == 1 ? "1 student" : "\(students.count) students"
    parent.add("p", ["class": "lead"], "\(count), \(sections.count) sections")
    for (chapter, link) in zip(chapters, outline) {
      parent.add("h2", ["id": link.anchor], chapter.title)
      chapter.add(parent)
    }
  }

  // MARK: The class

  private func addSections(to parent: Element) {
    let levels = ClassStatistics.Level.allCases.map(\.words)
    let body = parent.addTable(["Section"] + levels + ["Mean"], numbers: 1...)
    for section in sections {
      let counts = statistics.distribution(of: section)
      let row = body.add("tr")
      site.addLink(to: section, from: root, in: row.add("td"))
      for count in counts {
        let share = Double(count) / Double(max(students.count, 1))
        row.add(
          "td", ["class": "right share", "style": "--share: \(coordinate(share))"], "\(count)")
      }
      let mean = statistics.mean(of: section).map { coordinate(($0 * 10).rounded() / 10) }
      row.add("td", ["class": "right"], "\(mean ?? "\u{2013}") / \(section.points)")
    }
  }

  private func addPoints(to parent: Element) {
    let possible = sections.reduce(0) { $0 + $1.points }
    guard !students.isEmpty, possible > 0 else { return }
    let bins = 10
    var counts = Array(repeating: 0, count: bins)
    for student in students {
      let share = Double(student.history.progress.last ?? 0) / Double(possible)
      counts[min(Int(share * Double(bins)), bins - 1)] += 1
    }
    let edges = (0...bins).map { Double($0 * possible) / Double(bins) }
    let figure = Figure(
      .histogram(edges: edges, counts: counts), title: "Points of all sections",
      xLabel: "points", yLabel: "students")
    Chart(figure: figure, identifier: "points-chart").add(to: parent)
  }

  private func addHardParts(to parent: Element) {
    let parts = statistics.hardParts
    guard !parts.isEmpty else { return nothing("Every part that was answered is right.", parent) }
    let body = parent.addTable(["Section", "Part", "Answered", "Right"], numbers: 2...)
    for part in parts {
      let row = body.add("tr")
      site.addLink(to: part.section, from: root, in: row.add("td"))
      row.add("td").add("code", [:], part.name)
      row.add("td", ["class": "right"], "\(part.answered)")
      row.add("td", ["class": "right"], "\(part.right)")
    }
  }

  private func addHardTests(to parent: Element) {
    let tests = statistics.hardTests
    guard !tests.isEmpty else { return nothing("Every test that was run was passed.", parent) }
    let body = parent.addTable(["Section", "Part", "Test", "Run", "Passed"], numbers: 3...)
    for test in tests {
      let row = body.add("tr")
      row.add("td", [:], test.section.id)
      row.add("td").add("code", [:], test.name)
      row.add("td", [:], test.title.cut(to: Self.messageLimit))
      row.add("td", ["class": "right"], "\(test.answered)")
      row.add("td", ["class": "right"], "\(test.right)")
    }
  }

  // MARK: Its students

  private func addStuck(to parent: Element) {
    let stuck = students.compactMap { student in
      StuckStudent(student.history, in: sections).map { (student, $0) }
    }
    guard !stuck.isEmpty else { return nothing("Nobody has a wrong answer.", parent) }
    let body = parent.addTable(["Section", "Part", "Student", "Attempts", "What it says"])
    for section in sections {
      for (student, place) in stuck where place.section.id == section.id {
        let row = body.add("tr")
        row.add("td", [:], section.id)
        let part = row.add("td")
        if let name = place.part { part.add("code", [:], name.cut(to: HistoryArticle.nameLimit)) }
        addLink(to: student, in: row.add("td", ["class": "words"]))
        row.add("td", ["class": "right"], "\(place.attempts)")
        let words = place.message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        row.add("td", ["class": "words"], words.cut(to: Self.messageLimit))
      }
    }
  }

  private func addStudents(to parent: Element) {
    let body = parent.addTable(["Student", "Sections done", "Points"], numbers: 1...)
    for student in students {
      let done = sections.count { student.history.latest[$0.id]?.isComplete == true }
      let row = body.add("tr")
      addLink(to: student, in: row.add("td", ["class": "words"]))
      row.add("td", ["class": "right"], "\(done)")
      row.add("td", ["class": "right"], "\(student.history.progress.last ?? 0)")
    }
  }

  private func addFaults(to parent: Element) {
    let list = parent.add("ul")
    for fault in faults {
      let item = list.add("li")
      item.add("code", [:], fault.file.cut(to: Self.messageLimit))
      item.add(text: " \(fault.message)")
    }
  }

  private func addLink(to student: (history: History, path: String), in parent: Element) {
    StudentName(student.history).add(to: parent.add("a", ["href": root + student.path]))
  }

  private func nothing(_ words: String, _ parent: Element) {
    parent.add("p", [:], words)
  }
}
