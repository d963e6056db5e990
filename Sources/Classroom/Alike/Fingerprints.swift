/// Hashes of an answer, by which passages that it shares with others are found.
///
/// They are chosen by winnowing: S. Schleimer, D. S. Wilkerson and A. Aiken, Winnowing: Local
/// Algorithms for Document Fingerprinting, SIGMOD 2003. Whatever 15 tokens two answers have in common
/// share a fingerprint, and no passage of fewer than 10 has one.
struct Fingerprints {
  /// How many tokens are hashed together: the paper's k.
  static let length = 10
  /// Of how many hashes in a row at least one is chosen: the paper's w.
  static let window = 6

  /// Where each fingerprint begins, as places of tokens.
  private(set) var places: [UInt64: [Int]] = [:]

  /// The fingerprints of some tokens, by their numbers.
  init(_ symbols: [UInt64]) {
    let hashes = Self.hashes(of: symbols)
    for place in Self.chosen(of: hashes) { places[hashes[place], default: []].append(place) }
  }

  /// The hash of the tokens from each place on, as many as are hashed together.
  static func hashes(of symbols: [UInt64]) -> [UInt64] {
    guard symbols.count >= length else { return [] }
    return (0...symbols.count - length).map { start in
      // Mixed at the end, so that the smallest is as likely to be anywhere.
      let sum = symbols[start..<start + length].reduce(0) { $0 &* 0x9e37_79b9_7f4a_7c15 &+ $1 }
      let mixed = (sum ^ (sum >> 32)) &* 0xd6e8_feb8_6659_fd93
      return mixed ^ (mixed >> 32)
    }
  }

  /// In each window the smallest hash, the last of equal ones.
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
