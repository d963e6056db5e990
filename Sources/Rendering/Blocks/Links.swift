import Documents
import Symbols

/// Where the links of a text lead, which only the site around it knows.
package protocol Links {
  /// Where a link leads; a dead one leads to its own target.
  func destination(of target: String, words: [Inline]) -> Destination

  /// The address of what a box of a diagram leads to; nil where there is nothing yet.
  func address(of target: String) -> String?

  /// The links of code to the reference.
  var symbols: SymbolLinks { get }
}

/// Where a link leads.
package struct Destination: Equatable {
  /// The address as the page writes it.
  package let address: String
  /// What a reader sees before following it.
  package var title: String?
  /// Whether there is nothing at the address yet.
  package var isPlanned = false
  /// The class by which the stylesheet knows the kind of link.
  package var style: String?

  package init(
    address: String, title: String? = nil, isPlanned: Bool = false, style: String? = nil
  ) {
    self.address = address
    self.title = title
    self.isPlanned = isPlanned
    self.style = style
  }
}
