import Course

/// A quotation that opens with a word in bold: something set apart, or a question with its answer
/// folded away.
///
///     > **Predict.** What does the next block print?
///     >
///     > **Answer.** Two rows of three.
package struct Aside: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Set apart, in the stylesheet's class.
    case note(style: String)
    /// Folded away until it is wanted.
    case hint
    /// A question about what comes next.
    case prediction
    /// Something to change in the program.
    case trial
    /// What answers the text of the list's item that the quotation ends.
    case answer
  }

  package let kind: Kind
  /// The words in bold, without their point.
  package let label: String
  /// What follows the words in bold, as far as the answer.
  package let body: [Block]
  /// What follows `**Answer.**`; nil where nothing does.
  package let answer: [Block]?
  let line: Int

  private static let kinds: KeyValuePairs<String, Kind> = [
    "Note": .note(style: "note"), "Slip": .note(style: "slip"), "Hint": .hint,
    "Predict": .prediction, "Try it": .trial, "Answer": .answer,
    "In PyTorch": .note(style: "pytorch"), "In Torch7": .note(style: "torch7"),
  ]

  /// Reads a quotation; nil for one that opens with no word in bold, or with an unknown one.
  package init?(_ quote: [Block]) {
    guard let (label, line) = Self.label(of: quote.first), let kind = Self.kind(of: label) else {
      return nil
    }
    self.kind = kind
    self.label = label
    self.line = line
    let blocks = Self.withoutLabel(quote)
    if kind == .answer {
      (body, answer) = ([], blocks)
    } else if let start = quote.dropFirst().firstIndex(where: \.opensAnswer) {
      body = Array(blocks[..<(start - (quote.count - blocks.count))])
      answer = Self.withoutLabel(Array(quote[start...]))
    } else {
      (body, answer) = (blocks, nil)
    }
  }

  /// What is wrong with the quotations of a text: words that mean nothing, questions without an
  /// answer, answers without a question.
  static func faults(in blocks: [Block], file: String) -> [LessonFault] {
    var faults: [LessonFault] = []
    func fault(_ line: Int, _ message: String) {
      faults.append(LessonFault(file: file, line: line, message: message))
    }
    func check(_ quote: [Block], isAtItemsEnd: Bool, next: Block?) {
      guard let aside = Aside(quote) else {
        guard let (label, line) = label(of: quote.first) else { return }
        let known = kinds.map(\.key)
        return fault(
          line,
          "a quotation that opens with an unknown word, **\(label).**"
            + suggestion(for: label, in: known)
            + "; the words are " + known.joined(separator: ", "))
      }
      let answers = quote.filter(\.opensAnswer)
      if let answer = aside.answer {
        if answer.isEmpty {
          fault(
            answers.last?.firstLine ?? aside.line,
            "an answer that says nothing: write it after the word")
        }
        if answers.count > 1 {
          fault(
            answers[1].firstLine ?? aside.line,
            "a second answer in one quotation; only one is allowed")
        }
      }
      switch aside.kind {
      case .answer where !isAtItemsEnd:
        fault(
          aside.line,
          "an answer without a question: it belongs in the quotation that asks, after a line `>`, "
            + "or in a list's item, under what the item asks")
      case .prediction where aside.answer == nil && !(next?.showsOutput ?? false):
        fault(
          aside.line,
          "a prediction without an answer: add a paragraph `> **Answer.** ...` to it, or put it "
            + "right above the block whose output it asks about")
      case .note, .hint:
        if aside.answer != nil {
          fault(
            answers[0].firstLine ?? aside.line,
            "an answer without a question: **\(aside.label).** asks nothing; **Predict.** and "
              + "**Try it.** do")
        }
      default: break
      }
      if aside.kind != .answer, aside.body.isEmpty {
        fault(aside.line, "**\(aside.label).** says nothing: write it after the word")
      }
      walk(aside.body + (aside.answer ?? []), isItem: false)
    }
    func walk(_ blocks: [Block], isItem: Bool) {
      for (index, block) in blocks.enumerated() {
        let next = index + 1 < blocks.count ? blocks[index + 1] : nil
        switch block {
        case .quote(let quote):
          check(quote, isAtItemsEnd: isItem && index > 0 && next == nil, next: next)
        case .list(_, let items, _): for item in items { walk(item, isItem: true) }
        default: break
        }
      }
    }
    walk(blocks, isItem: false)
    return faults
  }

  /// The words in bold that open a paragraph and end in a point, and their line.
  fileprivate static func label(of block: Block?) -> (label: String, line: Int)? {
    guard case .paragraph(let words, let line)? = block, case .strong(let bold)? = words.first,
      bold.plainText.hasSuffix(".")
    else { return nil }
    return (String(bold.plainText.dropLast()), line)
  }

  private static func kind(of label: String) -> Kind? {
    if label.hasPrefix("Hint "), Int(label.dropFirst(5)) != nil { return .hint }
    return kinds.first { $0.key == label }?.value
  }

  /// The blocks without the words in bold that open the first, which may be all it has.
  private static func withoutLabel(_ blocks: [Block]) -> [Block] {
    guard case .paragraph(let words, let line)? = blocks.first else { return blocks }
    var rest = Array(words.dropFirst())
    if case .text(let text)? = rest.first {
      let trimmed = String(text.drop(while: \.isWhitespace))
      if trimmed.isEmpty { rest.removeFirst() } else { rest[0] = .text(trimmed) }
    }
    if case .softBreak? = rest.first { rest.removeFirst() }
    return (rest.isEmpty ? [] : [.paragraph(rest, line: line)]) + blocks.dropFirst()
  }
}

extension Block {
  /// Whether the block is a paragraph that opens with `**Answer.**`.
  var opensAnswer: Bool { Aside.label(of: self)?.label == "Answer" }

  /// Whether what the block prints and draws is shown under it.
  fileprivate var showsOutput: Bool {
    guard case .code(let code) = self else { return false }
    return code.role == .runs || code.role == .fails
  }

  /// The line in which the block's text begins, where that is known.
  package var firstLine: Int? {
    switch self {
    case .heading(_, _, let line), .paragraph(_, let line), .footnote(_, _, let line): line
    case .code(let code): code.line
    case .quote(let blocks): blocks.first?.firstLine
    case .list(_, let items, _): items.first?.first?.firstLine
    case .table(let table): table.line
    case .rule: nil
    }
  }
}
