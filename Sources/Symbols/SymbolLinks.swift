import SwiftParser
import SwiftSyntax

/// The links from a page's code to the reference.
package struct SymbolLinks: Sendable {
  let table: SymbolTable
  /// The way from the page to the site's top.
  let root: String

  package init(table: SymbolTable, root: String) {
    self.table = table
    self.root = root
  }

  /// Where PyTorch keeps its functions: what follows is not the library's.
  private static let foreign: Set<String> = ["F", "nn", "np", "numpy", "optim", "torch"]

  /// The address for a stretch of code in running text, where it is one identifier or one call.
  package func address(ofSpan code: String) -> String? {
    guard code.utf8.count < 80, let use = Self.expression(code).flatMap(NameUse.init) else {
      return nil
    }
    guard use.kind == .free else { return address(of: use) }
    if use.isCalled || table.isType(use.name) || !table.hasMember(use.name),
      let address = address(of: use)
    {
      return address
    }
    // A lone word such as `weight` may be a variable of the lesson.
    guard use.labels != nil else { return nil }
    return table.address(ofMember: use.name).map { root + $0 }
  }

  /// An identifier of a program that the reference explains.
  package struct Link {
    package let address: String
    /// The identifier's bytes.
    package let length: Int
  }

  /// The identifiers of a program that the reference explains, by where they start.
  package func addresses(in tree: SourceFileSyntax) -> [Int: Link] {
    let found = NameUses(of: tree)
    var links: [Int: Link] = [:]
    // What the program declares itself hides what the library has.
    for use in found.uses where !found.declared.contains(use.name) {
      guard let address = address(of: use) else { continue }
      links[use.place.lowerBound] = Link(address: address, length: use.place.count)
    }
    return links
  }

  private func address(of use: NameUse) -> String? {
    let address: String? =
      switch use.kind {
      case .free, .type: table.address(of: use.name)
      case .implicitMember: table.address(ofMember: use.name)
      case .member(let owner):
        if let owner, Self.foreign.contains(owner) {
          nil
        } else {
          table.address(
            ofMember: use.name, of: owner.flatMap { table.isType($0) ? $0 : nil })
        }
      case .operator, .subscript: nil
      }
    return address.map { root + $0 }
  }

  private static func expression(_ code: String) -> ExprSyntax? {
    var parser = Parser(code)
    let expression = ExprSyntax.parse(from: &parser)
    guard !expression.hasError else { return nil }
    // What is tried is the call.
    return expression.as(TryExprSyntax.self)?.expression ?? expression
  }
}
