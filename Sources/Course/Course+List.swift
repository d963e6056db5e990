extension Course {
  /// The sections that a list such as `2,4.8-4.13` names, in the order of the course; all for
  /// nil.
  ///
  /// Throws a `SelectionError` for a name of no section, and a `ListError` for a range that
  /// ends before it begins, or a list without a name.
  public func select(list: String?) throws -> [Section] {
    guard let list else { return sections }
    var names: [String] = []
    for item in list.split(separator: ",").map({ $0.filter { $0 != " " } }) where !item.isEmpty {
      let ends = item.split(separator: "-").map(String.init)
      guard ends.count == 2 else {
        names.append(item)
        continue
      }
      let (first, last) = (try select([ends[0]]), try select([ends[1]]))
      guard let start = first.first.flatMap(sections.firstIndex),
        let end = last.last.flatMap(sections.firstIndex), start <= end
      else { throw ListError(description: "\(item) is not a range: it ends before it begins") }
      names += sections[start...end].map(\.id)
    }
    guard !names.isEmpty else {
      throw ListError(description: "'\(list)' names no sections: write them as 2,4.8-4.13")
    }
    return try select(names)
  }
}

/// A list of sections that cannot be understood.
public struct ListError: Error, Equatable, CustomStringConvertible {
  public let description: String
}
