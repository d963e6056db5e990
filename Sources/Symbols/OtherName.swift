/// A name that is known from elsewhere, such as `Tensor.numel()`, and what there is here.
///
/// The library declares it unavailable, so that the compiler answers someone who writes it.
package struct OtherName: Equatable, Sendable {
  /// The page of all of them.
  package static let page = "api/pytorch-names.html"

  /// The name, with the type's where it is a member: `Tensor.numel()`.
  package let name: String
  /// What there is here: `Tensor.elementCount`, or `use shape[0]`.
  package let here: String
  /// Whether that is a name, rather than words.
  package let isName: Bool
  /// Where the reference explains it, from the site's top; nil where nothing does by itself.
  package let address: String?

  /// The answer as a sentence without its subject.
  package var answer: String { isName ? "is called \(here) here" : "is not here; \(here)" }

  /// The names among the declarations of a library, each once.
  static func all(among symbols: [Symbol], _ table: SymbolTable) -> [OtherName] {
    var names: [OtherName] = []
    for symbol in symbols {
      guard let instead = symbol.instead else { continue }
      let name = OtherName(symbol, instead, table)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private init(_ symbol: Symbol, _ instead: Symbol.Instead, _ table: SymbolTable) {
    let isOperator = !symbol.baseName.contains { $0.isLetter }
    name = isOperator ? symbol.baseName : symbol.fullName
    switch instead {
    case .words(let words):
      (here, isName, address) = (words, false, nil)
    case .name(let renamed):
      let target = Self.spelled(renamed, in: symbol.owner)
      (here, isName) = (target, true)
      address = table.addresses[target] ?? table.addresses[String(target.prefix { $0 != "(" })]
    }
  }

  /// A name as it is written: `getter:Tensor.rank(self:)` as `Tensor.rank`, and one that is
  /// alone as its owner's.
  private static func spelled(_ renamed: String, in owner: String?) -> String {
    let isProperty = renamed.hasPrefix("getter:")
    var name = isProperty ? String(renamed.dropFirst("getter:".count)) : renamed
    name = isProperty ? name.replacing("(self:)", with: "") : name.replacing("(self:", with: "(")
    return owner.map { name.hasPrefix("\($0).") ? name : "\($0).\(name)" } ?? name
  }
}
