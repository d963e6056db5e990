import Foundation
import Markup
import Toolchain
import XCTest

@testable import Documents
@testable import Rendering

/// Formulas are set by KaTeX itself, and refused in its words.
final class FormulaTests: XCTestCase {
  private func setter(
    in folder: URL? = nil, node: URL? = KaTeX.node
  ) -> FormulaSetter {
    FormulaSetter(cache: folder ?? URL(filePath: NSTemporaryDirectory()), node: node)
  }

  private func temporaryFolder() -> URL {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: UUID().uuidString)
    addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
    return folder
  }

  func testAFormulaIsSetAsTypeAndAsMathML() async throws {
    let page = MarkupTree.root("html")
    page.add("head")
    let body = page.add("body")
    Formula.add(" a_i ", isDisplayed: false, to: body.add("p"))
    Formula.add("\\frac{1}{2}", isDisplayed: true, as: "div", to: body)
    try await setter().set(page, root: "../")
    let html = HTMLWriter.page(page)
    XCTAssertTrue(html.contains("<span class=\"math\"><span class=\"katex\">"), html)
    XCTAssertTrue(html.contains("<div class=\"math display\"><span class=\"katex-display\">"), html)
    XCTAssertTrue(html.contains("<msub><mi>a</mi><mi>i</mi></msub>"), html)
    XCTAssertTrue(html.contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"), html)
    XCTAssertTrue(html.contains("href=\"../assets/katex/katex.min.css\""), html)
    _ = try MarkupTree.parse(html)
  }

  func testAPageWithoutFormulasHasNoStylesheetForThemAndNeedsNoNode() async throws {
    let page = MarkupTree.root("html")
    page.add("head")
    page.add("body", [:], "x")
    try await setter(node: nil).set(page, root: "")
    XCTAssertEqual(HTMLWriter.page(page).contains("katex"), false)
  }

  func testWithoutNodeABuildSaysWhatToInstall() async throws {
    let formula = Formula("q^{17}", isDisplayed: false)
    do {
      _ = try await setter(in: temporaryFolder(), node: nil).outcomes(of: [formula])
      XCTFail("no error")
    } catch {
      XCTAssertEqual(
        "\(error)",
        "Node, which sets formulas, is not installed: `apt-get install nodejs`, or on macOS "
          + "`brew install node`")
    }
  }

  func testWhatKaTeXRefusesIsAFaultAtItsLine() async throws {
    let source = "# A\n\nA $\\fraq{1}{2}$ and ${$,\n\n- $\\left( x$\n- $x_i$, $\\begin{tikz}$\n"
    let blocks = try MarkdownReader.read(source, file: "a.md")
    let faults = try await setter().faults(in: blocks, file: "a.md")
    XCTAssertEqual(
      faults.map(\.description),
      [
        "a.md:3: formula '\\fraq{1}{2}': Undefined control sequence: \\fraq",
        "a.md:3: formula '{': Expected '}', got 'EOF'",
        "a.md:5: formula '\\left( x': Expected '\\right', got 'EOF'",
        "a.md:6: formula '\\begin{tikz}': No such environment: tikz",
      ])
  }

  func testWhatWasSetIsKept() async throws {
    let folder = temporaryFolder()
    let formula = Formula("x + y", isDisplayed: false)
    let first = setter(in: folder)
    let outcome = try await first.outcomes(of: [formula])[formula]
    try await first.save()
    // Without the program only what was kept is there.
    let kept = try await setter(in: folder, node: nil).outcomes(of: [formula])[formula]
    XCTAssertNotNil(outcome)
    XCTAssertEqual(kept, outcome)
  }

  func testAFormulaIsWordsForASearch() async throws {
    let source =
      "# A\n\n$\\sigma(x)_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}$ and $\\text{ReLU}(x) \\le \\hat{y}$\n"
    let blocks = try MarkdownReader.read(source, file: "a.md")
    let words = try await setter().words(in: blocks)
    XCTAssertEqual(
      Formula.all(in: blocks).map { words[$0.formula] },
      ["\u{3C3}(x)_i = e^x_i / \u{2211}_je^x_j", "ReLU(x) \u{2264} y"])
  }
}
