import Course
import Documents
import Foundation
import Markup

/// What a chapter is for and what it leaves you with, as its author wrote it: `chapter.md` beside
/// its lessons. A line `{{sections}}` in it stands for the list of its sections.
struct ChapterText: Sendable {
  let chapter: Chapter
  let text: LinkedText
  /// What is wrong with the text; its links are checked when the site is known.
  let faults: [LessonFault]

  private static let mark = "{{sections}}"

  /// Whether a block is the place of the list of sections.
  static func isMark(_ block: Block) -> Bool {
    if case .paragraph([.text(mark)], _) = block { true } else { false }
  }

  /// Reads a chapter's text; without one, the chapter's summary comes before its sections.
  init(_ chapter: Chapter, in workbook: Workbook) {
    self.chapter = chapter
    let folder = workbook.root.appending(path: "docs/lessons/\(chapter.slug)")
    let url = folder.appending(path: "chapter.md")
    let file = workbook.displayPath(url)
    var faults: [LessonFault] = []
    var blocks: [Block] = []
    let source = try? String(contentsOf: url, encoding: .utf8)
    do {
      if let source {
        blocks = try MarkdownReader.read(source, file: file)
        faults = Self.check(blocks, chapter: chapter, file: file)
      } else {
        blocks = [chapter.summary, Self.mark].map { .paragraph([.text($0)], line: 1) }
      }
    } catch {
      faults = (error as? LessonFaults)?.faults ?? []
    }
    self.faults = faults
    text = LinkedText(
      file: file, folder: folder, page: chapter.pagePath, blocks: blocks,
      source: source.orEmpty)
  }

  private static func check(_ blocks: [Block], chapter: Chapter, file: String) -> [LessonFault] {
    var faults = Formula.silentHeadings(in: blocks, file: file)
    func fault(_ line: Int, _ message: String) {
      faults.append(LessonFault(file: file, line: line, message: message))
    }
    guard case .heading(level: 1, let words, _)? = blocks.first,
      words.plainText.hasPrefix("\(chapter.number) ")
    else {
      fault(1, "the first line must be the chapter's heading: # \(chapter.number) \(chapter.title)")
      return faults
    }
    let marks = blocks.count { isMark($0) }
    if marks != 1 {
      fault(1, "the list of sections, a line {{sections}}, must appear once, not \(marks) times")
    }
    for case .code(let code) in blocks where code.isRun || code.isOutput {
      fault(code.line, "a chapter's text has no program: mark this block `swift display`")
    }
    return faults
  }
}
