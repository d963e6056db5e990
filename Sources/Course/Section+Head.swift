extension Section {
  /// What a section mirrors.
  public struct Source: Sendable, Equatable, Encodable {
    /// The tutorial's title.
    public let title: String
    /// The heading in it; empty when the row does not say, as are the others.
    public let section: String
    public let author: String
    public let address: String
  }

  /// How long a section takes.
  public struct Minutes: Sendable, Equatable, Encodable {
    public let read: Int
    public let exercise: Int
  }

  /// How many things a reader can do afterwards: enough to choose by, few enough to read.
  public static let afterwardsWanted = 2...4

  /// What the row does not say and a lesson's page needs, worded for its author.
  public var gaps: [String] {
    var gaps: [String] = []
    if minutes == nil { gaps.append("`minutes: {read: 15, exercise: 20}`") }
    if afterwards.isEmpty { gaps.append("`afterwards`, what a reader can do then") }
    let keys = [
      ("title", source?.title), ("section", source?.section), ("author", source?.author),
      ("address", source?.address),
    ]
    gaps += keys.filter { $0.1?.isEmpty ?? true }.map { "`\($0.0)` of its `source`" }
    return gaps.map { "section \(id) has no \($0)" }
  }
}

extension Fields {
  /// What a section mirrors: a mapping, or the tutorial's title alone.
  func source() throws -> Section.Source? {
    guard let node = mapping["source"] else { return nil }
    if let title = node.scalar?.string {
      return Section.Source(title: title, section: "", author: "", address: "")
    }
    let fields = try Fields(
      node, file: file, subject: "`source` of \(subject)",
      keys: ["title", "section", "author", "address"])
    let address = try fields.string("address", default: "")
    guard address.isEmpty || address.hasPrefix("https://") || address.hasPrefix("http://") else {
      throw fields.error(
        "`address` of \(fields.subject) begins with https://, not '\(address)'",
        at: try fields.node("address"))
    }
    return Section.Source(
      title: try fields.string("title", default: ""),
      section: try fields.string("section", default: ""),
      author: try fields.string("author", default: ""), address: address)
  }

  func minutes() throws -> Section.Minutes? {
    guard let node = mapping["minutes"] else { return nil }
    let fields = try Fields(
      node, file: file, subject: "`minutes` of \(subject)", keys: ["read", "exercise"])
    return Section.Minutes(
      read: try fields.positive("read"), exercise: try fields.positive("exercise"))
  }

  func afterwards() throws -> [String] {
    let items = try strings("afterwards")
    guard items.isEmpty || Section.afterwardsWanted.contains(items.count) else {
      throw error(
        "`afterwards` of \(subject) has \(items.count) items;, 2 to 4 are needed",
        at: try node("afterwards"))
    }
    return items
  }

  /// Whether `form: draft` is there, the only thing that the key may say.
  func isDraft() throws -> Bool {
    guard let node = mapping["form"] else { return false }
    guard node.scalar?.string == "draft" else {
      throw error("`form` of \(subject) is draft, or left out", at: node)
    }
    return true
  }
}
