import Figures

/// The lines on which a surface has one height, as chains of places.
struct Isolines {
  struct Place: Equatable {
    var x: Double
    var y: Double
  }

  let chains: [[Place]]

  /// Follows the height `level` through each cell of the surface's grid (marching squares). A cell
  /// with a corner that is no number has none.
  init(of surface: Figure.Surface, at level: Double) {
    let width = surface.x.count
    var neighbours: [Int: [Int]] = [:]
    var places: [Int: Place] = [:]

    /// Where the height is met on the side between two corners; nil where it is not.
    func crossing(_ a: (Int, Int), _ b: (Int, Int)) -> Int? {
      let (low, high) = (surface.values[a.1][a.0], surface.values[b.1][b.0])
      guard (low < level) != (high < level) else { return nil }
      // A side is named by its first corner and whether it is upright.
      let name = (a.1 * width + a.0) * 2 + (a.0 == b.0 ? 1 : 0)
      let share = (level - low) / (high - low)
      places[name] = Place(
        x: surface.x[a.0] + share * (surface.x[b.0] - surface.x[a.0]),
        y: surface.y[a.1] + share * (surface.y[b.1] - surface.y[a.1]))
      return name
    }
    func join(_ a: Int, _ b: Int) {
      neighbours[a, default: []].append(b)
      neighbours[b, default: []].append(a)
    }

    for row in 0..<max(surface.y.count - 1, 0) {
      for column in 0..<max(width - 1, 0) {
        let corners = [
          (column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1),
        ]
        guard corners.allSatisfy({ surface.values[$0.1][$0.0].isFinite }) else { continue }
        let sides = [
          crossing(corners[0], corners[1]), crossing(corners[1], corners[2]),
          crossing(corners[3], corners[2]), crossing(corners[0], corners[3]),
        ]
        let met = sides.compactMap { $0 }
        if met.count == 2 {
          join(met[0], met[1])
        } else if met.count == 4 {
          // A saddle: the middle decides which corners belong together.
          let middle = corners.reduce(0) { $0 + surface.values[$1.1][$1.0] } / 4
          let isFirstWithMiddle = (surface.values[row][column] < level) == (middle < level)
          let pairs = isFirstWithMiddle ? [(0, 1), (2, 3)] : [(0, 3), (1, 2)]
          for (a, b) in pairs { join(met[a], met[b]) }
        }
      }
    }
    chains = Self.chains(neighbours).map { $0.compactMap { places[$0] } }
  }

  /// Walks along neighbours: first from the ends, then around what has none.
  private static func chains(_ neighbours: [Int: [Int]]) -> [[Int]] {
    var left = neighbours
    var chains: [[Int]] = []
    func walk(from start: Int) {
      var chain = [start]
      while let next = left[chain[chain.count - 1]]?.first {
        let current = chain[chain.count - 1]
        left[current]?.removeFirst()
        if let index = left[next]?.firstIndex(of: current) { left[next]?.remove(at: index) }
        chain.append(next)
      }
      if chain.count > 1 { chains.append(chain) }
    }
    let names = neighbours.keys.sorted()
    for name in names where neighbours[name]?.count == 1 && left[name]?.isEmpty == false {
      walk(from: name)
    }
    for name in names where left[name]?.isEmpty == false { walk(from: name) }
    return chains
  }
}
