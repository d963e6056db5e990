import Figures
import Markup
import XCTest

@testable import Rendering

final class ChartTests: XCTestCase {
  private func chart(_ content: Figure.Content, description: String = "") -> Element {
    let root = MarkupTree.root("div")
    let figure = Figure(
      content, title: "T", xLabel: "time", yLabel: "size", description: description)
    Chart(figure: figure, identifier: "f").add(to: root)
    return root
  }

  private func elements(_ root: Element, _ name: String, _ style: String) -> [Element] {
    root.descendants.filter {
      $0.name == name && $0["class"].orEmpty.split(separator: " ").contains(Substring(style))
    }
  }

  func testTicksAreRound() {
    func ticks(_ values: [Double], includingZero: Bool = false) -> [String] {
      let scale = Scale(values, onto: (0, 100), includingZero: includingZero)
      return scale.ticks.map(scale.label)
    }
    XCTAssertEqual(ticks([0, 1]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    XCTAssertEqual(ticks([-3, 3]), ["\u{2212}4", "\u{2212}2", "0", "2", "4"])
    XCTAssertEqual(ticks([7, 7]), ["2", "4", "6", "8", "10", "12"])
    XCTAssertEqual(ticks([0.012, 0.031]), ["0.010", "0.015", "0.020", "0.025", "0.030", "0.035"])
    XCTAssertEqual(ticks([90, 100], includingZero: true), ["0", "20", "40", "60", "80", "100"])
    XCTAssertEqual(ticks([.nan, .infinity]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    XCTAssertEqual(ticks([0, 3e7]), ["0", "1e7", "2e7", "3e7"])
    XCTAssertEqual(ticks([1_000_000.1, 1_000_000.3]).first, "1000000.1")
    XCTAssertEqual(ticks([1e-300, 3e-300]).last, "3e\u{2212}300")
  }

  func testEveryTickHasAPlaceAndALabelOfItsOwn() {
    let stretches: [[Double]] = [
      [1, 1 + 1e-15], [-1e300, 1e300], [0, 1e-300], [1e16, 1e16 + 2], [-5, -5], [0.1, 0.1000001],
    ]
    for values in stretches {
      let scale = Scale(values, onto: (0, 100))
      let labels = scale.ticks.map(scale.label)
      XCTAssertGreaterThan(labels.count, 1, "\(values)")
      XCTAssertEqual(Set(labels).count, labels.count, "\(labels)")
      for value in values {
        XCTAssertTrue((0...100).contains(scale.position(value)), "\(value) of \(values)")
      }
    }
  }

  func testStepsAndCountsHaveWholeTicks() {
    let scale = Scale([0, 2], onto: (0, 100), isWhole: true)
    XCTAssertEqual(scale.ticks.map(scale.label), ["0", "1", "2"])
  }

  func testPositionsFollowTheRange() {
    let scale = Scale([0, 10], onto: (200, 100))
    XCTAssertEqual([0, 5, 10].map(scale.position), [200, 150, 100])
  }

  func testALineLeavesAGapWhereThereIsNoNumber() throws {
    let root = chart(.lines([.init(name: "a", x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0])]))
    let path = try XCTUnwrap(elements(root, "path", "series-0").first?["d"])
    XCTAssertEqual(path.filter { $0 == "M" }.count, 2)
    XCTAssertFalse(path.contains("nan"))
  }

  func testAPointOfALineWithoutNeighboursIsSeen() {
    let root = chart(.lines([.init(name: "a", x: [0, 1, 2], y: [1, .infinity, 1])]))
    XCTAssertEqual(elements(root, "circle", "series-0").count, 2)
  }

  func testSeriesDifferByMoreThanColour() {
    let cloud = Figure.Series(name: "a", x: [0], y: [0])
    let root = chart(.points([cloud, cloud, cloud]))
    let shapes = root.descendants.filter { $0["class"].orEmpty.hasPrefix("point") }.map(\.name)
    XCTAssertEqual(Set(shapes), ["circle", "rect", "path"])
  }

  func testPointsAreClearOfTheFrame() throws {
    let corners = Figure.Series(name: "a", x: [0, 1, 0, 1], y: [0, 1, 1, 0])
    let inner = Figure.Series(name: "a", x: [0.4, 0.6], y: [0.4, 0.6])
    let plane = Figure.Plane(points: [corners])
    var grid = plane
    grid.regions = Figure.Regions(
      x: [0, 0.5, 1], y: [0, 0.5, 1], classes: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], names: ["a"])
    var other = plane
    other.points = [inner]
    let panels = [other, plane].map { Figure(.plane($0), title: "", xLabel: "x", yLabel: "y") }
    for content in [Figure.Content.plane(plane), .plane(grid), .panels(panels)] {
      for circle in elements(chart(content), "circle", "point") {
        let x = try XCTUnwrap(Double(circle["cx"].orEmpty))
        let y = try XCTUnwrap(Double(circle["cy"].orEmpty))
        // A point has a radius of 4.
        XCTAssertGreaterThan(x, Plot.left + 4)
        XCTAssertLessThan(x, Plot.right - 4)
        XCTAssertGreaterThan(y, 14 + 4)
        XCTAssertLessThan(y, Chart.height - 56 - 4)
      }
    }
  }

  func testBarsStandOnZero() throws {
    let root = chart(.bars(labels: ["a", "b"], groups: [.init(name: "", values: [2, -1])]))
    let bars = elements(root, "rect", "bar")
    let (up, down) = (bars[0], bars[1])
    let bottom = try XCTUnwrap(Double(up["y"]!)) + XCTUnwrap(Double(up["height"]!))
    XCTAssertEqual(bottom, try XCTUnwrap(Double(down["y"]!)), accuracy: 0.02)
  }

  func testBarsLieWhereTheirWordsWouldNotFitSideBySide() {
    func labels(_ words: [String]) -> [Element] {
      let values = words.map { Double($0.count) }
      let root = chart(.bars(labels: words, groups: [.init(name: "", values: values)]))
      return words.compactMap { word in
        root.descendants.first { $0.name == "text" && $0.text == word }
      }
    }
    func distinct(_ elements: [Element], _ attribute: String) -> Int {
      Set(elements.compactMap { $0[attribute] }).count
    }
    let few = labels(["one", "two", "three"])
    XCTAssertEqual(distinct(few, "x"), 3)
    XCTAssertEqual(distinct(few, "y"), 1)
    let many = labels((0..<26).map { "word\($0)" })
    XCTAssertEqual(many.count, 26)
    XCTAssertEqual(distinct(many, "x"), 1)
    XCTAssertEqual(distinct(many, "y"), 26)
  }

  func testDescriptionComesFromTheAuthorElseFromTheData() {
    let content = Figure.Content.bars(
      labels: ["a", "b"], groups: [.init(name: "", values: [0.25, -1])])
    func description(_ root: Element) -> String? {
      root.descendants.first { $0.name == "desc" }?.text
    }
    XCTAssertEqual(
      description(chart(content)), "Bar chart of size against time. a 0.25, b \u{2212}1.")
    XCTAssertEqual(description(chart(content, description: "Two bars.")), "Two bars.")
  }

  func testTheTableHoldsTheData() {
    let table = ChartTable(
      Figure(
        .lines([
          .init(name: "a", x: [0, 1], y: [1, 2]), .init(name: "b", x: [0, 1], y: [3, .nan]),
        ]),
        title: "T"))
    XCTAssertEqual(table.header, ["x", "a", "b"])
    XCTAssertEqual(table.rows, [["0", "1", "3"], ["1", "2", "nan"]])
  }

  func testLongTablesAreThinnedOut() {
    let x = (0..<1000).map(Double.init)
    let table = ChartTable(Figure(.lines([.init(name: "", x: x, y: x)]), title: "T"))
    XCTAssertEqual(table.rows.count, ChartTable.limit)
    XCTAssertEqual([table.rows.first?[0], table.rows.last?[0]], ["0", "999"])
  }

  func testFiguresWithoutDataAreDrawn() {
    for content: Figure.Content in [
      .lines([]), .points([.init(name: "", x: [], y: [])]), .bars(labels: [], groups: []),
      .heatmap(values: [], rows: [], columns: []),
    ] {
      XCTAssertEqual(chart(content).descendants.filter { $0.name == "svg" }.count, 1)
    }
  }

  func testHeatMapCellsAreStrongerAwayFromZero() {
    let root = chart(.heatmap(values: [[1, -2, .nan]], rows: ["r"], columns: ["a", "b", "c"]))
    let above = elements(root, "rect", "above")
    let below = elements(root, "rect", "below")
    XCTAssertEqual(
      [above, below].map { $0.compactMap { $0["fill-opacity"] } }, [["0.32", "0.04"], ["0.6"]])
  }

  func testNamesOfAHeatMapDoNotOverlap() {
    func names(_ columns: [String]) -> [Element] {
      let root = chart(
        .heatmap(values: [columns.indices.map(Double.init)], rows: ["r"], columns: columns))
      return root.descendants.filter { $0.name == "text" && columns.contains($0.text) }
    }
    XCTAssertEqual(names(["a", "b"]).compactMap { $0["transform"] }, [])
    let words = (0..<12).map { "a long word \($0)" }
    XCTAssertEqual(names(words).compactMap { $0["transform"] }.count, 12)
    let numbers = names((0..<100).map(String.init))
    XCTAssertEqual(numbers.compactMap { $0["transform"] }, [])
    let places = numbers.compactMap { $0["x"].flatMap(Double.init) }
    XCTAssertGreaterThan(places.count, 1)
    XCTAssertTrue(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 20 })
  }
}
