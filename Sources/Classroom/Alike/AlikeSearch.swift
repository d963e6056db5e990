import Foundation
import Grading

/// Finds the answers to a section that have much in common.
///
/// Fingerprints that the skeleton has are left out, and so are those that many answers have, since
/// the task itself leads to them. The share that two answers have in common is twice the number of
/// remaining fingerprints in both, divided by the sum of their numbers.
struct AlikeSearch {
  /// An answer.
  struct Answer {
    /// The student's name, as in the report.
    let student: String
    /// Where it was handed in; what a group handed in together is one answer.
    let path: String
    let tokens: AnswerTokens
    /// Reads its text again, for the passages.
    let text: () throws -> String
  }

  /// The fewest fingerprints that make an answer worth comparing: short answers are alike anyway.
  private static let fewestFingerprints = 8
  /// Pairs that have less in common are not listed.
  private static let leastPercent = 50
  private static let pairLimit = 50

  let answers: [Answer]
  private let fingerprints: [Fingerprints]
  /// The fingerprints of each answer that count.
  private let own: [Set<UInt64>]

  init(_ answers: [Answer], skeleton: AnswerTokens?) {
    self.answers = answers
    let fingerprints = answers.map { Fingerprints($0.tokens.symbols) }
    self.fingerprints = fingerprints
    let given = Set(skeleton.map { Fingerprints.hashes(of: $0.symbols) } ?? [])
    var counts: [UInt64: Int] = [:]
    for hash in fingerprints.flatMap(\.places.keys) { counts[hash, default: 0] += 1 }
    // A tenth of a class, but no more than a few dozen, as every pair of them is compared.
    let limit = min(max(3, answers.count / 10), 30)
    own = fingerprints.map { print in
      Set(print.places.keys.filter { !given.contains($0) && counts[$0] ?? 0 <= limit })
    }
  }

  /// The findings for a section.
  func section(_ id: String) throws -> AlikeAnswers.Section {
    let pairs = self.pairs
    return AlikeAnswers.Section(
      id: id, answers: answers.count,
      compared: own.count { $0.count >= Self.fewestFingerprints },
      pairs: try pairs.prefix(Self.pairLimit).map { pair in
        AlikeAnswers.Pair(
          students: [answers[pair.first].student, answers[pair.second].student],
          percent: pair.percent, passages: try passages(of: pair))
      }, left: max(0, pairs.count - Self.pairLimit))
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
    var percent = 0
  }

  /// The pairs worth a look, most alike first.
  private var pairs: [Pair] {
    var holders: [UInt64: [Int]] = [:]
    for (place, hashes) in own.enumerated() where hashes.count >= Self.fewestFingerprints {
      for hash in hashes { holders[hash, default: []].append(place) }
    }
    var shared: [Pair: Int] = [:]
    for places in holders.values {
      for (index, first) in places.enumerated() {
        for second in places[(index + 1)...] where answers[first].path != answers[second].path {
          shared[Pair(first: first, second: second), default: 0] += 1
        }
      }
    }
    return shared.compactMap { pair, count -> Pair? in
      let percent = 200 * count / (own[pair.first].count + own[pair.second].count)
      guard percent >= Self.leastPercent else { return nil }
      return Pair(first: pair.first, second: pair.second, percent: percent)
    }.sorted { ($1.percent, $0.first, $0.second) < ($0.percent, $1.first, $1.second) }
  }

  private func passages(of pair: Pair) throws -> [AlikeAnswers.Passage] {
    let (first, second) = (answers[pair.first], answers[pair.second])
    let shared = own[pair.first].intersection(own[pair.second])
    let seeds = shared.flatMap { hash in
      fingerprints[pair.first].places[hash, default: []].flatMap { a in
        fingerprints[pair.second].places[hash, default: []].map { (a, $0) }
      }
    }
    let tiles = Tile.tiles(of: first.tokens.symbols, second.tokens.symbols, around: seeds)
    let texts = (try first.text(), try second.text())
    return tiles.map { tile in
      AlikeAnswers.Passage(
        first: Self.excerpt(texts.0, first.tokens.lines[tile.first..<tile.first + tile.length]),
        second: Self.excerpt(texts.1, second.tokens.lines[tile.second..<tile.second + tile.length]))
    }
  }

  private static func excerpt(_ text: String, _ lines: ArraySlice<Int>) -> AlikeAnswers.Excerpt {
    let all = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
    let (start, end) = (lines.first ?? 1, lines.last ?? 1)
    return AlikeAnswers.Excerpt(
      line: start, text: all[(start - 1)..<min(end, all.count)].joined(separator: "\n"))
  }
}
