import Figures

/// The numbers that the axes of several figures cover together.
struct Extent: Equatable {
  var x: [Double] = []
  var y: [Double] = []

  init() {}

  /// What all of the figures show.
  init(of figures: [Figure]) {
    for figure in figures {
      switch figure.content {
      case .plane(let plane):
        x += Self.ends(plane.lines.flatMap(\.x) + plane.gridX)
        y += Self.ends(plane.lines.flatMap(\.y) + plane.gridY)
        // Room around a point cannot be given below zero where equal factors are equally long.
        let (xs, ys) = (plane.points.flatMap(\.x), plane.points.flatMap(\.y))
        x += plane.xScale == .log ? Self.ends(xs) : Self.padded(xs)
        y += plane.yScale == .log ? Self.ends(ys) : Self.padded(ys)
      case .bars(_, let groups): y += Self.ends(groups.flatMap(\.values))
      case .histogram(let edges, let counts):
        x += Self.ends(edges)
        y += Self.ends(counts.map(Double.init))
      case .heatmap(let values, _, _): y += Self.ends(values.joined().map { $0 })
      case .graph, .shapes, .panels, .frames: break
      }
    }
  }

  /// The least and the greatest of places of points, with room for the points themselves.
  static func padded(_ values: [Double]) -> [Double] {
    let ends = ends(values)
    guard let low = ends.first, let high = ends.last else { return [] }
    return [low - (high - low) * room, high + (high - low) * room]
  }

  /// The room on each side of what `padded` gave.
  static func margin(of low: Double, _ high: Double) -> Double {
    (high - low) * room / (1 + 2 * room)
  }

  private static let room = 0.03

  private static func ends(_ values: [Double]) -> [Double] {
    let finite = values.filter(\.isFinite)
    return [finite.min(), finite.max()].compactMap { $0 }
  }
}

extension Figure.Plane {
  /// The places of the grid, where there is one.
  var gridX: [Double] { surface?.x ?? regions?.x ?? [] }
  var gridY: [Double] { surface?.y ?? regions?.y ?? [] }
}
