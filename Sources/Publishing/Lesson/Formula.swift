import Markup

/// A check of formulas that needs no JavaScript: what KaTeX would refuse, as far as brackets,
/// environments and names of commands tell.
enum Formula {
  /// What is wrong with the formulas of a lesson.
  static func faults(in blocks: [Block], file: String) -> [LessonFault] {
    var faults: [LessonFault] = []
    for block in blocks {
      if case .table(let table) = block { faults += silentHeadings(of: table, file: file) }
      block.forEachInline { inline in
        guard case .math(let formula, _, let line) = inline,
          let problem = problem(with: formula)
        else { return }
        faults.append(
          LessonFault(file: file, line: line, message: "formula '\(formula.trimmed)': \(problem)"))
      }
    }
    return faults
  }

  /// The headings that are formulas alone, which not every screen reader can say.
  private static func silentHeadings(of table: Block.Table, file: String) -> [LessonFault] {
    table.header.compactMap { words in
      guard words.count == 1, case .math(let formula, _, let line)? = words.first else {
        return nil
      }
      return LessonFault(
        file: file, line: line,
        message: "a table's heading '\(formula.trimmed)' needs a word beside the formula")
    }
  }

  /// Why a formula would not render; nil when nothing speaks against it.
  static func problem(with formula: String) -> String? {
    var rest = formula[...]
    var open: [String] = []
    while let character = rest.popFirst() {
      switch character {
      case "{": open.append("{")
      case "}":
        guard open.popLast() == "{" else { return "a } without its {" }
      case "\\":
        let name = command(from: &rest)
        if let problem = check(name, &rest, &open) { return problem }
      default: break
      }
    }
    guard let unclosed = open.last else { return nil }
    return "\(unclosed) is never closed"
  }

  private static func command(from rest: inout Substring) -> String {
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    guard letters.isEmpty else {
      rest = rest.dropFirst(letters.count)
      return String(letters)
    }
    return rest.popFirst().map { String($0) } ?? ""
  }

  private static func check(
    _ name: String, _ rest: inout Substring, _ open: inout [String]
  ) -> String? {
    switch name {
    case "left": open.append("\\left")
    case "right":
      guard open.popLast() == "\\left" else { return "a \\right without its \\left" }
    case "begin", "end":
      guard rest.first == "{", let close = rest.firstIndex(of: "}") else {
        return "\\\(name) needs the name of an environment in braces"
      }
      let environment = String(rest[rest.startIndex..<close].dropFirst())
      rest = rest[rest.index(after: close)...]
      guard environments.contains(environment) else {
        return "unknown environment '\(environment)'"
      }
      if name == "begin" {
        open.append("\\begin{\(environment)}")
      } else if open.popLast() != "\\begin{\(environment)}" {
        return "an \\end{\(environment)} without its \\begin"
      }
    case "text", "textbf", "textit", "mathrm", "mathtt", "operatorname":
      guard rest.first == "{" else { return "\\\(name) needs its words in braces" }
    default:
      let isSymbol = name.count == 1 && name.first?.isLetter == false
      guard isSymbol || commands.contains(name) else { return "unknown command '\\\(name)'" }
    }
    return nil
  }

  private static let environments: Set<String> = [
    "aligned", "array", "bmatrix", "cases", "gathered", "matrix", "pmatrix", "vmatrix",
  ]

  /// The commands a lesson may use. KaTeX knows more: add here what a lesson needs.
  private static let commands: Set<String> = Set(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi
    Omega nabla partial infty ell hbar emptyset
    frac dfrac tfrac sqrt binom sum prod int lim max min arg exp log ln sin cos tan tanh sinh cosh
    det sup inf deg dim ker Pr limits nolimits
    cdot cdots ldots dots vdots ddots times div pm mp ast star circ bullet oplus otimes odot
    le leq ge geq ne neq ll gg approx sim simeq equiv propto in notin ni subset subseteq supset cup
    cap setminus mid parallel perp forall exists neg lnot land lor
    to gets mapsto rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow
    longrightarrow longmapsto iff implies uparrow downarrow top
    hat bar tilde vec dot ddot widehat widetilde overline underline overbrace underbrace overset
    underset stackrel boldsymbol mathbf mathbb mathcal mathsf mathit displaystyle textstyle
    big Big bigl bigr Bigl Bigr bigg Bigg lfloor rfloor lceil rceil langle rangle lvert rvert lVert
    rVert vert Vert quad qquad hspace phantom substack tag color textcolor
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
