extension Catalogue {
  /// What works on no numbers, or hands out those that are there.
  mutating func addWhatDoesNoWork() {}
}
