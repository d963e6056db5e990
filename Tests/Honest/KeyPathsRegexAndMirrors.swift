// Honest: key paths, a regular expression, a mirror of one's own type, typed errors, grouping.

import Kindling
private struct P: Hashable, Comparable, Codable, CustomStringConvertible {
  var a: Int; var b: Int
  static func < (l: P, r: P) -> Bool { (l.a, l.b) < (r.a, r.b) }
  var description: String { "\(a)/\(b)" }
}
private struct Oops: Error {}
private func risky(_ n: Int) throws(Oops) -> Int { if n < 0 { throw Oops() }; return n }
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let ps = stride(from: 0, to: 6, by: 2).lazy.map { P(a: $0, b: -$0) }
  let grouped = Dictionary(grouping: ps, by: \.a)
  let total = grouped.values.joined().sorted().reduce(into: 0) { $0 += $1[keyPath: \P.a] }
  let named = "row 12".firstMatch(of: /(\w+) (\d+)/).map { Int($0.2) ?? 0 } ?? 0
  let ok = (try? risky(total)) ?? 0
  let r: Result<Int, Oops> = .success(ok)
  precondition(
    (try? r.get()) == total && named == 12 && Mirror(reflecting: P(a: 1, b: 2)).children.count == 2)
  print(ps.map(\.description).joined(separator: ","))
  return x.matmul(weight.t()) + bias
}
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer.matmul(inner) }
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
