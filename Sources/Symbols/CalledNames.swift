import SwiftParser

/// The names that a piece of Swift calls or reads of other things, with the labels of calls.
package struct CalledNames: Sendable {
  /// A function with its labels, a property, a type, an operator or a subscript.
  package struct Name: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let base: String
    /// The labels in their order, `_` for none; nil where it is no call.
    package var labels: [String]?

    package var description: String {
      guard let labels else { return base }
      return "\(base)(\(labels.map { "\($0):" }.joined()))"
    }

    /// Whether seeing this call shows how to make the other one.
    package func shows(_ other: Name) -> Bool {
      guard base == other.base else { return false }
      let named = Set((other.labels ?? []).filter { $0 != "_" })
      return named.isSubset(of: labels ?? [])
    }

    package static func < (a: Name, b: Name) -> Bool { a.description < b.description }
  }

  package private(set) var names: Set<Name> = []
  /// What the code declares itself.
  private(set) var declared: Set<String> = []

  package init(_ sources: some Sequence<String>) {
    for source in sources {
      let found = NameUses(of: Parser.parse(source: source))
      names.formUnion(
        found.uses.filter(\.isOfOthers).map { Name(base: $0.name, labels: $0.labels) })
      declared.formUnion(found.declared)
    }
  }

  /// The names that the library has and the code does not declare, each once: a call says more than
  /// the name alone.
  package func library(_ table: SymbolTable) -> [Name] {
    let calls = Set(names.filter { $0.labels != nil }.map(\.base))
    return names.filter { name in
      !declared.contains(name.base) && table.knows(name.base) && !Self.swifts.contains(name)
        && name.base != "subscript" && (name.labels != nil || !calls.contains(name.base))
    }.sorted()
  }

  /// Calls that arrays and numbers have as well.
  private static let swifts: Set<Name> = [
    Name(base: "max", labels: []), Name(base: "min", labels: []),
    Name(base: "max", labels: ["_", "_"]), Name(base: "min", labels: ["_", "_"]),
  ]
}

extension NameUse {
  /// Whether the place surely names a declaration: a lone word may be a variable, and what has
  /// nothing before its point, such as `.mean`, is a case of what a parameter takes.
  fileprivate var isOfOthers: Bool {
    guard !isInSignature else { return false }
    return switch kind {
    case .free: isCalled || labels != nil || name.first?.isUppercase == true
    case .implicitMember: isCalled
    case .member, .type, .operator, .subscript: true
    }
  }
}
