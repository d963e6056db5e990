import Toolchain

/// A compiler's errors in an answer, each fault explained once and in a learner's words.
///
/// After a bracket or a quote that is missing the compiler reads what comes next in another way, and
/// says so line by line. What follows from such a fault alone is left out.
struct CompilerErrors {
  /// Each fault where it is, its message in a learner's words.
  let explained: [Diagnostic]

  /// Whether a name was not found, as every name of a library that is not imported is.
  let missesNames: Bool

  init(_ diagnostics: [Diagnostic], in path: String) {
    var found = Self.withNotes(diagnostics, in: path)
    missesNames = found.contains { $0.error.message.contains("cannot find") }
    Self.explainMissingBrace(&found)
    Self.explainExtraBrace(&found)
    Self.explainLabels(&found)
    Self.explainPrivateNames(&found)
    Self.leaveOutWhatFollows(&found)
    explained = found.map { error, note in
      let words = Self.inLearnersWords(error.message)
      let more = note.map { "\nline \($0.line): \($0.message)" } ?? ""
      return error.saying(words + more)
    }
  }

  private typealias Found = (error: Diagnostic, note: Diagnostic?)

  /// The errors in the file, each with the compiler's first note on it that is about another line
  /// of the file, such as where the bracket was opened that is not closed, and with the cases that a
  /// `switch` is missing.
  private static func withNotes(_ diagnostics: [Diagnostic], in path: String) -> [Found] {
    var errors: [Found] = []
    var cases: [Int: [String]] = [:]
    let missing = "add missing case: "
    var isOpen = false
    for diagnostic in diagnostics {
      let isHere = diagnostic.file == path
      switch diagnostic.severity {
      case .error:
        isOpen = isHere
        if isHere { errors.append((diagnostic, nil)) }
      case .warning: isOpen = false
      case .note where isOpen && diagnostic.message.hasPrefix(missing):
        let name = String(diagnostic.message.dropFirst(missing.count))
        cases[errors.count - 1, default: []].append(name)
      case .note:
        guard isOpen, isHere, diagnostic.line != errors.last?.error.line else { continue }
        errors[errors.count - 1].note = diagnostic
        isOpen = false
      }
    }
    for (place, names) in cases {
      let error = errors[place].error
      let list = names.sorted().joined(separator: ", ")
      errors[place].error = error.saying("\(error.message); missing: \(list)")
    }
    return errors
  }

  /// Where a `}` is missing, every declaration after it is in the function before it. The compiler
  /// takes offence at each, and finds the end of the file too early.
  private static func explainMissingBrace(_ found: inout [Found]) {
    func isInside(_ found: Found) -> Bool {
      found.error.message.contains("can only be used in a non-local scope")
    }
    func isUnclosed(_ found: Found) -> Bool { found.error.message.hasPrefix("expected '}'") }
    guard let first = found.first(where: isInside)?.error, found.contains(where: isUnclosed) else {
      return
    }
    found.removeAll {
      isInside($0) || isUnclosed($0)
        || $0.error.message.hasSuffix("can only be specified on class members")
    }
    let message = "a `}` is missing above: this is read as part of the function before it"
    found.insert((first.saying(message), nil), at: 0)
  }

  /// A `}` too many ends a function early, and what is left of it is outside of every function.
  private static func explainExtraBrace(_ found: inout [Found]) {
    func isOutside(_ found: Found) -> Bool {
      found.error.message.hasSuffix("are not allowed at the top level")
        || found.error.message.hasSuffix("invalid outside of a func")
    }
    guard let end = found.first(where: { $0.error.message.hasPrefix("extraneous '}'") })?.error,
      let first = found.first(where: { isOutside($0) && $0.error.line < end.line })?.error
    else { return }
    found.removeAll { isOutside($0) && $0.error.line < end.line || $0.error == end }
    let message = "a `}` above ends the function too early: this is outside of it"
    found.insert((first.saying(message), nil), at: 0)
  }

  /// `x.sum(dim=1)`, as in Python, is an assignment where a number should be.
  private static func explainLabels(_ found: inout [Found]) {
    for (order, (error, _)) in found.enumerated().reversed() {
      guard let name = error.message.wholeMatch(of: #/cannot find '(\w+)' in scope/#)?.output.1,
        let rest = found.firstIndex(where: {
          $0.error.line == error.line
            && $0.error.message.hasPrefix("cannot convert value of type '()' to expected argument")
        })
      else { continue }
      found[order].error = error.saying("a label is followed by a colon in Swift: `\(name): ...`")
      found.remove(at: rest)
    }
  }

  /// What is private in another file is not there for an answer.
  private static func explainPrivateNames(_ found: inout [Found]) {
    for (order, (error, note)) in found.enumerated() where note == nil {
      guard let name = error.message.firstMatch(of: #/^'(.+)' is inaccessible due to/#)?.output.1
      else { continue }
      found[order].error = error.saying("the library has no '\(name)' for others to use")
    }
  }

  private static func leaveOutWhatFollows(_ found: inout [Found]) {
    // A string that does not end takes the rest of its line, brackets included; a colon in an index
    // is one of several surprises.
    for whole in ["unterminated string literal", "expected argument label before colon"] {
      let lines = Set(found.filter { $0.error.message == whole }.map(\.error.line))
      found.removeAll { lines.contains($0.error.line) && $0.error.message != whole }
    }
    // A property that is given its value after `super.init()` is complained of on both lines.
    let late = found.compactMap { error, _ in
      error.message.wholeMatch(of: #/property '([^']+)' not initialized at super\.init call/#)?.1
    }
    found.removeAll { error, _ in
      late.contains { error.message == "immutable value '\($0)' may only be initialized once" }
    }
  }

  /// The compiler's message without the name of its group, and without advice to write `unsafe`; with
  /// what to do, where the compiler's words do not say it.
  private static func inLearnersWords(_ message: String) -> String {
    if message.hasSuffix("[#StrictMemorySafety]") {
      return "this uses an unsafe part of Swift, such as a pointer; answers are safe Swift"
    }
    if message.hasSuffix("are not allowed at the top level") {
      return "a statement outside of every function: put it into one"
    }
    let words = message.replacing(#/ \[#\w+\]$/#, with: "")
    return CompilerAdvice.on(words).map { words + "\n" + $0 } ?? words
  }
}

extension Diagnostic {
  fileprivate func saying(_ message: String) -> Diagnostic {
    Diagnostic(file: file, line: line, column: column, severity: severity, message: message)
  }
}
