/// A fenced block of a lesson, with what its info string asks for.
struct CodeBlock: Equatable, Sendable {
  /// What becomes of a block.
  enum Role: Equatable, Sendable {
    /// Part of the lesson's program, shown with what it prints.
    case runs
    /// Part of the lesson's program; of it, only its figures are shown.
    case hidden
    /// Shown and highlighted, never compiled.
    case display
    /// Run by itself after the program so far; must not compile, or must trap.
    case fails
    /// What the block before it printed when it was last recorded.
    case output
    /// A picture of what leads to what, under this title.
    case diagram(title: String)
    /// Any other text, shown as it is.
    case plain
  }

  /// The first word of the info string, empty when there is none.
  let language: String
  let role: Role
  /// The text between the fences, each line ended.
  let code: String
  /// The line of the opening fence, counted from 1.
  let line: Int
  /// What stands before the fence on its line, and before all lines of the block: `> ` in a quotation.
  var prefix = ""

  /// Whether the block is compiled and run.
  var isRun: Bool {
    switch role {
    case .runs, .hidden, .fails: true
    case .display, .output, .diagram, .plain: false
    }
  }

  /// The line of the first line of code.
  var firstLine: Int { line + 1 }

  /// The line of the closing fence.
  var lastLine: Int { line + lines.count + 1 }

  /// The lines of code, without their ends.
  var lines: [Substring] {
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension CodeBlock {
  /// What a fence may say besides `swift`, `output` and `diagram`. Anything else is more likely a
  /// slip, which would show code in place of running it.
  private static let otherLanguages = [
    "bash", "c", "console", "csv", "json", "lua", "markdown", "python", "text", "yaml",
  ]

  /// Reads an info string such as `swift hidden`.
  ///
  /// - Throws: `LessonFault`: `unknown attribute 'hiden'; a swift block takes display, fails or
  ///   hidden`, that two were given, an unknown language, or what is wrong with a diagram.
  init(info: String, code: String, line: Int, file: String) throws(LessonFault) {
    let words = info.split(separator: " ").map(String.init)
    let language = words.first ?? ""
    let attributes = words.dropFirst()
    self.language = language
    self.code = code
    self.line = line
    if language == "diagram" {
      role = .diagram(title: attributes.joined(separator: " "))
      try Diagram.check(self, file: file)
      return
    }
    guard language == "swift" else {
      guard ["", "output"].contains(language) || Self.otherLanguages.contains(language) else {
        throw LessonFault(
          file: file, line: line,
          message: "unknown language '\(language)'; a fence takes swift, output, diagram, "
            + Self.otherLanguages.joined(separator: ", "))
      }
      if let attribute = attributes.first {
        throw LessonFault(
          file: file, line: line,
          message: "unknown attribute '\(attribute)'; a block of \(language) takes none")
      }
      role = language == "output" ? .output : .plain
      return
    }
    let roles: [String: Role] = ["display": .display, "fails": .fails, "hidden": .hidden]
    for attribute in attributes where roles[attribute] == nil {
      throw LessonFault(
        file: file, line: line,
        message: "unknown attribute '\(attribute)'; a swift block takes display, fails or hidden")
    }
    guard attributes.count <= 1 else {
      throw LessonFault(
        file: file, line: line,
        message: "a swift block takes one of display, fails and hidden, not several")
    }
    role = attributes.first.flatMap { roles[$0] } ?? .runs
  }
}
