extension Course {
  /// The sections that names such as `2.1`, `AffineMaps` (in any case) or `2` stand for.
  ///
  /// They come in the order of the course, each once; no name means all of them. Throws a
  /// `SelectionError` for a name of no section.
  public func select(_ names: [String]) throws -> [Section] {
    guard !names.isEmpty else { return sections }
    var chosen: Set<String> = []
    for name in names { chosen.formUnion(try ids(named: name)) }
    return sections.filter { chosen.contains($0.id) }
  }

  /// The one section that a name such as `2.1` or `AffineMaps` stands for.
  ///
  /// Throws a `SelectionError` for a name of no section, or for a chapter.
  public func selectOne(_ name: String) throws -> Section {
    let chosen = try select([name])
    guard chosen.count == 1 else {
      throw SelectionError(name, nearest: chosen.first?.id, in: self)
    }
    return chosen[0]
  }

  private func ids(named name: String) throws -> [String] {
    if let chapter = chapters.first(where: { "\($0.number)" == name }) {
      return chapter.sections.map(\.id)
    }
    let lowercased = name.lowercased()
    if let section = sections.first(where: {
      $0.id == name || $0.module.lowercased() == lowercased
    }) {
      return [section.id]
    }
    let known = sections.flatMap { [$0.id, $0.module] } + chapters.map { "\($0.number)" }
    throw SelectionError(name, nearest: nearestName(to: name, in: known), in: self)
  }
}

/// A name on the command line stands for no section.
public struct SelectionError: Error, Equatable, CustomStringConvertible {
  public let name: String
  public let nearest: String?
  /// The numbers that there are, as `2.1 to 2.6, 3.1 to 3.8`.
  public let known: String

  init(_ name: String, nearest: String?, in course: Course) {
    self.name = name
    self.nearest = nearest
    known = course.chapters.compactMap { chapter in
      guard let first = chapter.sections.first, let last = chapter.sections.last else { return nil }
      return first == last ? first.id : "\(first.id) to \(last.id)"
    }.joined(separator: ", ")
  }

  public var description: String {
    let hint = nearest.map { " (did you mean \($0)?)" } ?? ""
    return "there is no section \(name)\(hint); the course has \(known)"
  }
}

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
