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
        x += Self.ends((plane.lines + plane.points).flatMap(\.x) + plane.gridX)
        y += Self.ends((plane.lines + plane.points).flatMap(\.y) + plane.gridY)
      case .bars(_, let groups): y += Self.ends(groups.flatMap(\.values))
      case .histogram(let edges, let counts):
        x += Self.ends(edges)
        y += Self.ends(counts.map(Double.init))
      case .heatmap(let values, _, _): y += Self.ends(values.joined().map { $0 })
      case .graph, .shapes, .panels, .frames: break
      }
    }
  }

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
