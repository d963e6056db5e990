import Course

/// The parts that every lesson has, in their order, and what one lacks of them.
///
/// A row that says `form: draft` lets a lesson be published without them; `lessons check` lists
/// what is missing all the same.
package struct LessonForm {
  /// The headings of level 2 that end a lesson, in this order.
  static let closing = ["Names", "Where people slip", "In short", "Try it", "Exercise", "Read on"]

  private static let predictionsWanted = 2...3
  private static let summaryWanted = 3...5
  private static let trialsWanted = 2...4
  private static let sourcesWanted = 2...3

  private let lesson: Lesson
  private let blocks: [Block]
  private var gaps: [LessonFault] = []

  /// What the lesson lacks, by its row and its text alone.
  package static func gaps(of lesson: Lesson) -> [LessonFault] {
    var form = LessonForm(lesson)
    form.checkHead()
    form.checkOpening()
    form.checkMiddle()
    form.checkClosing()
    return form.gaps
  }

  private init(_ lesson: Lesson) {
    self.lesson = lesson
    blocks = lesson.blocks
  }

  private mutating func add(_ line: Int, _ message: String) {
    gaps.append(LessonFault(file: lesson.file, line: line, message: message))
  }

  // MARK: Above

  private mutating func checkHead() {
    for gap in lesson.section.gaps {
      gaps.append(LessonFault(file: lesson.section.row, line: 1, message: gap))
    }
  }

  private mutating func checkOpening() {
    let opening = blocks.dropFirst().prefix { !$0.isHeading }
    guard case .paragraph(let words, let line)? = opening.first else {
      return add(1, "no question: open with a paragraph that says what the section settles")
    }
    if words.contains(where: \.isDisplayedFormula) {
      add(line, "a formula before the question: say in a paragraph first what the section settles")
    }
  }

  // MARK: The way

  private mutating func checkMiddle() {
    let predictions = blocks.compactMap { block -> Aside? in
      guard case .quote(let quote) = block, let aside = Aside(quote) else { return nil }
      return aside.kind == .prediction ? aside : nil
    }
    if !Self.predictionsWanted.contains(predictions.count) {
      let last = predictions.last?.line ?? 1
      add(last, "\(count(predictions.count, "prediction")); a lesson has two or three **Predict.**")
    }
    if !blocks.contains(where: \.isStructuralPicture) {
      add(
        1,
        "no picture of a structure: draw shapes that meet, a graph, a diagram, a heat map, points, "
          + "a contour or a boundary beside the charts")
    }
    // A table of names says what these asides said; both would say it twice.
    if line(of: "Names") != nil {
      for block in blocks {
        guard case .quote(let quote) = block, let aside = Aside(quote),
          ["In PyTorch", "In Torch7"].contains(aside.label)
        else { continue }
        add(aside.line, "**\(aside.label).** says twice what the table under ## Names says")
      }
    }
  }

  // MARK: The end

  private mutating func checkClosing() {
    let headings = blocks.compactMap { block -> (name: String, line: Int)? in
      guard case .heading(2, let words, let line) = block else { return nil }
      return Self.closing.contains(words.plainText) ? (words.plainText, line) : nil
    }
    var next = lesson.source.split(separator: "\n", omittingEmptySubsequences: false).count
    for name in Self.closing.reversed() {
      let places = headings.filter { $0.name == name }
      guard let place = places.first else {
        add(next, "no ## \(name) before this line")
        continue
      }
      if places.count > 1 { add(places[1].line, "## \(name) is there twice") }
      if place.line > next {
        add(place.line, "## \(name) comes too late: the order is \(Self.order)")
      }
      next = min(next, place.line)
      check(name, Array(content(under: name)), at: place.line)
    }
  }

  private static let order = closing.joined(separator: ", ")

  private mutating func check(_ name: String, _ content: [Block], at line: Int) {
    switch name {
    case "Names":
      if !content.contains(where: \.isTable) { add(line, "## Names has no table") }
    case "Where people slip":
      let hasSlip = content.contains { block in
        if case .quote(let quote) = block { Aside(quote)?.label == "Slip" } else { false }
      }
      if !hasSlip { add(line, "## Where people slip has no **Slip.**") }
    case "In short": checkList(name, content, at: line, wanted: Self.summaryWanted)
    case "Try it":
      checkList(name, content, at: line, wanted: Self.trialsWanted)
      for item in items(of: content) where !item.contains(where: \.isAnswer) {
        add(item.first?.firstLine ?? line, "no answer to this: add `> **Answer.** ...` under it")
      }
    case "Exercise":
      if !content.contains(where: \.isExerciseMark) { add(line, "no {{exercise}}") }
    case "Read on":
      checkList(name, content, at: line, wanted: Self.sourcesWanted)
      for item in items(of: content) where !item.contains(where: \.leadsElsewhere) {
        add(item.first?.firstLine ?? line, "no link: name something to read and link to it")
      }
    default: break
    }
  }

  private mutating func checkList(
    _ name: String, _ content: [Block], at line: Int, wanted: ClosedRange<Int>
  ) {
    let found = items(of: content).count
    guard !wanted.contains(found) else { return }
    add(
      line,
      "## \(name) has \(found == 0 ? "no list" : count(found, "item")); a list of "
        + "\(wanted.lowerBound) to \(wanted.upperBound) is needed")
  }

  private func content(under name: String) -> ArraySlice<Block> {
    guard let start = blocks.firstIndex(where: { $0.isHeading(named: name) }) else { return [] }
    return blocks[(start + 1)...].prefix { block in
      if case .heading(let level, _, _) = block { level > 2 } else { true }
    }
  }

  private func items(of content: [Block]) -> [[Block]] {
    content.flatMap { block -> [[Block]] in
      if case .list(_, let items, _) = block { items } else { [] }
    }
  }

  private func line(of name: String) -> Int? {
    blocks.first { $0.isHeading(named: name) }?.firstLine
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number == 0 ? "no" : "\(number)") \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Block {
  fileprivate var isTable: Bool { if case .table = self { true } else { false } }

  fileprivate var isAnswer: Bool {
    if case .quote(let quote) = self { Aside(quote)?.kind == .answer } else { false }
  }

  fileprivate var leadsElsewhere: Bool {
    var found = false
    forEachInline { if $0.leadsElsewhere { found = true } }
    return found
  }

  /// Whether the block shows how something is built or lies, rather than a quantity's course.
  fileprivate var isStructuralPicture: Bool {
    switch self {
    case .code(let code):
      switch code.role {
      case .diagram, .shapes: true
      case .runs, .hidden: code.code.contains(Self.structuralCalls)
      default: false
      }
    case .paragraph(let words, _): words.contains(where: \.isImage)
    default: false
    }
  }

  nonisolated(unsafe) private static let structuralCalls =
    /\b(graph|heatmap|scatter|contour|boundary)\(|\bpoints:/
}

extension Inline {
  /// Whether it is a link to a place outside of the course.
  package var leadsElsewhere: Bool {
    guard case .link(let target, _, _, _) = self, case .outside = Reference(target, words: "")
    else {
      return false
    }
    return true
  }

  fileprivate var isDisplayedFormula: Bool {
    if case .math(_, display: true, _) = self { true } else { false }
  }
}
