import Yams

/// Reads the course file and the rows of its sections, refusing what is unknown, missing, repeated
/// or of the wrong type.
struct CourseReader {
  let file: String
  /// The sets of names that sections can forbid.
  var sets: [ForbiddenSet] = []

  /// `rows` gives the rows of a chapter's sections, by the chapter's folder of lessons.
  func read(_ text: String, rows: (_ folder: String) throws -> [CourseText]) throws -> Course {
    let root = try Fields(
      compose(text), file: file, subject: "the course",
      keys: ["title", "subtitle", "term", "address", "links", "planned", "chapters"])
    var chapters: [Chapter] = []
    for node in try root.list("chapters") {
      let chapter = try self.chapter(node, rows: rows)
      if chapters.contains(where: { $0.number == chapter.number }) {
        throw root.error("there are two chapters \(chapter.number)", at: node)
      }
      chapters.append(chapter)
    }
    let course = Course(
      title: try root.string("title"),
      subtitle: try root.string("subtitle", default: ""),
      term: try root.string("term", default: ""),
      address: try address(root),
      links: try links(root),
      planned: try planned(root),
      chapters: chapters, forbiddenSets: sets)
    try checkModules(of: course)
    try checkRequirements(of: course)
    return course
  }

  private func address(_ course: Fields) throws -> String {
    let address = try course.string("address", default: "")
    guard address.isEmpty || address.hasPrefix("https://") else {
      throw course.error(
        "`address` of the course begins with https://, not '\(address)'",
        at: try course.node("address"))
    }
    return address.isEmpty || address.hasSuffix("/") ? address : address + "/"
  }

  private func links(_ course: Fields) throws -> [Link] {
    guard course.mapping["links"] != nil else { return [] }
    return try course.list("links").map { node in
      let fields = try Fields(node, file: file, subject: "a link", keys: ["title", "address"])
      let address = try fields.string("address")
      guard ["https://", "http://", "mailto:"].contains(where: address.hasPrefix) else {
        throw fields.error(
          "`address` of a link begins with https://, http:// or mailto:, not '\(address)'",
          at: try fields.node("address"))
      }
      return Link(title: try fields.string("title"), address: address)
    }
  }

  /// The sections that are to come, with their titles.
  private func planned(_ course: Fields) throws -> [String: String] {
    guard let node = course.mapping["planned"] else { return [:] }
    guard let mapping = node.mapping else {
      throw course.error("`planned` of the course must be a list of `\"4.13\": title`", at: node)
    }
    var planned: [String: String] = [:]
    for (key, title) in mapping {
      guard let id = key.string, id.wholeMatch(of: /\d+\.\d+/) != nil else {
        throw course.error("a planned section is named by its number, as \"4.13\"", at: key)
      }
      guard let title = title.scalar?.string, !title.isEmpty else {
        throw course.error("the planned section \(id) needs a title", at: title)
      }
      planned[id] = title
    }
    return planned
  }

