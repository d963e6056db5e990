import Course
import Documents
import Foundation
import Markup
import Rendering
import Symbols
import Toolchain

/// One build of a site: what its pages share, where they go, and what they were made from before.
struct SiteBuild: Sendable {
  let record: SiteRecord
  let formulas: FormulaSetter

  private let frame: Frame
  /// Every kind of page beside the lessons, in the order of the list of contents.
  private let sources: [any PageSource]
  private let runner: LessonRunner
  private let writer: FileWriter
  private let front: Template
  /// Stands for everything that any page depends on beside its own text.
  private let key: Digest
  private let theme: URL
  private let form: FormCheck
  private let card: SharingCard

  /// Reads the theme, and what was built before.
  ///
  /// - Throws: `LessonFaults` of the templates, `GraphvizMissing`.
  init(
    _ site: SiteMap, benchmark: BenchmarkTimes?, in folder: URL, with runner: LessonRunner,
    cache: URL
  ) throws {
    self.runner = runner
    sources =
      [
        ResultsPages(site: site), GlossaryPage(site: site), RosettaPage(site: site),
        APIPages(site: site),
      ] + (benchmark.map { [BenchmarkPage(times: $0)] } ?? []) + [ChapterPages(site: site)]
    theme = site.workbook.root.appending(path: "docs/theme")
    frame = Frame(
      template: try Template(theme.appending(path: "page.html"), file: "docs/theme/page.html"),
      site: site, places: sources.flatMap(\.places))
    front = try Template(theme.appending(path: "index.html"), file: "docs/theme/index.html")
    writer = FileWriter(folder: folder)
    formulas = FormulaSetter(cache: cache)
    let name = "site-\(Digest(folder.standardizedFileURL.path)).json"
    form = FormCheck(site)
    let picture = theme.appending(path: SharingCard.picture).path
    card = SharingCard(
      course: site.workbook.course, hasPicture: FileManager.default.fileExists(atPath: picture))
    record = SiteRecord(of: folder, at: cache.appending(path: name))
    key = try Self.commonKey(frame, common: runner.key, theme: theme)
  }

