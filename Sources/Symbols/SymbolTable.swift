/// Where the API reference explains the library's declarations.
///
/// Lessons link to a declaration by its name, whether the reference's pages are made or not.
package struct SymbolTable: Sendable {
  private struct Target {
    let symbol: Symbol
    let address: String
  }

  /// Names of Swift's own that a library's member may share: a link could be wrong.
  private static let common: Set<String> = [
    "append", "count", "description", "first", "index", "indices", "isEmpty", "joined", "last",
    "map", "name", "shuffled", "sorted", "values", "zip",
  ]

  /// Addresses from the site's top, `api/Kindling/Tensor.html#api-matmul(_:)`, by full name with
  /// and without argument labels: `Tensor.matmul(_:)`, `Tensor.matmul`.
  package let addresses: [String: String]

  private let topLevel: [String: [Target]]
  private let members: [String: [Target]]

  init(_ pages: [APIReference.Page]) {
    let targets = pages.flatMap { page in
      page.addresses.map { Target(symbol: $0.symbol, address: $0.address) }
    }
    let names = targets.flatMap { target in
      [(target.symbol.fullName, target.address), (target.symbol.plainName, target.address)]
    }
    addresses = Dictionary(names, uniquingKeysWith: { first, _ in first })
    topLevel = Dictionary(grouping: targets.filter { $0.symbol.owner == nil }) {
      $0.symbol.baseName
    }
    members = Dictionary(grouping: targets.filter { $0.symbol.owner != nil }) {
      $0.symbol.baseName
    }
  }

  /// The address, from the site's top, of a type or function at the top level.
  func address(of name: String) -> String? {
    unambiguous(topLevel[name])
  }

  /// The address of a member: of `owner`, where the type is known, else of the only type with one.
  func address(ofMember name: String, of owner: String? = nil) -> String? {
    let all = members[name] ?? []
    if let owner { return unambiguous(all.filter { $0.symbol.owner == owner }) }
    return Self.common.contains(name) ? nil : unambiguous(all)
  }

  /// Whether a name is that of a type.
  func isType(_ name: String) -> Bool {
    topLevel[name]?.contains(where: \.symbol.isType) == true
  }

  /// Whether the library has something of a name, at the top level or in a type; names that Swift's
  /// own types have as well say nothing.
  package func knows(_ name: String) -> Bool {
    !Self.common.contains(name) && (topLevel[name] != nil || members[name] != nil)
  }

  /// Whether the library has something of a name that can be called with arguments of these labels.
  ///
  /// A type is called by an initialiser, of its own or of the type that it inherits from.
  package func accepts(_ name: String, labels: [String]) -> Bool {
    let all = (topLevel[name] ?? []) + (members[name] ?? [])
    if all.contains(where: { $0.symbol.accepts(labels: labels) }) { return true }
    guard isType(name) else { return false }
    let own = (members["init"] ?? []).filter { $0.symbol.owner == name }
    return own.isEmpty || own.contains { $0.symbol.accepts(labels: labels) }
  }

  /// Whether some type has a member of a name.
  func hasMember(_ name: String) -> Bool { members[name] != nil }

  /// Overloads of one type count as one: the first of them has the address.
  private func unambiguous(_ targets: [Target]?) -> String? {
    guard let targets, let first = targets.first else { return nil }
    let page = first.address.prefix { $0 != "#" }
    let isOne = targets.allSatisfy {
      $0.symbol.owner == first.symbol.owner && $0.address.prefix { $0 != "#" } == page
    }
    return isOne ? first.address : nil
  }
}
