import Markup

extension CodeBlock {
  /// What a fence may say besides `swift` and the words for outputs and pictures. Anything else is
  /// more likely a slip, which would show code in place of running it.
  private static let otherLanguages = [
    "bash", "c", "console", "csv", "diff", "json", "lua", "markdown", "python", "text", "yaml",
  ]

  /// Reads an info string such as `swift hidden`.
  ///
  /// - Throws: `LessonFault`: `unknown attribute 'hiden'; a swift block takes display, fails, hidden,
  ///   mark=2-3 or tab`, that two were given, an unknown language, or what is wrong with a picture.
  init(info: String, code: String, line: Int, file: String) throws(LessonFault) {
    let words = info.split(separator: " ").map(String.init)
    language = words.first ?? ""
    self.code = code
    self.line = line
    self.info = info
    let rest = Array(words.dropFirst())
    func fault(_ message: String) -> LessonFault {
      LessonFault(file: file, line: line, message: message)
    }
    switch language {
    case "diagram":
      role = .diagram(title: rest.joined(separator: " "))
      try Diagram.check(self, file: file)
    case "shapes":
      role = .shapes(title: rest.joined(separator: " "))
      try ShapesBlock.check(self, file: file)
    case "figure":
      let name = rest.joined(separator: " ")
      guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
        throw fault("'\(name)' is not a figure's name; a name is one word, as in ```figure zigzag")
      }
      guard !name.isEmpty || !code.trimmed.isEmpty else {
        throw fault("a figure block says what the figure shows, or has a name to link to, or both")
      }
      role = .figure(name: name)
    case "output": role = .output(try Self.hold(rest, fault))
    case "swift":
      var rest = rest
      (marks, isTab) = try Self.takeLooks(&rest, lines: code, fault)
      role = try Self.role(rest, fault)
    default:
      guard language.isEmpty || Self.otherLanguages.contains(language) else {
        throw fault(
          "unknown language '\(language)'; a fence takes swift, output, diagram, shapes, figure, "
            + Self.otherLanguages.joined(separator: ", "))
      }
      var rest = rest
      (marks, isTab) = try Self.takeLooks(&rest, lines: code, fault)
      if let attribute = rest.first {
        throw fault(
          "unknown attribute '\(attribute)'; a block of \(language) takes mark=2-3 or tab")
      }
      role = .plain
    }
  }

  private static func role(
    _ attributes: [String], _ fault: (String) -> LessonFault
  ) throws(LessonFault) -> Role {
    let roles: [String: Role] = ["display": .display, "fails": .fails, "hidden": .hidden]
    for attribute in attributes where roles[attribute] == nil {
      throw fault(
        "unknown attribute '\(attribute)'; a swift block takes display, fails, hidden, mark=2-3 or "
          + "tab")
    }
    guard attributes.count <= 1 else {
      throw fault("a swift block takes one of display, fails and hidden, not several")
    }
    return attributes.first.flatMap { roles[$0] } ?? .runs
  }

  /// Takes `mark=2-3,5` and `tab` out of the attributes.
  private static func takeLooks(
    _ attributes: inout [String], lines code: String, _ fault: (String) -> LessonFault
  ) throws(LessonFault) -> (marks: [ClosedRange<Int>], isTab: Bool) {
    let isTab = attributes.contains("tab")
    attributes.removeAll { $0 == "tab" }
    guard let place = attributes.firstIndex(where: { $0.hasPrefix("mark=") }) else {
      return ([], isTab)
    }
    let text = attributes.remove(at: place)
    let count = code.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    var marks: [ClosedRange<Int>] = []
    for part in text.dropFirst("mark=".count).split(
      separator: ",", omittingEmptySubsequences: false)
    {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first > 0,
        first <= last
      else { throw fault("'\(text)' names no lines; write mark=2, mark=2-4 or mark=1,3-5") }
      guard last <= count else { throw fault("'\(text)': the block has \(count) lines") }
      marks.append(first...last)
    }
    return (marks, isTab)
  }

  private static func hold(
    _ attributes: [String], _ fault: (String) -> LessonFault
  ) throws(LessonFault) -> Hold {
    guard let attribute = attributes.first else { return .exactly }
    if attributes == ["varies"] { return .varies }
    if attributes.count == 1, attribute.hasPrefix("~"), let size = Double(attribute.dropFirst()),
      size > 0, size < 1
    {
      return .within(size)
    }
    throw fault(
      "unknown attribute '\(attributes.joined(separator: " "))'; an output takes varies, or ~1e-6 for "
        + "numbers that may differ by so much")
  }
}
