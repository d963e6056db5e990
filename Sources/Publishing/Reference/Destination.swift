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

/// Why a link leads nowhere.
struct DeadLink: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
