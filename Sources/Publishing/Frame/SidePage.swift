import Documents
import Markup
import Rendering

/// A page beside the lessons: an article of its own in the theme's frame.
struct SidePage {
  /// The page's path in the site: `class/index.html`.
  let path: String
  let title: String
  let summary: String
  /// The body's class in the stylesheet.
  let kind: String
  /// The headings listed beside the article.
  var outline: [(anchor: String, words: String)] = []
  /// The pages above this one, outermost first.
  var trail: [(title: String, path: String)] = []
  /// Changes with what this page is made from and not every other.
  var source = ""
  /// The text that the page shows; nil for one that is not an author's.
  var text: LinkedText?
  /// What is wrong with the text besides its links and formulas.
  var faults: [LessonFault] = []
  /// Adds the article, given the layouts of the diagrams in the text.
  let article: (Element, Drawings) -> Void

  /// The page in the theme's frame.
  ///
  /// - Throws: `LessonFaults` of the template; as `GraphLayout.of(_:)` does.
  func page(in frame: Frame) async throws -> Element {
    let drawings = try await Drawings(of: text?.blocks ?? [])
    let course = frame.site.workbook.course
    let root = SitePath.root(from: path)
    let navigation = Navigation(frame: frame, current: nil, root: root, path: path)
    return try frame.template.page(
      words: ["root": root, "summary": summary, "kind": kind],
      slots: navigation.slots.merging([
        "title": { $0.add(text: "\(title) \u{2013} \(course.title)") },
        "outline": { navigation.addOutline(outline, to: $0) },
        "article": { parent in
          addTrail(to: parent, root: root)
          article(parent, drawings)
        },
        "turn": navigation.addTurn,
      ]) { $1 })
  }

  /// The way from the outermost page to this one.
  private func addTrail(to parent: Element, root: String) {
    guard !trail.isEmpty else { return }
    let list = parent.add("nav", ["class": "trail", "aria-label": "Breadcrumb"]).add("ol")
    for place in trail {
      list.add("li").add("a", ["href": root + place.path], place.title)
    }
    list.add("li").add("span", ["aria-current": "page"], title)
  }
}

/// A kind of page beside the lessons: the results, the glossary, the chapters and so on.
///
/// `SiteBuild` lists them all; a new kind of page is a file and an entry there.
protocol PageSource: Sendable {
  /// The pages that the list of contents names, by what it calls them.
  var places: [(title: String, path: String)] { get }

  /// All pages of the kind.
  var pages: [SidePage] { get }
}
