/// What changes one text into another, as `diff -u` writes it and `patch` reads it.
struct LineDiff {
  /// How many lines that stay are shown around a change.
  private static let context = 3

  private let old: [Substring]
  private let new: [Substring]
  private let path: String

  /// The change of a file, which goes by the same path before and after.
  init(from old: String, to new: String, path: String) {
    self.old = Self.lines(old)
    self.new = Self.lines(new)
    self.path = path
  }

  /// The lines of a text, each with its line end.
  private static func lines(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while let end = rest.firstIndex(where: \.isNewline) {
      lines.append(rest[...end])
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  /// A line, and how many of both texts come before it.
  private struct Step {
    let mark: Character
    let line: Substring
    let before: (old: Int, new: Int)
  }

  /// The change, ending in a line end; empty where the texts are equal.
  var text: String {
    let steps = steps
    let changed = steps.indices.filter { steps[$0].mark != " " }
    guard var first = changed.first else { return "" }
    var text = "--- a/\(path)\n+++ b/\(path)\n"
    var last = first
    for index in changed.dropFirst() {
      if index - last > 2 * Self.context + 1 {
        text += hunk(steps, first, last)
        first = index
      }
      last = index
    }
    return text + hunk(steps, first, last)
  }

  private var steps: [Step] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var steps: [Step] = []
    var place = (old: 0, new: 0)
    while place.old < old.count || place.new < new.count {
      if removed.contains(place.old) {
        steps.append(Step(mark: "-", line: old[place.old], before: place))
        place.old += 1
      } else if inserted.contains(place.new) {
        steps.append(Step(mark: "+", line: new[place.new], before: place))
        place.new += 1
      } else {
        steps.append(Step(mark: " ", line: old[place.old], before: place))
        place = (place.old + 1, place.new + 1)
      }
    }
    return steps
  }

  /// The changes from one step to another, with what is around them.
  private func hunk(_ steps: [Step], _ first: Int, _ last: Int) -> String {
    let shown = steps[max(0, first - Self.context)...min(steps.count - 1, last + Self.context)]
    let before = shown[shown.startIndex].before
    func range(_ start: Int, _ mark: Character) -> String {
      let count = shown.count { $0.mark == " " || $0.mark == mark }
      // By custom an empty range is named by the line before it.
      return "\(count == 0 ? start : start + 1),\(count)"
    }
    let body = shown.map { step in
      let hasEnd = step.line.last?.isNewline == true
      return "\(step.mark)\(step.line)" + (hasEnd ? "" : "\n\\ No newline at end of file\n")
    }
    return "@@ -\(range(before.old, "-")) +\(range(before.new, "+")) @@\n" + body.joined()
  }
}