  /// What every page depends on: this program, the course, the frame, and what others link to.
  private static func commonKey(
    _ frame: Frame, common: Digest, theme: URL
  ) throws -> Digest {
    let site = frame.site
    var key = common
    // Another Graphviz may place boxes otherwise; without one, pages would show less.
    guard let dot = Graphviz.program else { throw GraphvizMissing() }
    key.add(statusOf: dot)
    if let katex = KaTeX.folder { key.add(statusOf: URL(filePath: "\(katex)/katex.min.js")) }
    for file in [Workbook.courseFile] + site.workbook.course.sections.map(\.row) {
      key.add(try Data(contentsOf: site.workbook.root.appending(path: file)))
    }
    for name in ["page.html", "index.html"] {
      key.add(try Data(contentsOf: theme.appending(path: name)))
    }
    // Other pages link to a lesson by its place and headings, whatever else it says.
    for text in site.texts {
      key.add(text.page)
      for anchor in text.anchors.sorted() { key.add(anchor) }
    }
    for term in site.glossary.terms { key.add(term.brief) }
    for (name, address) in site.symbols.addresses.sorted(by: { $0.key < $1.key }) {
      key.add(name)
      key.add(address)
    }
    for place in frame.places { key.add(place.path) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for entry in site.entries {
      guard let report = site.results.own?.latest[entry.section.id] else { continue }
      key.add(try encoder.encode(report))
    }
    return key
  }

  // MARK: Pages beside the lessons

  /// Writes all that is no lesson's page.
  ///
  /// - Returns: what the authors of chapters' texts and of the glossary must fix.
  /// - Throws: `KaTeXMissing`, `LessonFaults` of the templates, or the error of a file that cannot
  ///   be written.
  func publishCommonPages() async throws -> [LessonFault] {
    try Assets(theme: theme).write(with: writer)
    let site = frame.site
    var texts = key
    texts.add(site.textDigest)
    try await page("index.html", texts) { try IndexPage(frame: frame).page(front: front) }
    texts.add(site.reference.source)
    try await file("assets/search-index.js", texts) {
      try await SearchIndex(site, formulas: formulas.words(in: site.texts.flatMap(\.blocks))).script
    }
    var faults: [LessonFault] = []
    for source in sources {
      for page in source.pages { faults += try await publish(page) }
    }
    return faults
  }

  /// Writes a page, unless something in the text that it shows must be fixed.
  private func publish(_ sidePage: SidePage) async throws -> [LessonFault] {
    var key = key
    key.add(sidePage.source)
    if record.isCurrent(sidePage.path, key) { return sidePage.faults }
    if let text = sidePage.text {
      let links = LinkResolver(text, site: frame.site)
      let faults =
        try await sidePage.faults + links.faults + formulas.faults(in: text.blocks, file: text.file)
      guard faults.isEmpty else { return faults }
      for image in links.images { try writer.copy(image.file, to: image.path) }
    }
    try await page(sidePage.path, key) { try await sidePage.page(in: frame) }
    return []
  }

  private func page(_ path: String, _ key: Digest, make: () async throws -> Element) async throws {
    if record.isCurrent(path, key) { return }
    try await write(make(), to: path)
    record.note(path, key, files: [path])
  }

  private func write(_ page: Element, to path: String) async throws {
    try await formulas.set(page, root: SitePath.root(from: path))
    card.add(to: page, path: path)
    try writer.write(HTMLWriter.page(page), to: path)
  }

  private func file(
    _ path: String, _ key: Digest, make: () async throws -> String
  ) async throws {
    if record.isCurrent(path, key) { return }
    try await writer.write(make(), to: path)
    record.note(path, key, files: [path])
  }

  // MARK: Lessons

  /// Runs a lesson and writes its page, unless nothing changed since that was last done.
  ///
  /// - Throws: `LessonFaults`, or the error of a file that cannot be written.
  func publish(_ section: Section) async throws -> Publisher.Progress.State {
    let site = frame.site
    let lesson = try site.lesson(of: section)
    let links = LinkResolver(lesson, site: site)
    let answer = answerAddress(of: section)
    var key = key
    key.add(lesson.source)
    key.add(answer.orEmpty)
    // A picture may change while the text that shows it stays.
    for image in links.images { key.add(statusOf: image.file) }
    form.add(lesson, to: &key)
    if record.isCurrent(section.pagePath, key) { return .unchanged }

    let known =
      try await links.faults + form.faults(of: lesson)
      + formulas.faults(in: lesson.blocks, file: lesson.file)
    let outputs: [CellOutput]
    do {
      outputs = try await runner.outputs(of: lesson)
    } catch let error as LessonFaults {
      throw LessonFaults(known + error.faults)
    }
    let faults = known + OutputCheck(lesson: lesson, outputs: outputs).faults
    guard faults.isEmpty else { throw LessonFaults(faults) }

    let page = try await LessonPage(
      lesson: lesson, outputs: outputs, links: links, answerAddress: answer,
      drawings: Drawings(of: lesson.blocks, outputs)
    ).page(in: frame)
    var files = [section.pagePath]
    if lesson.hasProgram {
      try writer.write(LessonProgram(lesson).download, to: section.programPath)
      files.append(section.programPath)
    }
    for image in links.images {
      try writer.copy(image.file, to: image.path)
      files.append(image.path)
    }
    try await write(page, to: section.pagePath)
    record.note(section.pagePath, key, files: files)
    return .built
  }

  /// The way from a page to the answer file, where the site is inside the workbook.
  private func answerAddress(of section: Section) -> String? {
    let workbook = frame.site.workbook
    let root = workbook.root.standardizedFileURL.pathComponents
    let folder = writer.folder.standardizedFileURL.pathComponents
    guard folder.starts(with: root) else { return nil }
    let depth = folder.count - root.count + section.pagePath.split(separator: "/").count - 1
    return String(repeating: "../", count: depth) + workbook.displayPath(workbook.answer(section))
  }
}
