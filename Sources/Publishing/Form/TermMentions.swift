import Documents

/// Where the glossary's terms appear in the course for the first time.
struct TermMentions: Sendable {
  /// What each text lacks: a term that appears there first of all, and is no link to the glossary.
  private var gaps: [String: [LessonFault]] = [:]

  /// Looks through the lessons in the order of the course.
  init(in texts: [LinkedText], glossary: Glossary) {
    var waiting: [String: [Term]] = [:]
    for term in glossary.terms {
      let words = Self.words(of: term.name)
      guard let first = words.first else { continue }
      let known = Term(name: term.name.lowercased(), anchor: term.anchor, words: words)
      for start in words.count == 1 ? Self.plurals(first) : [first] {
        waiting[start, default: []].append(known)
      }
    }
    for text in texts {
      var seen: Set<String> = []
      for block in text.blocks where !block.isHeading {
        let (words, linked) = Self.mentions(in: block, glossary: glossary)
        for anchor in linked { seen.insert(anchor) }
        for index in words.indices {
          for term in waiting[words[index]] ?? [] where !seen.contains(term.anchor) {
            guard term.isAt(index, of: words) else { continue }
            seen.insert(term.anchor)
            gaps[text.file, default: []].append(
              LessonFault(
                file: text.file, line: block.firstLine ?? 1,
                message: "the term '\(term.name)' appears here for the first time; link it to the "
                  + "glossary, [\(term.name)](term:)"))
          }
        }
      }
      for key in waiting.keys { waiting[key]?.removeAll { seen.contains($0.anchor) } }
    }
  }

  func gaps(in file: String) -> [LessonFault] { gaps[file] ?? [] }

  private struct Term {
    let name: String
    let anchor: String
    let words: [String]

    func isAt(_ index: Int, of text: [String]) -> Bool {
      guard index + words.count <= text.count else { return false }
      let found = text[index..<index + words.count]
      return found.dropLast().elementsEqual(words.dropLast())
        && TermMentions.plurals(words[words.count - 1]).contains(found[found.endIndex - 1])
    }
  }

  private static func plurals(_ word: String) -> [String] { [word, word + "s", word + "es"] }

  /// The words of a block in small letters, code and formulas left out, and the terms that it
  /// links.
  private static func mentions(
    in block: Block, glossary: Glossary
  ) -> (words: [String], linked: [String]) {
    var text = ""
    var linked: [String] = []
    // The words of a link that leads elsewhere, such as a book's title, cannot lead to the
    // glossary.
    block.forEachInline(isEntered: { !$0.leadsElsewhere }) { inline in
      switch inline {
      case .text(let words): text += words
      case .softBreak, .hardBreak, .code, .math: text += " "
      case .link(let target, _, let inner, _):
        if inline.leadsElsewhere { text += " " }
        guard case .term(let name) = Reference(target, words: inner.plainText),
          let term = glossary.term(named: name)
        else { break }
        linked.append(term.anchor)
      default: break
      }
    }
    return (words(of: text), linked)
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
