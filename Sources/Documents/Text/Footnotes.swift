import Foundation

/// The footnotes of a text: `[^name]` where they belong, and a paragraph `[^name]: ...` that says
/// what is in them.
package struct Footnotes: Sendable {
  package struct Note: Sendable {
    let label: String
    package let words: [Inline]
  }

  /// What is in the notes, in the order in which the text mentions them.
  package let notes: [Note]

  private let mentions: [(label: String, line: Int)]
  private let definitions: [(label: String, words: [Inline], line: Int)]

  package init(in blocks: [Block]) {
    var mentions: [(label: String, line: Int)] = []
    var definitions: [(label: String, words: [Inline], line: Int)] = []
    for block in blocks {
      if case .footnote(let label, let words, let line) = block {
        definitions.append((label, words, line))
      }
      block.forEachInline { inline in
        guard case .footnote(let label, true, let line) = inline else { return }
        mentions.append((label, line))
      }
    }
    self.mentions = mentions
    self.definitions = definitions
    notes = mentions.compactMap { mention in
      let definition = definitions.first { $0.label == mention.label }
      return definition.map { Note(label: $0.label, words: $0.words) }
    }
  }

  /// A note's number, counted from 1.
  package func number(of label: String) -> Int? {
    notes.firstIndex { $0.label == label }.map { $0 + 1 }
  }

  /// Notes that are mentioned and not given, given and not mentioned, or given twice.
  func faults(file: String) -> [LessonFault] {
    var faults: [LessonFault] = []
    func fault(_ line: Int, _ message: String) {
      faults.append(LessonFault(file: file, line: line, message: message))
    }
    for (label, line) in mentions where !definitions.contains(where: { $0.label == label }) {
      fault(line, "footnote [^\(label)] says nothing: add a paragraph `[^\(label)]: ...`")
    }
    for (index, definition) in definitions.enumerated() {
      let label = definition.label
      if definitions[..<index].contains(where: { $0.label == label }) {
        fault(definition.line, "there are two footnotes [^\(label)]")
      } else if !mentions.contains(where: { $0.label == label }) {
        fault(
          definition.line,
          "no text refers to footnote [^\(label)]; put [^\(label)] where it belongs")
      }
    }
    return faults
  }

  /// The blocks that a paragraph is: itself, or the footnotes whose lines it consists of.
  static func split(paragraph words: [Inline], line: Int) -> [Block] {
    var notes: [Block] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if case .footnote(let label, _, let line) = word, case .text(let text)? = rest.first,
        text.hasPrefix(":")
      {
        rest.removeFirst()
        let first = String(text.dropFirst().drop(while: \.isWhitespace))
        notes.append(.footnote(label: label, [.text(first)], line: line))
      } else if word == .softBreak, !notes.isEmpty, rest.first.isFootnote {
        // The line's end between two notes belongs to neither.
        continue
      } else if case .footnote(let label, let note, let line)? = notes.last {
        notes[notes.count - 1] = .footnote(label: label, note + [word], line: line)
      } else {
        return [.paragraph(words, line: line)]
      }
    }
    return notes.isEmpty ? [.paragraph(words, line: line)] : notes
  }
}

/// Finds footnotes' marks in the order of the text.
struct FootnoteMarks {
  private var seen: Set<String> = []

  /// The same stretches, with `[^name]` taken out of the text between.
  mutating func find(in inlines: [Inline], line: Int) -> [Inline] {
    var line = line
    var result: [Inline] = []
    for inline in inlines {
      switch inline {
      case .text(let text): split(text, line: line, into: &result)
      case .softBreak, .hardBreak:
        line += 1
        result.append(inline)
      default: result.append(inline)
      }
    }
    return result
  }

  private mutating func split(_ text: String, line: Int, into result: inout [Inline]) {
    var rest = text[...]
    while let start = rest.range(of: "[^") {
      let after = rest[start.upperBound...]
      let label = after.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      guard !label.isEmpty, after[label.endIndex...].first == "]" else { break }
      if start.lowerBound > rest.startIndex {
        result.append(.text(String(rest[..<start.lowerBound])))
      }
      let isDefinition = after[label.endIndex...].dropFirst().first == ":"
      let isFirst = !isDefinition && seen.insert(String(label)).inserted
      result.append(.footnote(label: String(label), isFirst: isFirst, line: line))
      rest = after[label.endIndex...].dropFirst()
    }
    if !rest.isEmpty { result.append(.text(String(rest))) }
  }
}

extension Inline? {
  fileprivate var isFootnote: Bool {
    if case .footnote = self { true } else { false }
  }
}
