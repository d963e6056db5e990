/// The candidate that differs from a name in the fewest letters, for "did you mean" messages.
///
/// Returns nil when none is close: more than a third of the letters, and more than one, differ.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  let nearest =
    candidates
    .map { (name: $0, distance: editDistance(wanted, Array($0.lowercased()))) }
    .min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= max(1, wanted.count / 3) else { return nil }
  return nearest.name
}

/// `" (did you mean 4.8?)"`, or nothing when no candidate is close.
public func suggestion(for name: String, in candidates: some Sequence<String>) -> String {
  nearestName(to: name, in: candidates).map { " (did you mean \($0)?)" } ?? ""
}

/// The Levenshtein distance.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var previous = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var current = [i + 1]
    for (j, other) in b.enumerated() {
      current.append(
        min(previous[j + 1] + 1, current[j] + 1, previous[j] + (letter == other ? 0 : 1)))
    }
    previous = current
  }
  return previous[b.count]
}
