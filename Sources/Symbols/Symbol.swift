/// A public declaration of a library, as its source has it.
package struct Symbol: Codable, Equatable, Sendable {
  /// The full name, with argument labels: `softmax(dim:)`.
  package let name: String
  /// The type that it belongs to: `Tensor`, `GradientCheck.Mismatch`; nil at the top level.
  package let owner: String?
  /// Whether members may belong to it.
  let isType: Bool
  /// The declaration without its body.
  package let declaration: String
  /// The documentation, in Markdown.
  package let documentation: String
  /// The source file's path from the workbook's root.
  package let file: String
  package let line: Int
  /// Where the declaration is there only to say what to use in its place: what it says.
  var instead: Instead?

  /// What a declaration that cannot be used says in its place.
  enum Instead: Codable, Equatable, Sendable {
    /// Its name here, as Swift's `renamed:` has it: `getter:Tensor.rank(self:)`.
    case name(String)
    /// Words: `use shape[0]`.
    case words(String)
  }

  /// The name without argument labels.
  var baseName: String { String(name.prefix { $0 != "(" }) }

  /// The name with the type's: `Tensor.softmax(dim:)`.
  package var fullName: String { (owner.map { $0 + "." } ?? "") + name }

  /// The argument labels, `_` for none; nil where it takes no arguments.
  var labels: [String]? {
    guard let open = name.firstIndex(of: "(") else { return nil }
    return name[open...].dropFirst().dropLast().split(separator: ":").map(String.init)
  }

  /// Whether a call with these labels can be one of this: defaults may be left out, and what takes
  /// any number of values repeats its label's place.
  func accepts(labels wanted: [String]) -> Bool {
    guard let labels else { return false }
    let isVariadic = declaration.contains("...")
    var rest = labels[...]
    for label in wanted {
      if let place = rest.firstIndex(of: label) {
        rest = rest[(place + 1)...]
      } else if !(isVariadic && label == "_") {
        return false
      }
    }
    return true
  }

  /// The full name without argument labels: `Tensor.softmax`.
  var plainName: String { (owner.map { $0 + "." } ?? "") + baseName }

  /// The outermost type that it belongs to, or itself where it is one.
  var outermostType: String? {
    let path = isType ? fullName : owner
    return path.map { String($0.prefix { $0 != "." }) }
  }
}
