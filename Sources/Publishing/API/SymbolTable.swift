/// Where the API reference explains the library's declarations.
///
/// Lessons link to a declaration by its name, whether the reference's pages are made or not.
struct SymbolTable: Sendable {
  /// Addresses from the site's top, `api/Tensor.html#matmul`, by name: `Tensor.matmul`.
  let addresses: [String: String]

  /// A site without a reference.
  static let none = SymbolTable(addresses: [:])
}
