/// A run of tokens that two answers have in common.
struct Tile: Hashable {
  /// Where it begins in the first answer.
  let first: Int
  /// Where it begins in the second answer.
  let second: Int
  let length: Int

  /// The most tiles of a pair: more are too many to read.
  private static let limit = 20
  /// The most seeds that are tried: code that repeats itself has one for each pair of repetitions.
  private static let seedLimit = 5000

  /// The passages around places where both answers are the same, in the order of the first answer.
  ///
  /// The longest are chosen first, with each token in at most one of them, as in greedy string
  /// tiling (M. J. Wise, 1993).
  static func tiles(of a: [UInt64], _ b: [UInt64], around seeds: [(Int, Int)]) -> [Tile] {
    var found: Set<Tile> = []
    for (i, j) in seeds.sorted(by: <).prefix(seedLimit) {
      var (start, length) = (0, 0)
      while i + start > 0, j + start > 0, a[i + start - 1] == b[j + start - 1] { start -= 1 }
      let (first, second) = (i + start, j + start)
      while first + length < a.count, second + length < b.count,
        a[first + length] == b[second + length]
      { length += 1 }
      found.insert(Tile(first: first, second: second, length: length))
    }
    var (takenA, takenB): (Set<Int>, Set<Int>) = ([], [])
    var tiles: [Tile] = []
    for tile in found.sorted(by: {
      ($1.length, $0.first, $0.second) < ($0.length, $1.first, $1.second)
    })
    where tiles.count < limit {
      let (inA, inB) = (
        tile.first..<tile.first + tile.length, tile.second..<tile.second + tile.length
      )
      guard takenA.isDisjoint(with: inA), takenB.isDisjoint(with: inB) else { continue }
      takenA.formUnion(inA)
      takenB.formUnion(inB)
      tiles.append(tile)
    }
    return tiles.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}
