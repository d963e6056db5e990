/// Finds places for words at points, so that as few as can be lie over each other.
struct PointLabels {
  struct Place {
    let x: Double
    let y: Double
    let anchor: String
  }

  private var taken: [Box] = []
  private let width: ClosedRange<Double>
  private let height: ClosedRange<Double>

  private struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func overlap(_ other: Box) -> Double {
      max(0, min(right, other.right) - max(left, other.left))
        * max(0, min(bottom, other.bottom) - max(top, other.top))
    }
  }

  /// Begins with the points themselves, which words should not hide.
  init(points: [(x: Double, y: Double)], width: ClosedRange<Double>, height: ClosedRange<Double>) {
    self.width = width
    self.height = height
    taken = points.map { Box(left: $0.x - 4, top: $0.y - 4, right: $0.x + 4, bottom: $0.y + 4) }
  }

  /// The best of the places around a point, which is taken then.
  mutating func place(_ text: String, at point: (x: Double, y: Double)) -> Place {
    let size = Pen.width(of: text)
    func box(_ left: Double, _ base: Double) -> Box {
      Box(left: left, top: base - 10, right: left + size, bottom: base + 3)
    }
    let (x, y) = point
    let choices: [(Place, Box)] = [
      (Place(x: x + 8, y: y + 4, anchor: "start"), box(x + 8, y + 4)),
      (Place(x: x, y: y - 8, anchor: "middle"), box(x - size / 2, y - 8)),
      (Place(x: x, y: y + 17, anchor: "middle"), box(x - size / 2, y + 17)),
      (Place(x: x - 8, y: y + 4, anchor: "end"), box(x - 8 - size, y + 4)),
      (Place(x: x + 6, y: y - 6, anchor: "start"), box(x + 6, y - 6)),
      (Place(x: x - 6, y: y - 6, anchor: "end"), box(x - 6 - size, y - 6)),
      (Place(x: x + 6, y: y + 15, anchor: "start"), box(x + 6, y + 15)),
      (Place(x: x - 6, y: y + 15, anchor: "end"), box(x - 6 - size, y + 15)),
    ]
    func cost(_ box: Box) -> Double {
      let outside =
        max(0, width.lowerBound - box.left) + max(0, box.right - width.upperBound)
        + max(0, height.lowerBound - box.top) + max(0, box.bottom - height.upperBound)
      return outside * 100 + taken.reduce(0) { $0 + $1.overlap(box) }
    }
    let best = choices.min { cost($0.1) < cost($1.1) } ?? choices[0]
    taken.append(best.1)
    return best.0
  }
}
