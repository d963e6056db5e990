import Answers
import Course
import SwiftSyntax

/// The types whose values the tests compare, held against how the exercise gives them.
///
/// What `==` means for them is the compiler's: it compares the cases of an enum and the stored
/// properties of a struct. A type without any, a raw value that is always the same, or a protocol
/// that has an `==` of its own makes all values equal, and every comparison right.
struct GivenTypes {
  private let answer: AnswerFile
  /// Those that a section gives, as an answer has them.
  private let own: [String: GivenType]

  init(of section: Section, in answer: AnswerFile) {
    self.answer = answer
    own = GivenType.all(in: answer).filter { section.provided.contains($0.key) }
  }

  /// Whether there is nothing to compare, so that no solution needs to be read.
  var isEmpty: Bool { own.isEmpty }

  /// What the answer has made of them, in a learner's words.
  func problems(against solution: AnswerFile) -> [String] {
    let compared = GivenType.all(in: solution).filter { own[$0.key] != nil && $0.value.isCompared }
    guard !compared.isEmpty else { return [] }
    let isolated = Declared(in: answer).isolatedProtocols
    return compared.sorted { $0.key < $1.key }.flatMap { name, given in
      problems(with: own[name]!, called: name, given: given, isolated: isolated)
    }
  }

  private func problems(
    with type: GivenType, called name: String, given: GivenType, isolated: Set<String>
  ) -> [String] {
    if type.kind != given.kind || type.contents != given.contents {
      return [
        "the tests compare values of `\(name)`, so it must keep what is given: "
          + given.contents.joined(separator: ", ")
      ]
    }
    let allowed = Self.harmless.union(given.protocols).union(isolated)
    let more =
      type.protocols.filter { !allowed.contains($0) }
      + type.members.intersection(Self.deciding).subtracting(given.members)
    return more.sorted().map {
      "the tests compare values of `\(name)`, and `\($0)` may decide which are equal: leave it out"
    }
  }

  /// Protocols that say nothing of which values are equal, or leave that to the compiler.
  private static let harmless: Set<String> = [
    "Equatable", "Hashable", "Comparable", "Sendable", "Error", "CaseIterable", "Codable",
    "Encodable", "Decodable", "Identifiable", "CustomStringConvertible",
    "CustomDebugStringConvertible", "TextOutputStreamable",
  ]

  /// Members that take part in an `==` that is there already.
  private static let deciding: Set<String> = ["rawValue"]
}

/// A type as a file declares it, with its extensions.
private struct GivenType {
  var kind: SyntaxKind
  /// The cases of an enum, or the stored properties of a struct, in order of their text.
  var contents: [String] = []
  var protocols: Set<String> = []
  var members: Set<String> = []

  /// Whether the tests can compare its values.
  var isCompared: Bool {
    !protocols.isDisjoint(with: ["Equatable", "Hashable", "Comparable", "String", "Int"])
  }

  /// The outermost enums and structs of a file, by name.
  static func all(in file: AnswerFile) -> [String: GivenType] {
    var types: [String: GivenType] = [:]
    let declarations = file.tree.statements.compactMap { $0.item.as(DeclSyntax.self) }
    for declaration in declarations where !declaration.is(ExtensionDeclSyntax.self) {
      guard declaration.is(EnumDeclSyntax.self) || declaration.is(StructDeclSyntax.self),
        let name = DeclarationNames.typeName(of: declaration)
      else { continue }
      types[name] = GivenType(kind: declaration.kind)
      types[name]?.add(declaration)
    }
    for declaration in declarations.compactMap({ $0.as(ExtensionDeclSyntax.self) }) {
      types[declaration.extendedType.trimmedDescription]?.add(DeclSyntax(declaration))
    }
    return types
  }

  private mutating func add(_ declaration: DeclSyntax) {
    guard let group = declaration.asProtocol(DeclGroupSyntax.self) else { return }
    protocols.formUnion(
      group.inheritanceClause?.inheritedTypes.map(\.type.trimmedDescription) ?? [])
    for member in group.memberBlock.members {
      if let cases = member.decl.as(EnumCaseDeclSyntax.self) {
        contents += cases.elements.map {
          "case " + DeclarationNames.plain($0.name) + Self.spelled($0.parameterClause)
        }
      }
      guard let variable = member.decl.as(VariableDeclSyntax.self) else { continue }
      let names = DeclarationNames.names(of: variable).map(DeclarationNames.plain)
      members.formUnion(names)
      let isStatic = variable.modifiers.contains { $0.name.text == "static" }
      if !isStatic, variable.bindings.allSatisfy(Self.isStored) { contents += names }
    }
    contents.sort()
  }

  /// The types of a case's values: `(String, Int)`.
  private static func spelled(_ clause: EnumCaseParameterClauseSyntax?) -> String {
    guard let clause else { return "" }
    let types = clause.parameters.map(\.type.trimmedDescription)
    return "(" + types.joined(separator: ", ") + ")"
  }

  private static func isStored(_ binding: PatternBindingSyntax) -> Bool {
    switch binding.accessorBlock?.accessors {
    case nil: true
    case .getter: false
    case .accessors(let accessors):
      accessors.allSatisfy { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
    }
  }
}
