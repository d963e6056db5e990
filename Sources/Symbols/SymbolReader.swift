import Markup
import SwiftParser
import SwiftSyntax

/// Finds the public declarations of a source file.
final class SymbolReader: SyntaxVisitor {
  private let file: String
  private let converter: SourceLocationConverter
  /// The names of the types around, outermost first.
  private var owners: [String] = []
  /// Whether what is directly inside is public without saying so.
  private var isPublicInside: [Bool] = []
  private var symbols: [Symbol] = []

  /// The symbols of a file, in the order of its lines.
  static func symbols(in source: String, file: String) -> [Symbol] {
    let tree = Parser.parse(source: source)
    let reader = SymbolReader(tree, file: file)
    reader.walk(tree)
    return reader.symbols
  }

  private init(_ tree: SourceFileSyntax, file: String) {
    self.file = file
    converter = SourceLocationConverter(fileName: file, tree: tree)
    super.init(viewMode: .sourceAccurate)
  }

  // MARK: Types

  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node, name: node.name.text, modifiers: node.modifiers, body: node.memberBlock)
  }
  override func visitPost(_ node: ClassDeclSyntax) { leave() }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node, name: node.name.text, modifiers: node.modifiers, body: node.memberBlock)
  }
  override func visitPost(_ node: StructDeclSyntax) { leave() }

  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(node, name: node.name.text, modifiers: node.modifiers, body: node.memberBlock)
  }
  override func visitPost(_ node: EnumDeclSyntax) { leave() }

  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind {
    enter(
      node, name: node.name.text, modifiers: node.modifiers, body: node.memberBlock,
      isPublicInside: true)
  }
  override func visitPost(_ node: ProtocolDeclSyntax) { leave() }

  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    owners.append(node.extendedType.trimmedDescription)
    isPublicInside.append(isPublic(node.modifiers))
    return .visitChildren
  }
  override func visitPost(_ node: ExtensionDeclSyntax) { leave() }

  private func enter(
    _ node: some DeclSyntaxProtocol, name: String, modifiers: DeclModifierListSyntax,
    body: MemberBlockSyntax, isPublicInside: Bool = false
  ) -> SyntaxVisitorContinueKind {
    let isVisible = isPublic(modifiers) && !Unavailability(of: node).isSilent
    if isVisible { add(node, name: name, isType: true, until: body) }
    owners.append(name)
    self.isPublicInside.append(isVisible && isPublicInside)
    return isVisible ? .visitChildren : .skipChildren
  }

  private func leave() {
    owners.removeLast()
    isPublicInside.removeLast()
  }

  // MARK: Members and functions

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if isPublic(node.modifiers) {
      let labels = Self.labels(node.signature.parameterClause)
      add(node, name: node.name.bareText + labels, until: node.body)
    }
    return .skipChildren
  }

  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    if isPublic(node.modifiers) {
      add(node, name: "init" + Self.labels(node.signature.parameterClause), until: node.body)
    }
    return .skipChildren
  }

  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    if isPublic(node.modifiers) {
      // The parameters of a subscript are labels only where they are given one.
      let labels = node.parameterClause.parameters
        .map { ($0.secondName == nil ? "_" : $0.firstName.text) + ":" }
      add(node, name: "subscript(\(labels.joined()))", until: node.accessorBlock)
    }
    return .skipChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    guard isPublic(node.modifiers) else { return .skipChildren }
    for binding in node.bindings {
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.bareText else {
        continue
      }
      add(node, name: name, until: binding.accessorBlock)
    }
    return .skipChildren
  }

  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
    if isPublic(node.modifiers) {
      add(node, name: node.name.text, isType: true, until: MemberBlockSyntax?.none)
    }
    return .skipChildren
  }

  override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind {
    for element in node.elements {
      let labels = element.parameterClause?.parameters.map { ($0.firstName?.text ?? "_") + ":" }
      let name = element.name.bareText + (labels.map { "(\($0.joined()))" } ?? "")
      add(node, name: name, until: MemberBlockSyntax?.none)
    }
    return .skipChildren
  }

  // MARK: Underneath

  private func add(
    _ node: some DeclSyntaxProtocol, name: String, isType: Bool = false,
    until body: (some SyntaxProtocol)?
  ) {
    let unavailability = Unavailability(of: node)
    guard !name.hasPrefix("_"), !unavailability.isSilent else { return }
    let start = node.positionAfterSkippingLeadingTrivia
    let end = body?.positionAfterSkippingLeadingTrivia ?? node.endPositionBeforeTrailingTrivia
    let offset = start.utf8Offset - node.position.utf8Offset
    let text = node.syntaxTextBytes[offset..<(end.utf8Offset - node.position.utf8Offset)]
    let location = converter.location(for: start)
    symbols.append(
      Symbol(
        name: name, owner: owners.isEmpty ? nil : owners.joined(separator: "."), isType: isType,
        declaration: Self.outdented(
          String(decoding: text, as: UTF8.self).trimmed, by: location.column - 1),
        documentation: Self.documentation(node.leadingTrivia), file: file,
        line: location.line, instead: unavailability.instead))
  }

  private func isPublic(_ modifiers: DeclModifierListSyntax) -> Bool {
    let words = modifiers.map(\.name.text)
    if words.contains("public") || words.contains("open") { return true }
    let isHidden = ["private", "fileprivate", "internal", "package"].contains(where: words.contains)
    return !isHidden && isPublicInside.last == true
  }

  private static func labels(_ clause: FunctionParameterClauseSyntax) -> String {
    "(" + clause.parameters.map { $0.firstName.text + ":" }.joined() + ")"
  }

  private static func documentation(_ trivia: Trivia) -> String {
    trivia.compactMap { piece in
      guard case .docLineComment(let line) = piece else { return nil }
      return String(line.dropFirst(line.hasPrefix("/// ") ? 4 : 3))
    }.joined(separator: "\n")
  }

  /// A declaration of several lines without the indentation of its first.
  private static func outdented(_ text: String, by indent: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.dropFirst(min(indent, line.prefix { $0 == " " }.count)) }
      .joined(separator: "\n")
  }
}

/// Whether a declaration cannot be used, and what it says then.
private struct Unavailability {
  private(set) var instead: Symbol.Instead?
  /// Whether it cannot be used and says nothing.
  private(set) var isSilent = false

  init(of node: some DeclSyntaxProtocol) {
    let attributes = node.asProtocol((any WithAttributesSyntax).self)?.attributes ?? []
    for case .attribute(let attribute) in attributes {
      guard case .availability(let arguments)? = attribute.arguments,
        arguments.contains(where: { $0.argument.trimmedDescription == "unavailable" })
      else { continue }
      isSilent = true
      for argument in arguments {
        guard let labeled = argument.argument.as(AvailabilityLabeledArgumentSyntax.self),
          case .string(let literal) = labeled.value
        else { continue }
        let text = literal.segments.trimmedDescription
        instead = labeled.label.text == "renamed" ? .name(text) : .words(text)
        isSilent = false
      }
    }
  }
}
