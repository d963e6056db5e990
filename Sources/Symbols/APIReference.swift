import Course
import Foundation
import Markup
import Toolchain

/// The public declarations of the course's libraries, sorted into pages.
package struct APIReference: Sendable {
  /// The libraries that lessons and answers import.
  package static let modules = ["Kindling", "Layerwise"]

  /// A page: a type with its members, or the functions of a file.
  package struct Page: Sendable {
    package let module: String
    /// The type's name, or the file's: `Tensor`, `ClassificationLosses`.
    package let name: String
    package var symbols: [Symbol] = []
    /// The identifiers of the symbols on the page, in their order.
    package var anchors: [String] = []

    /// The page's path in the site: `api/Kindling/Tensor.html`.
    package var path: String { "api/\(module)/\(name).html" }

    /// The symbols with their addresses from the site's top; the type's own is the whole page.
    package var addresses: [(symbol: Symbol, address: String)] {
      zip(symbols, anchors).map { ($0, path + ($0 == type ? "" : "#\($1)")) }
    }

    /// The type that the page is about; nil for a page of functions.
    package var type: Symbol? { symbols.first { $0.isType && $0.fullName == name } }
  }

  package let pages: [Page]
  /// The names that only say what to use in their place.
  package let otherNames: [OtherName]
  package let table: SymbolTable
  /// Stands for the sources.
  package let source: String

  /// Reads the sources of a workbook. A library that is not there has no pages.
  ///
  /// What was read is kept in the folder `cache`, where one is given, until a source changes.
  package init(_ workbook: Workbook, cache: URL? = nil) {
    let sources = Sources(workbook)
    let symbols = sources.symbols(
      kept: cache.map { ContentCache(folder: $0.appending(path: "symbols"), entryLimit: 4) })
    pages = Self.modules.flatMap { Self.pages(of: symbols[$0] ?? [], in: $0) }
    table = SymbolTable(pages)
    otherNames = OtherName.all(among: Self.modules.flatMap { symbols[$0] ?? [] }, table)
    source = sources.key
  }

  static func pages(of symbols: [Symbol], in module: String) -> [Page] {
    let symbols = symbols.filter { $0.instead == nil }
    let types = Set(symbols.filter { $0.isType && $0.owner == nil }.map(\.name))
    var pages: [String: Page] = [:]
    for symbol in symbols {
      // What extends another library's type goes with the functions of its file.
      let owner = symbol.outermostType.flatMap { types.contains($0) ? $0 : nil }
      let name = owner ?? URL(filePath: symbol.file).deletingPathExtension().lastPathComponent
      pages[name, default: Page(module: module, name: name)].symbols.append(symbol)
    }
    return pages.values.sorted { $0.name < $1.name }.map { page in
      var page = page
      page.anchors = anchors(of: page)
      return page
    }
  }

  private static func anchors(of page: Page) -> [String] {
    var used: Set<String> = []
    return page.symbols.map { used.insertNumbered(anchor(of: $0, on: page)) }
  }

  /// The name as an identifier: `softmax(dim:)`; of an operator the characters' numbers.
  private static func anchor(of symbol: Symbol, on page: Page) -> String {
    let isDirect = symbol.owner == nil || symbol.owner == page.name
    let name = isDirect ? symbol.name : symbol.fullName
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", ":", "(", ")", ".": true
      default: false
      }
    }
    let words = name.unicodeScalars.map { isPlain($0) ? String($0) : String($0.value, radix: 16) }
    // Not to meet an identifier that the page around the article uses.
    return "api-" + words.joined()
  }
}
