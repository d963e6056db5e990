import Answers
import Course
import SwiftSyntax

/// A function of a solution, as a wrong answer that wraps it sees it.
struct AnsweredFunction {
  let part: Part
  let node: FunctionDeclSyntax
  let name: String
  /// The name with the types around it, as `BagOfWordsClassifier.forward`.
  let qualifiedName: String
  let parameters: [Parameter]
  /// The type of the result as it is written; `Void` where none is.
  let result: String
  /// How a module is put into training or out of it: Layerwise has a call of its own.
  let modeCall: String

  struct Parameter {
    /// Nil where a call gives none.
    let label: String?
    let name: String
    /// The type as it is written, without what says how it is passed.
    let type: String
    let isInOut: Bool
  }

  /// The functions of the parts, in the order of the file; not those with a variable number of
  /// arguments, which cannot be handed on.
  static func all(in file: AnswerFile, of section: Section) -> [AnsweredFunction] {
    file.tree.nodes(of: FunctionDeclSyntax.self, nested: false).compactMap { node in
      let name = DeclarationNames.fullName(of: node) ?? ""
      let part = section.parts.first { $0.declarations.contains(name) }
      return part.flatMap { AnsweredFunction(node, of: $0, in: section) }
    }
  }

  private init?(_ node: FunctionDeclSyntax, of part: Part, in section: Section) {
    let clause = node.signature.parameterClause.parameters
    guard node.body != nil, !clause.contains(where: { $0.ellipsis != nil }) else { return nil }
    self.node = node
    self.part = part
    name = DeclarationNames.plain(node.name)
    qualifiedName = (DeclarationNames.enclosingTypes(of: node) + [name]).joined(separator: ".")
    parameters = clause.map { parameter in
      let attributed = parameter.type.as(AttributedTypeSyntax.self)
      let first = DeclarationNames.plain(parameter.firstName)
      return Parameter(
        label: first == "_" ? nil : first,
        name: DeclarationNames.plain(parameter.secondName ?? parameter.firstName),
        type: (attributed?.baseType ?? parameter.type).trimmedDescription,
        isInOut: attributed?.specifiers.trimmedDescription.contains("inout") ?? false)
    }
    result = node.signature.returnClause?.type.trimmedDescription ?? "Void"
    modeCall = section.library == "Layerwise" ? "setTraining" : "train"
  }

  // MARK: In the source of a wrapper

  /// What the solution's function is called beside the wrapper that has its name.
  var solvedName: String { "solved" + name.prefix(1).uppercased() + name.dropFirst() }

  /// A call of the solution, with some arguments replaced by other expressions.
  func call(_ changes: [String: String] = [:]) -> String {
    let arguments = parameters.map { parameter in
      let value = changes[parameter.name] ?? (parameter.isInOut ? "&" : "") + parameter.name
      return parameter.label.map { "\($0): \(value)" } ?? value
    }
    let effects = node.signature.effectSpecifiers
    return (effects?.throwsClause == nil ? "" : "try ")
      + (effects?.asyncSpecifier == nil ? "" : "await ")
      + "\(solvedName)(\(arguments.joined(separator: ", ")))"
  }

  /// The parameters that are tensors.
  var tensors: [String] { parameters.filter { $0.type == "Tensor" }.map(\.name) }

  /// Every tensor among the arguments, those in lists included, as a list; nil where none is.
  var allTensors: String? {
    let lists = parameters.filter { $0.type == "[Tensor]" }.map(\.name)
    let parts = (tensors.isEmpty ? [] : ["[\(tensors.joined(separator: ", "))]"]) + lists
    return parts.isEmpty ? nil : parts.joined(separator: " + ")
  }

  /// The parameters that can be empty and are no tensors.
  var collections: [String] {
    parameters.filter { $0.type.hasPrefix("[") || $0.type == "String" }.map(\.name)
  }

  /// The first whole number among the parameters with one of some names.
  func integer(named names: Set<String>) -> String? {
    parameters.first { $0.type == "Int" && names.contains($0.name) }?.name
  }

  /// Whether the result is an array.
  var returnsList: Bool { node.signature.returnClause?.type.is(ArrayTypeSyntax.self) ?? false }

  var canThrow: Bool { node.signature.effectSpecifiers?.throwsClause != nil }
}
