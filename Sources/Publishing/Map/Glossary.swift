import Course
import Documents
import Foundation
import Markup

/// The course's terms: `docs/glossary.md`, a heading of level 2 for each and under it what it
/// means.
struct Glossary: Sendable {
  struct Term: Sendable {
    let name: String
    let anchor: String
    /// The first paragraph's words, for readers who only wonder.
    let brief: String
    let blocks: [Block]
  }

  static let file = "docs/glossary.md"
  static let page = "glossary.html"

  let text: LinkedText
  let terms: [Term]
  /// What is wrong with the file itself; its links are checked when the site is known.
  let faults: [LessonFault]

  /// Reads the glossary of a workbook; one without the file has no terms.
  init(_ workbook: Workbook) {
    let url = workbook.root.appending(path: Self.file)
    let source = try? String(contentsOf: url, encoding: .utf8)
    var faults: [LessonFault] = []
    var blocks: [Block] = []
    do {
      blocks = try MarkdownReader.read(source ?? "", file: Self.file)
    } catch {
      faults = (error as? LessonFaults)?.faults ?? []
    }
    var terms: [Term] = []
    for (start, block) in blocks.enumerated() {
      guard case .heading(let level, let words, let line) = block, level > 1 else { continue }
      let definition = blocks[(start + 1)...].prefix { !$0.isHeading }
      let name = words.plainText
      let problem: String? =
        if level > 2 {
          "a term is a heading of level 2, '## \(name)'"
        } else if terms.contains(where: { Self.slug($0.name) == Self.slug(name) }) {
          "the term '\(name)' appears twice"
        } else if definition.isEmpty {
          "the term '\(name)' is not explained"
        } else {
          nil
        }
      if let problem {
        faults.append(LessonFault(file: Self.file, line: line, message: problem))
        continue
      }
      terms.append(
        Term(
          name: name, anchor: Self.slug(name), brief: Self.brief(definition),
          blocks: Array(definition)))
    }
    self.terms = terms.sorted { $0.name.lowercased() < $1.name.lowercased() }
    self.faults = faults
    text = LinkedText(
      file: Self.file, folder: workbook.root.appending(path: "docs"), page: Self.page,
      blocks: blocks, source: source.orEmpty, anchors: Set(terms.map(\.anchor)))
  }

  /// The term of a name as a text writes it: in any case, with spaces or hyphens, perhaps in the
  /// plural.
  func term(named name: String) -> Term? {
    let slug = Self.slug(name)
    return terms.first { [$0.anchor, $0.anchor + "s", $0.anchor + "es"].contains(slug) }
  }

  private static func slug(_ name: String) -> String {
    var anchors = Anchors()
    return anchors.anchor(for: name)
  }

  private static func brief(_ blocks: ArraySlice<Block>) -> String {
    guard case .paragraph(let words, _)? = blocks.first else { return "" }
    return words.plainText
  }
}
