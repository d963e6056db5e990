/// Hashes of an answer, used to find the passages that it shares with others.
///
/// They are chosen by winnowing: S. Schleimer, D. S. Wilkerson and A. Aiken, Winnowing: Local
/// Algorithms for Document Fingerprinting, SIGMOD 2003. Any 15 consecutive tokens that two answers
/// have in common share a fingerprint, and no passage of fewer than 10 has one.
struct Fingerprints {
  /// The number of tokens that are hashed together: the paper's k.
  static let length = 10
  /// The number of consecutive hashes from which at least one is chosen: the paper's w.
  static let window = 6

  /// The indices of the tokens at which each fingerprint begins.
  private(set) var places: [UInt64: [Int]] = [:]

  /// The fingerprints of some tokens, given by their numbers.
  init(_ symbols: [UInt64]) {
    let hashes = Self.hashes(of: symbols)
    for place in Self.chosen(of: hashes) { places[hashes[place], default: []].append(place) }
  }

  /// The hashes of the `length` tokens that start at each index.
  static func hashes(of symbols: [UInt64]) -> [UInt64] {
    guard symbols.count >= length else { return [] }
    return (0...symbols.count - length).map { start in
      // Mixed at the end, so that the smallest hash is equally likely to be anywhere.
      let sum = symbols[start..<start + length].reduce(0) { $0 &* 0x9e37_79b9_7f4a_7c15 &+ $1 }
      let mixed = (sum ^ (sum >> 32)) &* 0xd6e8_feb8_6659_fd93
      return mixed ^ (mixed >> 32)
    }
  }

  /// The index of the smallest hash in each window, the last one if several are equal.
  private static func chosen(of hashes: [UInt64]) -> [Int] {
    guard !hashes.isEmpty else { return [] }
    var chosen: [Int] = []
    for start in 0...max(0, hashes.count - window) {
      let end = min(start + window, hashes.count)
      var place = chosen.last.flatMap { $0 >= start ? $0 : nil } ?? start
      for next in max(start, place)..<end where hashes[next] <= hashes[place] { place = next }
      if place != chosen.last { chosen.append(place) }
    }
    return chosen
  }
}
