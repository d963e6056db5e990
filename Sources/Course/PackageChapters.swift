import SwiftParser
import SwiftSyntax

/// The rows of `Package.swift` that give each chapter its sections.
public struct PackageChapters: Sendable, Equatable {
  /// A chapter's folder, and the modules of its sections by number.
  public struct Row: Sendable, Equatable {
    public let folder: String
    public var sections: [Int: String]

    var number: Int { Int(folder.prefix { $0 != "-" }) ?? 0 }
  }

  public private(set) var rows: [Row]
  private let manifest: String
  /// Where the list is, in bytes.
  private let place: Range<Int>

  /// Reads the rows; throws a `PackageChaptersMissing` when they are not written as they should be.
  public init(manifest: String) throws {
    self.manifest = manifest
    let finder = Finder(viewMode: .sourceAccurate)
    finder.walk(Parser.parse(source: manifest))
    guard let list = finder.list else { throw PackageChaptersMissing() }
    rows = try list.elements.map(Self.row)
    place =
      list.positionAfterSkippingLeadingTrivia
      .utf8Offset..<list
      .endPositionBeforeTrailingTrivia.utf8Offset
  }

  private static func row(_ element: ArrayElementSyntax) throws -> Row {
    guard let pair = element.expression.as(TupleExprSyntax.self).map({ Array($0.elements) }),
      pair.count == 2, let folder = string(pair[0].expression),
      let list = pair[1].expression.as(DictionaryExprSyntax.self)?.content
    else { throw PackageChaptersMissing() }
    guard case .elements(let sections) = list else { return Row(folder: folder, sections: [:]) }
    let modules = try sections.map { section in
      guard let number = section.key.as(IntegerLiteralExprSyntax.self)?.representedLiteralValue,
        let module = string(section.value)
      else { throw PackageChaptersMissing() }
      return (number, module)
    }
    return Row(folder: folder, sections: Dictionary(modules) { first, _ in first })
  }

  private static func string(_ expression: ExprSyntax) -> String? {
    expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
  }

  /// Adds a section, in a new row where its chapter has none.
  package mutating func add(_ module: String, number: Int, in folder: String) {
    if let index = rows.firstIndex(where: { $0.folder == folder }) {
      rows[index].sections[number] = module
    } else {
      rows.append(Row(folder: folder, sections: [number: module]))
      rows.sort { $0.number < $1.number }
    }
  }

  /// The manifest with the rows of some sections alone, which are named by their folders, such as
  /// `2-BuildingBlocks/1-AffineMaps`.
  public func text(keeping folders: Set<String>) -> String {
    var kept = self
    kept.rows = rows.compactMap { row in
      var row = row
      row.sections = row.sections.filter { folders.contains("\(row.folder)/\($0.key)-\($0.value)") }
      return row.sections.isEmpty ? nil : row
    }
    return kept.text
  }

  /// The manifest with these rows, a section a line, so that two authors' additions rarely meet.
  package var text: String {
    let chapters = rows.map { row in
      let sections = row.sections.sorted { $0.key < $1.key }.map { "      \($0): \"\($1)\"" }
      return "  (\n    \"\(row.folder)\",\n    [\n\(Self.listed(sections))\n    ]\n  )"
    }
    let list = "[\n\(Self.listed(chapters))\n]"
    let bytes = Array(manifest.utf8)
    return String(decoding: bytes[..<place.lowerBound], as: UTF8.self) + list
      + String(decoding: bytes[place.upperBound...], as: UTF8.self)
  }

  /// Elements of a list on lines of their own; one alone has no comma, as the formatter wants it.
  private static func listed(_ elements: [String]) -> String {
    elements.count == 1 ? elements[0] : elements.map { "\($0)," }.joined(separator: "\n")
  }

  private final class Finder: SyntaxVisitor {
    var list: ArrayExprSyntax?

    override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
      if node.pattern.trimmedDescription == "chapters", list == nil {
        list = node.initializer?.value.as(ArrayExprSyntax.self)
      }
      return .skipChildren
    }
  }
}

/// `Package.swift` has no list of chapters that can be read.
public struct PackageChaptersMissing: Error, CustomStringConvertible {
  public var description: String {
    "Package.swift: there is no list `chapters` of rows such as "
      + "(\"2-BuildingBlocks\", [1: \"AffineMaps\"])"
  }
}
