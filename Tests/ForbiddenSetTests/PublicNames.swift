import Course
import Foundation

@testable import Symbols

/// The names by which the libraries' public functions and types can be reached.
struct PublicNames {
  /// Each with the module's name before it, except Kindling's.
  let all: Set<String>

  init(_ workbook: Workbook) {
    let symbols = APIReference.Sources(workbook).symbols(kept: nil)
    var all: Set<String> = []
    for module in APIReference.modules {
      let names = Self.names(symbols[module] ?? [])
      all.formUnion(module == "Kindling" ? names : Set(names.map { "\(module).\($0)" }))
    }
    self.all = all
  }

  /// Without what is there only to say what to use in its place.
  static func names(_ symbols: [Symbol]) -> Set<String> {
    let symbols = symbols.filter { $0.instead == nil }
    let types = symbols.filter { $0.isType && $0.owner == nil }
    // To reach a member of these no type need be named: an answer has tensors, with their shapes
    // and dtypes, and subclasses.
    let open = types.filter { $0.isOpen || ["DType", "Shape", "Tensor"].contains($0.name) }
      .map(\.name)
    let closed = Set(types.map(\.name)).subtracting(open)
    return Set(
      symbols.map { symbol in
        let name = symbol.baseName.filter { $0 != "`" }
        guard let type = symbol.outermostType else { return name }
        return closed.contains(type) || symbol.isType ? type : "\(type).\(name)"
      })
  }
}

extension Symbol {
  /// Whether others can make a type of their own of it, which has its members.
  fileprivate var isOpen: Bool {
    let words = declaration.split { !$0.isLetter }.prefix { $0 != "class" }
    return words.contains("open") || words.contains("protocol")
  }
}
