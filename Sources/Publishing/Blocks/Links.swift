import Documents

/// Where the links of a text lead, which only the site around it knows.
protocol Links {
  /// Where a link leads; a dead one leads to its own target.
  func destination(of target: String, words: [Inline]) -> Destination

  /// The address of what a box of a diagram leads to; nil where there is nothing yet.
  func address(of target: String) -> String?

  /// The links of code to the reference.
  var symbols: SymbolLinks { get }
}

/// Where a link leads.
struct Destination: Equatable {
  /// The address as the page writes it.
  let address: String
  /// What a reader sees before following it.
  var title: String?
  /// Whether there is nothing at the address yet.
  var isPlanned = false
  /// The class by which the stylesheet knows the kind of link.
  var style: String?
}
