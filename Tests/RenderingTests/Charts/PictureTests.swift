import Figures
import Markup
import XCTest

@testable import Documents
@testable import Rendering

/// Figures of more than a line: scales, surfaces, regions, labels, several in one.
final class PictureTests: XCTestCase {
  private func page(_ content: Figure.Content, description: String = "") -> Element {
    let root = MarkupTree.root("div")
    let figure = Figure(content, title: "T", xLabel: "x", yLabel: "y", description: description)
    Chart(figure: figure, identifier: "f").add(to: root)
    return root
  }

  private func elements(_ root: Element, _ name: String, _ style: String = "") -> [Element] {
    root.descendants.filter {
      $0.name == name
        && (style.isEmpty || $0["class"].orEmpty.split(separator: " ").contains(Substring(style)))
    }
  }

  func testALogarithmicAxisHasPowersOfTen() {
    func labels(_ values: [Double]) -> [String] {
      let scale = Scale(logarithmic: values, onto: (0, 100))
      return scale.ticks.map(scale.label)
    }
    XCTAssertEqual(labels([0.002, 30]), ["0.001", "0.01", "0.1", "1", "10", "100"])
    XCTAssertEqual(labels([1, 60]), ["1", "2", "5", "10", "20", "50", "100"])
    XCTAssertEqual(labels([1e-7, 1e7]).first, "1e\u{2212}7")
    XCTAssertEqual(labels([5, 5]), ["1", "2", "5", "10", "20"])
    let scale = Scale(logarithmic: [1, 100, .nan, 0], onto: (0, 100))
    XCTAssertEqual([1, 10, 100].map(scale.position), [0, 50, 100])
  }

  func testLinesOfEqualHeightOfAConeAreClosed() throws {
    let places = (-10...10).map { Double($0) / 10 }
    let surface = Figure.Surface(
      x: places, y: places, values: places.map { y in places.map { x in x * x + y * y } },
      levels: [0.25])
    let chains = Isolines(of: surface, at: 0.25).chains
    XCTAssertEqual(chains.count, 1)
    XCTAssertEqual(chains[0].first, chains[0].last)
    for place in chains[0] {
      // On a grid of tenths the circle is met to within the square of that.
      XCTAssertEqual(place.x * place.x + place.y * place.y, 0.25, accuracy: 0.01)
    }
    XCTAssertEqual(Isolines(of: surface, at: 1.5).chains.count, 4)
    XCTAssertEqual(Isolines(of: surface, at: 9).chains, [])
  }

  func testLinesOfEqualHeightDoNotJoinAtASaddle() {
    let surface = Figure.Surface(
      x: [-1, 1], y: [-1, 1], values: [[1, -1], [-1, 1]], levels: [0.5])
    let chains = Isolines(of: surface, at: 0.5).chains
    XCTAssertEqual(chains.map(\.count), [2, 2])
    let nan = Figure.Surface(x: [0, 1], y: [0, 1], values: [[.nan, 0], [0, 1]], levels: [])
    XCTAssertEqual(Isolines(of: nan, at: 0.5).chains, [])
  }

  func testAUnitIsAsLongOnBothAxes() throws {
    let series = Figure.Series(name: "", x: [0, 4], y: [0, 1])
    let root = page(.plane(Figure.Plane(lines: [series], hasEqualAxes: true)))
    let path = try XCTUnwrap(elements(root, "path", "line").first?["d"])
    let numbers = path.dropFirst().split { " L".contains($0) }.compactMap { Double($0) }
    XCTAssertEqual((numbers[2] - numbers[0]) / 4, numbers[1] - numbers[3], accuracy: 0.02)
  }

  func testWordsAtPointsDoNotCoverEachOther() {
    let x = (0..<8).map { 0.001 * Double($0) }
    let cloud = Figure.Series(name: "", x: x + [1], y: x + [1], labels: (0...8).map { "word\($0)" })
    let root = page(.points([cloud]))
    let names = elements(root, "text", "name")
    XCTAssertEqual(names.map(\.text), cloud.labels)
    XCTAssertEqual(Set(names.prefix(4).map { "\($0["x"].orEmpty) \($0["y"].orEmpty)" }).count, 4)
    let table = ChartTable(Figure(.points([cloud]), title: "T"))
    XCTAssertEqual(table.header, ["point", "x", "y"])
    XCTAssertEqual(table.rows.last, ["word8", "1", "1"])
  }

