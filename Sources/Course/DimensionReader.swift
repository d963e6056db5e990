import Yams

/// Reads what a section's row says of dimensions.
struct DimensionReader {
  let file: String
  let section: Fields
  let parts: [Part]

  private static let ruledOut = "ruled out: "

  /// The entries in the order of the row; none when it has no `dimensions`.
  func entries() throws -> [SuiteDimension.Entry] {
    guard let node = section.mapping["dimensions"] else { return [] }
    let fields = try Fields(
      node, file: file, subject: "`dimensions` of \(section.subject)",
      keys: SuiteDimension.allCases.map(\.rawValue))
    return try fields.mapping.compactMap { key, value in
      guard let dimension = key.string.flatMap(SuiteDimension.init) else { return nil }
      return SuiteDimension.Entry(
        dimension: dimension, treatment: try treatment(value, of: dimension, fields),
        line: key.mark?.line ?? fields.line)
    }
  }

  private func treatment(
    _ node: Node, of dimension: SuiteDimension, _ fields: Fields
  ) throws -> SuiteDimension.Treatment {
    let name = "`\(dimension.rawValue)` of \(section.subject)"
    if let mapping = node.mapping {
      return .testedExcept(try reasons(mapping, name, fields))
    }
    let text = node.scalar?.string ?? ""
    if text == "tested" { return .tested }
    guard text.hasPrefix(Self.ruledOut), text.count > Self.ruledOut.count else {
      throw fields.error(
        "\(name) is `tested`, `\"\(Self.ruledOut)REASON\"`, or a list of `part: reason`", at: node)
    }
    return .ruledOut(String(text.dropFirst(Self.ruledOut.count)))
  }

  private func reasons(
    _ mapping: Node.Mapping, _ name: String, _ fields: Fields
  ) throws -> [String: String] {
    let known = parts.map(\.name)
    var reasons: [String: String] = [:]
    for (key, value) in mapping {
      let part = key.string ?? ""
      guard known.contains(String(part.prefix { $0 != "." })) else {
        throw fields.error(
          "\(name) names a part `\(part)`, which the section does not have"
            + suggestion(for: part, in: known), at: key)
      }
      guard let reason = value.scalar?.string, !reason.isEmpty else {
        throw fields.error("\(name) gives no reason for \(part)", at: value)
      }
      reasons[part] = reason
    }
    return reasons
  }
}
