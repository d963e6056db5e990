import Course
import TestSupport
import XCTest

@testable import Symbols

final class APIReferenceTests: XCTestCase {
  private static let source = """
    /// A tensor.
    ///
    /// It has ``shape``.
    public final class Tensor {
      public var shape: [Int] { [] }
      let hidden = 1
      public init(_ values: [Double],
                  scale: Double = 1) {}
    }

    extension Tensor {
      /// Shares.
      @inlinable
      public func softmax(dim: Int) -> Tensor { self }
      public func relu() -> Tensor { self }
      public static func + (a: Tensor, b: Tensor) -> Tensor { a }
      public subscript(_ row: Int, at column: Int) -> Double { 0 }
      public func count() -> Int { 0 }
      private func secret() {}
    }

    public enum Mode { case fast, slow }

    struct Hidden { public func unseen() {} }

    public protocol Layer { func forward(_ x: Tensor) -> Tensor }

    public func relu(_ x: Tensor) -> Tensor { x }
    """

  private var symbols: [Symbol] {
    SymbolReader.symbols(in: Self.source, file: "Sources/Kindling/Tensor.swift")
  }

  private var links: SymbolLinks {
    let pages = APIReference.pages(of: symbols, in: "Kindling")
    return SymbolLinks(table: SymbolTable(pages), root: "../")
  }

  func testPublicDeclarationsAreFound() {
    XCTAssertEqual(
      symbols.map(\.fullName),
      [
        "Tensor", "Tensor.shape", "Tensor.init(_:scale:)", "Tensor.softmax(dim:)", "Tensor.relu()",
        "Tensor.+(a:b:)", "Tensor.subscript(_:at:)", "Tensor.count()", "Mode",
        "Mode.fast", "Mode.slow", "Layer", "Layer.forward(_:)", "relu(_:)",
      ])
  }

  func testADeclarationStandsWithoutItsBodyAndWithItsText() {
    let tensor = symbols[0]
    XCTAssertEqual(tensor.declaration, "public final class Tensor")
    XCTAssertEqual(tensor.documentation, "A tensor.\n\nIt has ``shape``.")
    XCTAssertEqual(tensor.line, 4)
    XCTAssertEqual(symbols[1].declaration, "public var shape: [Int]")
    XCTAssertEqual(
      symbols[3].declaration, "@inlinable\npublic func softmax(dim: Int) -> Tensor")
  }

  func testSpansOfCodeLeadToTheirPages() {
    let page = "../api/Kindling/Tensor.html"
    XCTAssertEqual(links.address(ofSpan: "Tensor"), page)
    XCTAssertEqual(links.address(ofSpan: "softmax(dim:)"), page + "#api-softmax(dim:)")
    XCTAssertEqual(links.address(ofSpan: "x.softmax(dim: 0)"), page + "#api-softmax(dim:)")
    XCTAssertEqual(links.address(ofSpan: "try x.softmax(dim: 0)"), page + "#api-softmax(dim:)")
    XCTAssertEqual(links.address(ofSpan: "Tensor.relu"), page + "#api-relu()")
    XCTAssertEqual(links.address(ofSpan: "relu(x)"), page + "#api-relu(_:)")
  }

  func testWhatMightMeanSomethingElseIsNoLink() {
    for code in ["shape", "torch.softmax", "nn.Tensor", "x.count", "x + y", "Tensor and x", "("] {
      XCTAssertNil(links.address(ofSpan: code), code)
    }
  }

  func testAddressesHaveNamesWithAndWithoutLabels() {
    let table = links.table
    let address = "api/Kindling/Tensor.html#api-softmax(dim:)"
    XCTAssertEqual(table.addresses["Tensor.softmax(dim:)"], address)
    XCTAssertEqual(table.addresses["Tensor.softmax"], address)
    XCTAssertEqual(table.addresses["Layer"], "api/Kindling/Layer.html")
  }

  func testNamesFromElsewhereAreNoDeclarationsButSayWhatThereIsHere() {
    let source = """
      /// A tensor.
      public final class Tensor {
        public var rank: Int { 0 }
        public func exp() -> Tensor { self }
      }

      extension Tensor {
        @available(*, unavailable, renamed: "getter:Tensor.rank(self:)")
        public func dim() -> Int { 0 }
        @available(*, unavailable, message: "use a .> b") public static func > (a: Tensor, b: Int) {}
        @available(*, unavailable, message: "use a .> b")
        public static func > (a: Tensor, b: Tensor) {}
        @available(*, unavailable, renamed: "exp()") public var exponential: Tensor { self }
        @available(macOS 26, *) public func new() {}
      }

      @available(*, unavailable, renamed: "Tensor.exp(self:)")
      public func exp(_ x: Tensor) -> Tensor { x }

      @available(*, unavailable)
      public struct Nothing { public var x: Int { 0 } }
      """
    let symbols = SymbolReader.symbols(in: source, file: "Sources/Kindling/Names.swift")
    let pages = APIReference.pages(of: symbols, in: "Kindling")
    let table = SymbolTable(pages)
    XCTAssertEqual(
      pages.flatMap(\.symbols).map(\.fullName),
      ["Tensor", "Tensor.rank", "Tensor.exp()", "Tensor.new()"])
    let names = OtherName.all(among: symbols, table)
    XCTAssertEqual(names.map(\.name), ["Tensor.dim()", ">", "Tensor.exponential", "exp(_:)"])
    XCTAssertEqual(
      names.map(\.answer),
      [
        "is called Tensor.rank here", "is not here; use a .> b", "is called Tensor.exp() here",
        "is called Tensor.exp() here",
      ])
    let page = "api/Kindling/Tensor.html"
    XCTAssertEqual(
      names.map(\.address), ["\(page)#api-rank", nil, "\(page)#api-exp()", "\(page)#api-exp()"])
  }

  func testEveryNameFromPyTorchThatIsOneHereIsALink() throws {
    let workbook = try Workbook(root: Repository.root)
    let names = APIReference(workbook).otherNames
    XCTAssertGreaterThan(names.count, 150)
    XCTAssertEqual(names.filter { $0.isName && $0.address == nil }.map(\.name), [])
  }
}
