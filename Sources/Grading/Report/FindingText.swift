/// How a text report shows one problem and one test.
struct FindingText {
  /// The answer file's name.
  let file: String
  let style: TextStyle

  /// What concerns the whole answer. A message that several places share comes once, beneath them.
  func lines(of problems: [SectionReport.Problem], indent: Int) -> [String] {
    var rest = problems[...]
    var lines: [String] = []
    while let first = rest.first {
      let alike = rest.prefix { $0.line != nil && $0.message == first.message }
      rest = rest.dropFirst(max(1, alike.count))
      let message = first.message.readable.split(separator: "\n").map(String.init)
      lines += alike.map { space(indent) + quoted($0.line ?? 0, $0.column, $0.source ?? "") }
      lines += message.flatMap { style.lines($0, indent: alike.isEmpty ? indent : indent + 2) }
    }
    return lines
  }

  /// A test, its mark at a column, and what it printed.
  ///
  /// `wrong` has what was wrong before in the same part. Only a part's first failure is shown in
  /// full, and nothing of the others that was said already; without `wrong`, everything is.
  func lines(
    of title: String, _ verdict: Verdict, printed: String?, indent: Int,
    after wrong: [Verdict]? = nil
  ) -> [String] {
    let inFull = wrong.map { $0.isEmpty && verdict.isWrong } ?? true
    let wrong = wrong ?? []
    var lines: [String]
    switch verdict.kind {
    case _ where verdict.isWrong && wrong.contains(where: verdict.isAlike):
      lines = marked(style.paint("x ", .bad), "\(title): the same", indent)
    case .passed: lines = marked(style.paint("ok", .good), title, indent)
    case .unanswered:
      lines = marked("- ", "\(title): \(verdict.messages.first ?? "not answered yet")", indent)
    case .notRun: lines = marked("- ", "\(title): \(verdict.messages.first ?? "not run")", indent)
    case .failed, .trapped, .timedOut, .tooMuchOutput, .exitedEarly:
      lines = marked(style.paint("x ", .bad), title, indent)
      lines += reason(
        of: verdict, indent: indent + 3, inFull: inFull, said: wrong.flatMap(\.sentences))
    }
    return lines + (printed.map { quoted(print: $0, indent: indent + 3, inFull: inFull) } ?? [])
  }

  /// A text behind a mark of two columns.
  private func marked(_ mark: String, _ text: String, _ indent: Int) -> [String] {
    let lines = style.lines(text, indent: indent + 3)
    return ["\(space(indent))\(mark) \(lines[0].dropFirst(indent + 3))"] + lines.dropFirst()
  }

  private func reason(
    of verdict: Verdict, indent: Int, inFull: Bool, said: [String]
  ) -> [String] {
    // Where the answer ended the process, the last message says how.
    let hasEnding = verdict.kind != .failed && verdict.messages.count > 1
    // A test that fails in a loop says much the same many times over.
    let message = (verdict.messages.first ?? "").readable.split(separator: "\n").map(String.init)
    let more = verdict.messages.count - (hasEnding ? 2 : 1)
    // What comes after the first line is laid out already.
    var lines = message.prefix(1).flatMap { style.lines($0, indent: indent) }
    if inFull {
      lines += message.dropFirst().map { space(indent) + $0 }
    } else {
      // The mistake that leads to just this result, where it is a usual one.
      lines += verdict.sentences.filter { !said.contains($0) }
        .flatMap { style.lines($0, indent: indent) }
    }
    if inFull, more > 0 { lines.append(space(indent) + "and \(more) more like this") }
    if hasEnding, let ending = verdict.messages.last {
      lines += style.lines("later in this test: \(ending.readable)", indent: indent)
    }
    if let place = verdict.place {
      lines.append(space(indent) + "at " + quoted(place.line, place.column, place.source))
    }
    if inFull, let inputs = verdict.inputs {
      lines += inputs.split(separator: "\n").map { space(indent) + $0 }
    }
    return lines
  }

  /// What the answer printed, unchanged; for a test that is not shown in full, the first line.
  private func quoted(print text: String, indent: Int, inFull: Bool) -> [String] {
    let lead = "printed: "
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if !inFull, lines.count > 1 { lines = [lines[0] + " ..."] }
    return lines.enumerated().map { number, line in
      space(indent) + style.paint(number == 0 ? lead : space(lead.count), .quiet) + line
    }
  }

  /// A line of the answer: where it is, and its text.
  private func quoted(_ line: Int, _ column: Int?, _ source: String) -> String {
    var place = "\(file):\(line)"
    // The compiler gives column 0 to code that it made itself.
    if let column, column > 0 { place += ":\(column)" }
    return source.isEmpty
      ? place : place + "    " + style.paint(source, .quiet)
  }

  private func space(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Verdict {
  /// Whether both say the same of the same place.
  fileprivate func isAlike(_ other: Verdict) -> Bool {
    kind == other.kind && place == other.place
      && messages.first?.prefix { $0 != "\n" } == other.messages.first?.prefix { $0 != "\n" }
  }

  /// The sentences under the first line of the first message, where others are numbers and inputs.
  fileprivate var sentences: [String] {
    (messages.first ?? "").readable.split(separator: "\n").dropFirst()
      .filter { $0.first?.isUppercase == true && ($0.last == "." || $0.last == "?") }
      .map(String.init)
  }
}

extension String {
  /// This as far as anybody reads it on a terminal; other formats have it whole.
  fileprivate var readable: String {
    let limit = 2000
    return count > limit ? prefix(limit) + " ... (\(count - limit) more characters)" : self
  }
}
