extension Set<String> {
  /// Adds an identifier, with a number behind it if it is there already: `example`, `example-2`.
  ///
  /// - Returns: the identifier that was added.
  package mutating func insertNumbered(_ base: String) -> String {
    var identifier = base
    var count = 1
    while !insert(identifier).inserted {
      count += 1
      identifier = "\(base)-\(count)"
    }
    return identifier
  }
}
