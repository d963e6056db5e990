import Course

/// Hints for a part, as `grade hint` shows them.
public struct HintText {
  public let section: Section
  public let part: Part

  /// Chooses a section and a part; without a name, the first part that is not right yet.
  ///
  /// Throws a `HintError` or `SelectionError` that names what there is to choose from.
  public init(
    section name: String, part: String?, in course: Course, state: StudentState = StudentState()
  ) throws {
    section = try course.selectOne(name)
    guard let part else {
      let right = state.results[section.module]?.rightParts ?? []
      let open = section.parts.filter { !$0.hints.isEmpty && !right.contains($0.name) }
      guard let first = open.first ?? section.parts.first(where: { !$0.hints.isEmpty }) else {
        throw HintError("\(section.id) has no hints")
      }
      self.part = first
      return
    }
    guard let found = section.parts.first(where: { $0.name == part }) else {
      let names = section.parts.map(\.name).joined(separator: ", ")
      throw HintError("\(section.id) has no part \(part): its parts are \(names)")
    }
    guard !found.hints.isEmpty else {
      throw HintError("\(section.id) has no hints for \(found.name)")
    }
    self.part = found
  }

  /// The first so many hints or, if `latest`, the last of them, ending in a line end.
  public func text(first count: Int, onlyLatest latest: Bool, style: TextStyle) -> String {
    let count = min(max(1, count), part.hints.count)
    let numbers = latest ? count...count : 1...count
    var lines = ["\(section.id) \(section.module), \(part.name)"]
    for number in numbers {
      let lead = "  Hint \(number) of \(part.hints.count): "
      lines += lead.wrapping(part.hints[number - 1], width: style.width)
    }
    let again = "\(style.command) hint \(section.id) \(part.name)"
    if count < part.hints.count {
      lines.append("  More: `\(again)`")
    } else if latest {
      lines.append("  That was the last; `\(again) --all` shows them all.")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// There is no such hint.
public struct HintError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
