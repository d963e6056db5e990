import XCTest

/// Every public declaration of the libraries says what it is for.
final class DocumentationTests: XCTestCase {
  func testEveryPublicDeclarationHasADocComment() throws {
    let files = try SourceFile.all(under: "Sources/Kindling", "Sources/Layerwise")
    XCTAssertGreaterThan(files.count, 100)
    // What a protocol explains need not be explained again by each type that conforms to it.
    let explained = Self.inherited.union(
      files.flatMap { Self.requirements(in: $0.lines) }.compactMap { Self.name(of: $0.line) }
    ).subtracting(["subscript"])
    for file in files {
      var declarations = Self.requirements(in: file.lines)
      declarations += file.lines.enumerated().filter { Self.isPublic($0.element) }
        .map { ($0.offset, $0.element) }
        .filter { Self.name(of: $0.1).map { !explained.contains($0) } ?? true }
      for (number, line) in declarations where !Self.isDocumented(number, in: file.lines) {
        XCTFail("\(file.path):\(number + 1): no doc comment: \(line)")
      }
    }
  }

  func testSeesWhatLacksOne() {
    let lines = [
      "/// Good.", "@inlinable", "public func good() {}", "public func bad() {}",
      "public protocol P {", "  var count: Int { get }", "}",
      "@available(*, unavailable, message: \"use count\")", "public var size: Int { 0 }",
    ]
    XCTAssertEqual(
      lines.map(Self.isPublic), [false, false, true, true, true, false, false, false, true])
    XCTAssertTrue(Self.isDocumented(2, in: lines))
    XCTAssertFalse(Self.isDocumented(3, in: lines))
    XCTAssertTrue(Self.isDocumented(8, in: lines))
    XCTAssertEqual(Self.requirements(in: lines).map(\.number), [5])
    XCTAssertEqual(Self.name(of: "  public var count: Int {"), "count")
  }

  /// What the standard library's protocols ask for.
  private static let inherited: Set<String> = [
    "description", "startIndex", "endIndex", "==", "hash", "init(arrayLiteral",
    "init(integerLiteral", "next", "Sample",
  ]

  private static func isPublic(_ line: String) -> Bool {
    line.firstMatch(of: /^ *(@\w+ )*(public|open) (?!extension)/) != nil
      && !line.contains(" override ")
  }

  /// The members of the public protocols, with the numbers of their lines.
  private static func requirements(in lines: [String]) -> [(number: Int, line: String)] {
    var (isInside, found): (Bool, [(Int, String)]) = (false, [])
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("public protocol") && !line.hasSuffix("{}") { isInside = true }
      if line == "}" { isInside = false }
      let member = /^  (static |mutating )?(func|var|init|subscript|associatedtype)\b.*/
      if isInside && line.wholeMatch(of: member) != nil { found.append((number, line)) }
    }
    return found
  }

  private static func name(of line: String) -> String? {
    let pattern = /\b(?:func|var|let|typealias|associatedtype) ([\w=]+)|\b(init\(\w+)|\b(subscript)/
    guard let match = line.firstMatch(of: pattern) else { return nil }
    return (match.1 ?? match.2 ?? match.3).map(String.init)
  }

  /// A declaration that cannot be used says in its attribute what to use in its place.
  private static func isDocumented(_ number: Int, in lines: [String]) -> Bool {
    if number > 0, lines[number - 1].contains("@available(*, unavailable, ") { return true }
    let above = lines[..<number].last { !$0.drop { $0 == " " }.hasPrefix("@") }
    return above?.drop { $0 == " " }.hasPrefix("///") ?? false
  }
}
