import Course

/// One hint for a part, as `grade hint` shows it.
public struct HintText {
  private let section: Section
  private let part: Part
  private let number: Int

  /// Chooses a hint.
  ///
  /// Throws a `HintError` or `SelectionError` that names what there is to choose from.
  public init(section name: String, part: String?, number: Int, in course: Course) throws {
    let chosen = try course.select([name])
    guard chosen.count == 1 else { throw HintError("name one section, as in `grade hint 2.1`") }
    section = chosen[0]
    let names = section.parts.map(\.name)
    guard let found = section.parts.first(where: { part == nil || $0.name == part }) else {
      throw HintError(
        "\(section.id) has no part \(part ?? ""): its parts are \(names.joined(separator: ", "))")
    }
    self.part = found
    guard !found.hints.isEmpty else {
      throw HintError("\(section.id) has no hints for \(found.name)")
    }
    guard found.hints.indices.contains(number - 1) else {
      throw HintError("\(found.name) has hints 1 to \(found.hints.count)")
    }
    self.number = number
  }

  /// The hint, and how to see the next, ending in a line end.
  public func text(command: String) -> String {
    let heading =
      "\(section.id) \(section.module), \(part.name): hint \(number) of "
      + "\(part.hints.count)"
    var lines = [heading, "  " + part.hints[number - 1]]
    if number < part.hints.count {
      lines.append("  More: `\(command) hint \(section.id) \(part.name) \(number + 1)`")
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
