import Yams

/// A mapping of the course file, read key by key, with errors that name file and line.
struct Fields {
  let file: String
  /// What the mapping describes, as errors call it: `section 2.1`.
  let subject: String
  let mapping: Node.Mapping
  let line: Int

  /// Throws when the node is not a mapping, or has a key that is not among the known ones.
  init(_ node: Node, file: String, subject: String, keys: [String]) throws {
    line = node.mark?.line ?? 1
    guard let mapping = node.mapping else {
      throw CourseError(
        file: file, line: line, message: "\(subject) must be a list of `key: value`")
    }
    self.file = file
    self.subject = subject
    self.mapping = mapping
    for (key, _) in mapping where !keys.contains(key.string ?? "") {
      let name = key.string ?? "?"
      throw CourseError(
        file: file, line: key.mark?.line,
        message: "\(subject) has an unknown key `\(name)`" + suggestion(for: name, in: keys))
    }
  }

  /// An error about the value of a key, or about the mapping.
  func error(_ message: String, at node: Node? = nil) -> CourseError {
    CourseError(file: file, line: node?.mark?.line ?? line, message: message)
  }

  /// The value of a key; throws when it is missing.
  func node(_ key: String) throws -> Node {
    guard let node = mapping[key] else { throw error("\(subject) has no `\(key)`") }
    return node
  }

  /// Text, not empty.
  func string(_ key: String) throws -> String {
    let node = try node(key)
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw error("`\(key)` of \(subject) must be text", at: node)
    }
    return scalar.string
  }

  /// Text, or the default when the key is missing.
  func string(_ key: String, default value: String) throws -> String {
    mapping[key] == nil ? value : try string(key)
  }

  /// A whole number above zero.
  func positive(_ key: String) throws -> Int {
    try positive(node(key), "`\(key)` of \(subject)")
  }

  /// A whole number above zero, or the default when the key is missing.
  func positive(_ key: String, default value: Int) throws -> Int {
    mapping[key] == nil ? value : try positive(key)
  }

  /// The node as a whole number above zero; `what` is how the error calls it.
  func positive(_ node: Node, _ what: String) throws -> Int {
    guard let text = node.scalar?.string, let number = Int(text) else {
      throw error("\(what) must be a whole number", at: node)
    }
    guard number > 0 else { throw error("\(what) must be above 0, not \(number)", at: node) }
    return number
  }

  /// The items of a list; throws when the key is missing.
  func list(_ key: String) throws -> [Node] {
    let node = try node(key)
    guard let sequence = node.sequence else {
      throw error("`\(key)` of \(subject) must be a list", at: node)
    }
    return Array(sequence)
  }

  /// A list of texts; empty when the key is missing.
  func strings(_ key: String) throws -> [String] {
    guard mapping[key] != nil else { return [] }
    return try list(key).map { item in
      guard let text = item.scalar?.string, !text.isEmpty else {
        throw error("`\(key)` of \(subject) must be a list of texts", at: item)
      }
      return text
    }
  }

  /// A list of names, each given once; empty when the key is missing.
  func names(_ key: String) throws -> [String] {
    let names = try strings(key)
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      throw error("`\(key)` of \(subject) names \(name) twice", at: try list(key)[index])
    }
    return names
  }
}
