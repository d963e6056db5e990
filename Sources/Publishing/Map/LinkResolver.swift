import Course
import Documents
import Foundation
import Markup
import Rendering
import Symbols

/// Turns the links and images of a text into those of its page, and finds the dead ones.
struct LinkResolver: Links {
  let text: LinkedText
  private let site: SiteMap

  init(_ lesson: Lesson, site: SiteMap) {
    self.init(
      LinkedText(
        file: lesson.file, folder: lesson.folder, page: lesson.section.pagePath,
        blocks: lesson.blocks, source: lesson.source),
      site: site)
  }

  init(_ text: LinkedText, site: SiteMap) {
    self.text = text
    self.site = site
  }

  /// What is wrong with the text's links and images.
  var faults: [LessonFault] {
    var faults: [LessonFault] = []
    for block in text.blocks {
      block.forEachInline { inline in
        let (line, problem): (Int, String?) =
          switch inline {
          case .link(let target, _, let words, let line): (line, self.problem(target, words))
          case .image(let source, let alternative, let line):
            (line, self.problem(image: source, alternative))
          default: (0, nil)
          }
        guard let problem else { return }
        faults.append(LessonFault(file: text.file, line: line, message: problem))
      }
    }
    for code in text.blocks.codeBlocks {
      guard case .diagram = code.role else { continue }
      for link in Diagram(code).links {
        guard let problem = problem(link.target, [.text(link.words)]) else { continue }
        faults.append(LessonFault(file: text.file, line: code.line, message: problem))
      }
    }
    return faults
  }

  func address(of target: String) -> String? {
    guard !target.isEmpty, let destination = try? resolve(target, []), !destination.isPlanned else {
      return nil
    }
    return destination.address
  }

  var symbols: SymbolLinks {
    SymbolLinks(table: site.symbols, root: SitePath.root(from: text.page))
  }

  /// Each image's file and its path in the site.
  var images: [(file: URL, path: String)] {
    var images: [(file: URL, path: String)] = []
    for block in text.blocks {
      block.forEachInline { inline in
        guard case .image(let source, _, _) = inline else { return }
        let path = (text.page as NSString).deletingLastPathComponent + "/" + source
        images.append((file(source), path))
      }
    }
    return images
  }

  // A dead link is a fault, which keeps its text from being published.
  func destination(of target: String, words: [Inline]) -> Destination {
    (try? resolve(target, words)) ?? Destination(address: target)
  }

  private func problem(_ target: String, _ words: [Inline]) -> String? {
    if words.plainText.trimmed.isEmpty { return "a link without words: \(target)" }
    do throws(DeadLink) {
      _ = try resolve(target, words)
      return nil
    } catch {
      return "broken link: \(error.message)"
    }
  }

  // MARK: References

  private func resolve(_ target: String, _ words: [Inline]) throws(DeadLink) -> Destination {
    switch Reference(target, words: words.plainText) {
    case .outside(let address): return Destination(address: address)
    case .heading(""): throw DeadLink("the link of '\(words.plainText)' leads nowhere")
    case .heading(let anchor):
      guard text.anchors.contains(anchor) else {
        throw DeadLink("no heading of this text has the anchor '#\(anchor)'")
      }
      return Destination(address: "#\(anchor)")
    case .section(let id, let anchor): return try section(id, anchor)
    case .chapter(let number):
      guard let chapter = site.workbook.course.chapters.first(where: { $0.number == number }),
        !site.entries(of: chapter).isEmpty
      else { throw DeadLink("there is no chapter \(number)") }
      return Destination(
        address: text.address(of: chapter.pagePath), title: "Chapter \(number): \(chapter.title)")
    case .term(let name): return try term(name)
    case .figure(let name):
      let names = FigureNumbers.names(in: text.blocks)
      guard names.contains(name) else {
        throw DeadLink(
          "no figure of this text has the name '\(name)'"
            + suggestion(nearestName(to: name, in: names)))
      }
      return Destination(address: "#")
    case .symbol(let name): return try symbol(name)
    case .file(let path, let anchor): return try file(path, anchor, target)
    }
  }

  private func section(_ id: String, _ anchor: String?) throws(DeadLink) -> Destination {
    guard let title = sectionTitle(id) else { throw DeadLink("there is no section \(id)") }
    guard let entry = site.entries.first(where: { $0.section.id == id }) else {
      return Destination(address: id, title: "\(id) \(title)", isPlanned: true)
    }
    return try heading(anchor, of: entry.text, named: "section \(id)", title: "\(id) \(title)")
  }

  /// The title of a section, written or planned; nil where the course has none of this number.
  func sectionTitle(_ id: String) -> String? {
    let course = site.workbook.course
    return course.section(numbered: id)?.title ?? course.planned[id]
  }

  private func term(_ name: String) throws(DeadLink) -> Destination {
    guard let term = site.glossary.term(named: name) else {
      throw DeadLink(
        "\(Glossary.file) has no term '\(name)'"
          + suggestion(nearestName(to: name, in: site.glossary.terms.map(\.name))))
    }
    return Destination(
      address: text.address(of: Glossary.page) + "#\(term.anchor)", title: term.brief, style: "term"
    )
  }

  private func symbol(_ name: String) throws(DeadLink) -> Destination {
    guard let address = site.symbols.addresses[name] else {
      throw DeadLink(
        "the API reference has no '\(name)'"
          + suggestion(nearestName(to: name, in: site.symbols.addresses.keys.sorted())))
    }
    return Destination(address: text.address(of: address), style: "api")
  }

  private func file(
    _ path: String, _ anchor: String?, _ target: String
  ) throws(DeadLink) -> Destination {
    let wanted = file(path).path
    let match = site.texts.first {
      site.workbook.root.appending(path: $0.file).standardizedFileURL.path == wanted
    }
    guard let match else {
      let isAddress = target.contains(":") || target.hasPrefix("www.")
      throw DeadLink(
        "there is no lesson at \(target)"
          + (isAddress ? "; an address elsewhere begins with https:// or mailto:" : ""))
    }
    return try heading(anchor, of: match, named: path)
  }

  private func heading(
    _ anchor: String?, of other: LinkedText, named name: String, title: String? = nil
  ) throws(DeadLink) -> Destination {
    let address = text.address(of: other.page)
    guard let anchor else { return Destination(address: address, title: title) }
    guard other.anchors.contains(anchor) else {
      throw DeadLink("no heading of \(name) has the anchor '#\(anchor)'")
    }
    return Destination(address: "\(address)#\(anchor)", title: title)
  }

  private func suggestion(_ name: String?) -> String {
    name.map { " (did you mean \($0)?)" }.orEmpty
  }

  // MARK: Files

  private func problem(image source: String, _ alternative: String) -> String? {
    if Reference(source, words: "") == .outside(source) || source.hasPrefix("/") {
      return "image \(source): pages fetch nothing from elsewhere; put the file beside the lesson"
    }
    if source.split(separator: "/").contains("..") {
      return "image \(source): an image must be beside the lesson or in a folder under it"
    }
    if !FileManager.default.fileExists(atPath: file(source).path) {
      return "missing image: there is no file \(source)"
    }
    return alternative.trimmed.isEmpty
      ? "image \(source): say between the brackets what it shows, for those who cannot see it" : nil
  }

  private func file(_ path: String) -> URL {
    text.folder.appending(path: path).standardizedFileURL
  }
}

/// Why a link leads nowhere.
struct DeadLink: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