  func testPointsGoOnWithTheColoursAfterTheLines() {
    let series = Figure.Series(name: "a", x: [0, 1], y: [0, 1])
    let root = page(.plane(Figure.Plane(lines: [series], points: [series])))
    XCTAssertEqual(elements(root, "path", "line").map { $0["class"] }, ["line series-0"])
    XCTAssertEqual(elements(root, "rect", "point").count, 3)
    XCTAssertEqual(elements(root, "ul", "legend").flatMap(\.children).map(\.text), ["a", "a"])
  }

  func testTenSeriesHaveStylesOfTheirOwn() {
    let lines = (0..<10).map { Figure.Series(name: "\($0)", x: [0, 1], y: [0, Double($0)]) }
    let styles = elements(page(.lines(lines)), "path", "line").compactMap { $0["class"] }
    XCTAssertEqual(Set(styles).count, 10)
  }

  func testRegionsAreDescribedByTheirShares() throws {
    let regions = Figure.Regions(
      x: [0, 1, 2, 3], y: [0, 1], classes: [[0, 0, 0, 1], [0, 0, 1, 1]], names: ["no", "yes"])
    let root = page(.plane(Figure.Plane(regions: regions)))
    XCTAssertEqual(
      elements(root, "desc").first?.text, "Regions of y against x: no 63 percent, yes 38 percent.")
    XCTAssertEqual(
      elements(root, "path", "region").map { $0["d"].orEmpty.filter { $0 == "M" }.count }, [2, 2])
  }

  func testFiguresInOneHaveTheSameAxes() throws {
    let figures = [1.0, 4].map { size in
      Figure(.lines([.init(name: "", x: [0, 1], y: [0, size])]), title: "size \(size)")
    }
    for content: Figure.Content in [
      .panels(figures), .frames(name: "size", values: ["1", "4"], figures: figures),
    ] {
      let root = page(content, description: "Two lines.")
      let paths = elements(root, "path", "line").compactMap { $0["d"] }
      XCTAssertEqual(paths.count, 2)
      XCTAssertEqual(paths[0].prefix { $0 != "L" }, paths[1].prefix { $0 != "L" })
      XCTAssertNotEqual(paths[0], paths[1])
      let ticks = elements(root, "svg").map { svg in
        svg.descendants.filter { $0.name == "text" }.map(\.text)
      }
      XCTAssertEqual(ticks.first, ticks.last)
      XCTAssertEqual(elements(root, "p", "unseen").map(\.text), ["Two lines."])
    }
  }

  func testTheMiddleFrameIsTheOneThatIsSeen() {
    let figure = Figure(.lines([]), title: "L")
    let root = page(
      .frames(name: "rate", values: ["1", "2", "3"], figures: [figure, figure, figure]))
    let frames = elements(root, "div", "frame")
    XCTAssertEqual(frames.map { $0["hidden"] }, ["hidden", nil, "hidden"])
    XCTAssertEqual(frames.map { $0["class"] }, ["frame", "frame middle", "frame"])
  }

  func testShapesAreDrawnWithTheSidesThatMeet() throws {
    let code = try CodeBlock(
      info: "shapes T", code: "X [2, 3] x A^T [3, n] + b [n] = Y [2, n]\n", line: 1, file: "F")
    let root = page(.shapes(ShapesBlock(code).shapes))
    XCTAssertEqual(elements(root, "rect", "shape").count, 4)
    XCTAssertEqual(elements(root, "line", "meeting").count, 2)
    XCTAssertEqual(elements(root, "text", "meets").map(\.text), ["3", "3"])
    XCTAssertEqual(
      elements(root, "desc").first?.text,
      "X of shape [2, 3] times A^T of shape [3, n] plus b of shape [n] is Y of shape [2, n].")
  }
}