  func compose(_ text: String) throws -> Node {
    do {
      // Every value is read from its text, so none is looked at for what kind of value it might be.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        throw CourseError(file: file, line: nil, message: "the file is empty")
      }
      return node
    } catch let error as YamlError {
      throw courseError(error)
    }
  }

  private func courseError(_ error: YamlError) -> CourseError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return CourseError(file: file, line: mark.line, message: problem)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "`\($0)`" }.joined(separator: ", ")
      return CourseError(
        file: file, line: context.mark.line,
        message: "\(names) appears twice in one list of keys")
    default:
      return CourseError(file: file, line: nil, message: "\(error)")
    }
  }

  private func chapter(
    _ node: Node, rows: (_ folder: String) throws -> [CourseText]
  ) throws -> Chapter {
    let fields = try Fields(
      node, file: file, subject: "a chapter", keys: ["number", "name", "title", "summary", "seed"])
    let number = try fields.positive("number")
    let name = try fields.string("name")
    var sections: [Section] = []
    for row in try rows("\(Workbook.lessons)/\(Chapter.slug(number, name))") {
      let section = try CourseReader(file: row.file, sets: sets).section(
        row.text, chapter: (number, name))
      if let other = sections.first(where: { $0.number == section.number }) {
        throw CourseError(
          file: row.file, line: nil,
          message: "\(other.row) is section \(section.id) already")
      }
      sections.append(section)
    }
    return Chapter(
      number: number, name: name, title: try fields.string("title"),
      summary: try fields.string("summary", default: ""),
      seed: try fields.string("seed", default: "1"),
      sections: sections.sorted { $0.number < $1.number })
  }

  /// A section's row, whose file bears its number and name.
  private func section(_ text: String, chapter: (number: Int, name: String)) throws -> Section {
    let fileName = String(file.split(separator: "/").last ?? "")
    guard let number = fileName.split(separator: "-").first.flatMap({ Int($0) }), number > 0 else {
      throw CourseError(
        file: file, line: nil,
        message: "a section's row is named after its number and module, as 3-array-bridge.yml")
    }
    let fields = try Fields(
      compose(text), file: file, subject: "section \(chapter.number).\(number)",
      keys: [
        "module", "title", "summary", "source", "form", "minutes", "requires", "afterwards",
        "draws", "imports", "forbidden", "provided", "limits", "dimensions", "parts",
      ])
    let module = try fields.string("module")
    let slug = Section.slug(number, module)
    guard fileName == "\(slug).yml" else {
      throw fields.error(
        "module \(module) belongs in \(slug).yml", at: try fields.node("module"))
    }
    let parts = try self.parts(fields)
    return Section(
      chapterNumber: chapter.number, chapterName: chapter.name,
      number: number,
      module: module,
      title: try fields.string("title"),
      summary: try fields.string("summary", default: ""),
      source: try fields.source(),
      minutes: try fields.minutes(),
      afterwards: try fields.afterwards(),
      draws: try fields.strings("draws"),
      isDraft: try fields.isDraft(),
      requires: try fields.names("requires"),
      imports: try fields.names("imports"),
      forbiddenSets: try forbiddenSets(fields),
      provided: try fields.names("provided"),
      limits: try limits(fields),
      dimensions: try DimensionReader(file: file, section: fields, parts: parts).entries(),
      parts: parts, row: file)
  }

  private func forbiddenSets(_ section: Fields) throws -> [ForbiddenSet] {
    try section.names("forbidden").enumerated().map { place, name in
      guard let set = sets.first(where: { $0.name == name }) else {
        throw section.error(
          "`forbidden` of \(section.subject) names \(name), which is not a set in "
            + "\(Workbook.forbiddenFile)"
            + suggestion(for: name, in: sets.map(\.name)),
          at: try section.list("forbidden")[place])
      }
      return set
    }
  }

  private func limits(_ section: Fields) throws -> Section.Limits {
    guard let node = section.mapping["limits"] else { return Section.Limits() }
    let fields = try Fields(
      node, file: file, subject: "`limits` of \(section.subject)",
      keys: [
        "seconds", "processorSeconds", "memoryMiB", "outputKiB", "fileMiB", "openFiles",
        "processes",
      ])
    let usual = Section.Limits(seconds: try fields.positive("seconds", default: 10))
    return Section.Limits(
      seconds: usual.seconds,
      processorSeconds: try fields.positive("processorSeconds", default: usual.processorSeconds),
      memoryMiB: try fields.positive("memoryMiB", default: usual.memoryMiB),
      outputKiB: try fields.positive("outputKiB", default: usual.outputKiB),
      fileMiB: try fields.positive("fileMiB", default: usual.fileMiB),
      openFiles: try fields.positive("openFiles", default: usual.openFiles),
      processes: try fields.positive("processes", default: usual.processes))
  }

  private func parts(_ section: Fields) throws -> [Part] {
    var parts: [Part] = []
    var tests: Set<String> = []
    let nodes = try section.list("parts")
    for node in nodes {
      let part = try self.part(node, of: section)
      if parts.contains(where: { $0.name == part.name }) {
        throw section.error("\(section.subject) has two parts \(part.name)", at: node)
      }
      for test in part.tests where !tests.insert(test.name).inserted {
        throw section.error("\(section.subject) names the test \(test.name) twice", at: node)
      }
      parts.append(part)
    }
    guard !parts.isEmpty else { throw section.error("\(section.subject) has no parts") }
    return parts
  }

  private func part(_ node: Node, of section: Fields) throws -> Part {
    let name = node.mapping?["name"]?.scalar?.string ?? "?"
    let fields = try Fields(
      node, file: file, subject: "part \(name) of \(section.subject)",
      keys: ["name", "title", "declarations", "tests", "points", "hints", "firstHints"])
    let declarations = try fields.names("declarations")
    guard !declarations.isEmpty else {
      throw fields.error("\(fields.subject) has no `declarations`")
    }
    return Part(
      name: try fields.string("name"), title: try fields.string("title"),
      declarations: declarations, tests: try tests(fields),
      hints: try fields.strings("hints"), firstHints: try firstHints(fields),
      statedPoints: try fields.positive("points", default: 0))
  }

  /// The hidden tests of a part; none in a handout, whose rows state the points alone.
  private func tests(_ part: Fields) throws -> [Part.Test] {
    if let points = part.mapping["points"] {
      guard part.mapping["tests"] == nil else {
        throw part.error(
          "`points` of \(part.subject) follow from its `tests`: only one of the two may be there",
          at: points)
      }
      return []
    }
    let tests = try part.node("tests")
    guard let mapping = tests.mapping, !mapping.isEmpty else {
      throw part.error("`tests` of \(part.subject) must be a list of `test: points`", at: tests)
    }
    return try mapping.map { key, value in
      guard let test = key.string, test.hasPrefix("test") else {
        throw part.error("a test's name begins with `test`, as in `testMapsEachRow`", at: key)
      }
      return Part.Test(name: test, points: try part.positive(value, "the points of \(test)"))
    }
  }

  /// The hints that fit some tests better than the first hint does: `firstHints: {testName: 2}`.
  private func firstHints(_ fields: Fields) throws -> [String: Int] {
    guard fields.mapping["firstHints"] != nil else { return [:] }
    let node = try fields.node("firstHints")
    let count = try fields.strings("hints").count
    var numbers: [String: Int] = [:]
    for (key, value) in node.mapping ?? [:] {
      let test = key.string ?? "?"
      guard try fields.node("tests").mapping?[test] != nil else {
        throw fields.error(
          "`firstHints` names \(test), which is not a test of \(fields.subject)", at: key)
      }
      let number = try fields.positive(value, "the hint for \(test)")
      guard number <= count else {
        throw fields.error("\(fields.subject) has no hint \(number), it has \(count)", at: value)
      }
      numbers[test] = number
    }
    return numbers
  }

  /// A module's name is a folder's and a target's, so it occurs only once in the course.
  private func checkModules(of course: Course) throws {
    var modules: [String: Section] = [:]
    for section in course.sections {
      if let other = modules.updateValue(section, forKey: section.module) {
        throw CourseError(
          file: section.row, line: nil,
          message: "section \(section.id) has the module \(section.module) of \(other.id)")
      }
    }
  }

  private func checkRequirements(of course: Course) throws {
    let ids = course.sections.map(\.id)
    for (position, section) in course.sections.enumerated() {
      for required in section.requires {
        guard let index = ids.firstIndex(of: required) else {
          throw CourseError(
            file: section.row, line: nil,
            message: "section \(section.id) requires \(required), which is not a section"
              + suggestion(for: required, in: ids))
        }
        guard index < position else {
          throw CourseError(
            file: section.row, line: nil,
            message: "section \(section.id) requires \(required), which does not come before it")
        }
      }
    }
  }
}
