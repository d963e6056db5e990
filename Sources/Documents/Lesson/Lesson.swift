import Course
import Foundation

/// A lesson as its author wrote it: Markdown blocks, of which the Swift ones form a program.
package struct Lesson: Sendable {
  package let section: Section
  /// The path from the workbook's root, as messages show it.
  package let file: String
  /// The lesson's own folder, against which its links and images are meant.
  package let folder: URL
  package let source: String
  package let blocks: [Block]
  /// The blocks that run, in order, each with what the lesson says it prints.
  package let cells: [Cell]
  /// The words of the first heading, number included.
  package let title: String

  /// Whether there is anything to run and to download: blocks that must fail are no program.
  package var hasProgram: Bool { cells.contains(where: \.isOfProgram) }

  /// Reads the lesson of a section.
  ///
  /// - Throws: `LessonFaults`, all that are found in the text alone: unknown attributes, output
  ///   without a block that prints it, a first line that is not the section's heading, headings out
  ///   of order.
  package init(_ section: Section, in workbook: Workbook) throws {
    let url = workbook.lesson(section)
    let file = workbook.displayPath(url)
    let source: String
    do {
      source = try Self.source(at: url)
    } catch CocoaError.fileReadInapplicableStringEncoding, CocoaError.fileReadCorruptFile {
      let fault = LessonFault(file: file, line: 1, message: "is not UTF-8 text; save it as UTF-8")
      throw LessonFaults([fault])
    } catch {
      let message = "cannot be read: \(error.localizedDescription)"
      throw LessonFaults([LessonFault(file: file, line: 1, message: message)])
    }
    try self.init(
      source, section: section, course: workbook.course, file: file,
      folder: url.deletingLastPathComponent())
  }

  /// The text of a lesson's file.
  package static func source(at url: URL) throws -> String {
    let text = try String(contentsOf: url, encoding: .utf8)
    // A line must not end in two characters: Swift reads them as one that is not "\n".
    return text.utf8.contains(0x0D)
      ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
  }

  /// Reads a lesson from its text, or from the text's blocks where it was read before. Throws as
  /// `init(_:in:)` does.
  package init(
    _ source: String, blocks read: [Block]? = nil, section: Section, course: Course? = nil,
    file: String, folder: URL
  ) throws {
    self.section = section
    self.file = file
    self.folder = folder
    self.source = source
    let draws = EarlierDraws(section: section, course: course, file: file)
      .replacing(in: try read ?? MarkdownReader.read(source, file: file))
    blocks = draws.blocks
    let found = Cell.cells(of: blocks, file: file)
    cells = found.cells
    var faults =
      draws.faults + found.faults + FigureNumbers.faults(in: blocks, file: file)
      + Tabs.faults(in: blocks, file: file)
    let plan = LessonPlan(blocks)
    title = plan.title ?? "\(section.id) \(section.title)"
    faults += plan.faults(of: section, file: file) + Formula.silentHeadings(in: blocks, file: file)
    guard faults.isEmpty else { throw LessonFaults(faults) }
  }
}
