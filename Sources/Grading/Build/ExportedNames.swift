import Course

/// What an answer's object offers to the tests, held against what the exercise asks for and gives.
///
/// The policy reads declarations and knows the line; the object holds a symbol for everything that
/// came out public, however it was written. What leaves none, an alias of a type, can be written in
/// one way only.
struct ExportedNames {
  private let module: String
  /// The names outside of types: functions, and types of which anything is known.
  private let outermost: Set<String>
  private let known: Set<String>

  init(of section: Section) {
    module = section.module
    known = Set(section.provided + section.parts.flatMap(\.declarations))
    outermost = Set(known.map { String($0.prefix { $0 != "(" && $0 != "." }) })
  }

  /// What is wrong with an exported symbol, in a learner's words; nil for one that the exercise
  /// has.
  func problem(with symbol: String) -> String? {
    let path = MangledPath(of: symbol)
    guard path.pieces.first == .name(module) else { return foreign(path, symbol) }
    guard case .name(let name)? = path.pieces.dropFirst().first else {
      return symbol.hasSuffix("MXM") ? nil : Self.message(for: symbol)
    }
    guard outermost.contains(name) else { return Self.message(for: name) }
    return nested(in: path)
  }

  /// Members of the exercise's types may be added, types among them not.
  private func nested(in path: MangledPath) -> String? {
    var types: [String] = []
    let pieces = path.pieces.dropFirst()
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      switch (piece, next) {
      case (.kind, _): continue
      case (.name(let name), .kind):
        types.append(name)
        let type = types.joined(separator: ".")
        if types.count > 1, !known.contains(type),
          !known.contains(where: { $0.hasPrefix(type + ".") })
        {
          return Self.message(for: type)
        }
      default: return nil
      }
    }
    return nil
  }

  /// A public member of a type of another module, or a conformance of that type.
  private func foreign(_ path: MangledPath, _ symbol: String) -> String {
    var type: String?
    var rest = path.pieces[...]
    while let piece = rest.popFirst() {
      if case .standardType(let name) = piece { type = name }
      if case .name(let name) = piece, case .kind = rest.first { type = name }
      if type != nil, case .name(module)? = rest.first {
        rest.removeFirst()
        break
      }
    }
    let name = type ?? "a type of another module"
    // Descriptors, tables and accessors of conformances.
    if ["Mc", "WP", "Wa", "WG", "WI", "Wl", "WL"].contains(where: symbol.hasSuffix) {
      return Self.conformance(of: name)
    }
    guard rest.popFirst() == .extended, case .name(let member)? = rest.first else {
      return "something in an extension of `\(name)` is public: remove its `public`"
    }
    return Self.message(for: "\(name).\(member)")
  }

  private static func message(for name: String) -> String {
    "`\(name)` is public and not part of this exercise: remove its `public`"
  }

  private static func conformance(of type: String) -> String {
    "`\(type)` is given a conformance that would affect the tests too: wrap it in a type of your "
      + "own, or write a function"
  }
}
