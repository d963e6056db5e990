/// A number of things, in the words for one or for several: `1 row matches`, `2 rows match`.
public func counted(_ count: Int, _ one: String, _ several: String) -> String {
  "\(count) \(count == 1 ? one : several)"
}

extension [String] {
  /// The first few, and how many more there are.
  var shortened: String {
    prefix(5).joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "")
  }

  /// The names after what is said of one or of several; nil if there are none.
  func listed(after one: String, _ several: String) -> String? {
    isEmpty ? nil : "\(counted(count, one, several)): \(shortened)"
  }
}
