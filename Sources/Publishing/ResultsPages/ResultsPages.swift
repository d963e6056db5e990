import Documents
import Foundation
import Markup
import Toolchain

/// The pages that show the results of grading: the reader's own, and a class's.
struct ResultsPages: PageSource {
  static let own = "results.html"
  private static let group = "class/index.html"
  private static let insight = "class/insight.html"

  /// Names that Windows takes for devices, with any extension: a site may be unpacked there.
  private static let deviceNames: Set<String> = Set(
    ["aux", "con", "nul", "prn"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

  let site: SiteMap

  var places: [(title: String, path: String)] {
    (site.results.own == nil ? [] : [("Results", Self.own)])
      + (site.results.students == nil ? [] : [("Class", Self.group), ("Insight", Self.insight)])
  }

  var pages: [SidePage] {
    ownPage + (site.results.students.map(classPages) ?? [])
  }

  private var ownPage: [SidePage] {
    guard let history = site.results.own else { return [] }
    let article = HistoryArticle(history: history, site: site, root: "")
    return [
      SidePage(
        path: Self.own, title: "Results", summary: "What your answers earned", kind: "results",
        outline: article.outline, source: history.source,
        article: { parent, _ in article.add(to: parent) { $0.add(text: "Results") } })
    ]
  }

  /// A text that changes with the answers that are alike.
  private var alikeSource: String {
    site.results.alike.map { "\(Digest("\($0)"))" } ?? ""
  }

  private func classPages(_ students: [History]) -> [SidePage] {
    var anchors = Anchors(reserved: Self.deviceNames)
    // File systems allow about 250 bytes in a name; a student's may be longer.
    let paths = students.map { student in
      let ascii = student.name.filter(\.isASCII)
      return "class/students/" + anchors.anchor(for: String(ascii.prefix(60))) + ".html"
    }
    let article = ClassArticle(
      students: Array(zip(students, paths)), faults: site.results.faults, site: site,
      root: SitePath.root(from: Self.group))
    let front = SidePage(
      path: Self.group, title: "Class", summary: "What a class's answers earned", kind: "results",
      outline: article.outline,
      source: "\(students.map(\.source)) \(site.results.faults)",
      article: { parent, _ in article.add(to: parent) })
    let insight = InsightArticle(
      students: Array(zip(students, paths)), alike: site.results.alike, site: site,
      root: SitePath.root(from: Self.insight))
    let insightPage = SidePage(
      path: Self.insight, title: "Insight", summary: "What a class's results say about the tests",
      kind: "results", outline: insight.outline,
      source: "\(students.map(\.source)) \(alikeSource)",
      article: { parent, _ in insight.add(to: parent) })
    return [front, insightPage]
      + zip(students, paths).map { student, path in
        let article = HistoryArticle(
          history: student, site: site, root: SitePath.root(from: path))
        return SidePage(
          path: path, title: student.name.cut(to: HistoryArticle.nameLimit),
          summary: "What a student's answers earned", kind: "results", outline: article.outline,
          source: student.source,
          article: { parent, _ in article.add(to: parent) { StudentName(student).add(to: $0) } })
      }
  }
}

/// A student's name, which may contain any text in any writing direction.
struct StudentName {
  private let name: String

  init(_ student: History) {
    name = student.name.cut(to: HistoryArticle.nameLimit)
  }

  func add(to parent: Element) {
    parent.add("bdi", [:], name.trimmed.isEmpty ? "no name" : name)
  }
}
