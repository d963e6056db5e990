import Grading

/// Describes which tests changed a mark.
enum RegradeCause {
  /// A description of the changes; `tests` are those of the new suite.
  static func words(from old: GradedSection, to new: GradedSection, tests: [String]) -> String {
    var words: [String] = []
    if old.state != new.state { words.append("\(old.state) before, \(new.state) now") }
    let (failed, fails) = (Set(old.failures.map(\.test)), Set(new.failures.map(\.test)))
    let gone = failed.subtracting(tests).sorted()
    // If the state changed, the tests that were not run say nothing.
    let (wasRun, isRun) = (old.state == "graded", new.state == "graded")
    let passes = isRun ? failed.subtracting(fails).subtracting(gone).sorted() : []
    let worse = wasRun || !isRun ? fails.subtracting(failed).sorted() : []
    if !passes.isEmpty { words.append("passes now: \(passes.joined(separator: ", "))") }
    if !worse.isEmpty { words.append("fails now: \(worse.joined(separator: ", "))") }
    if !gone.isEmpty { words.append("no longer in the suite: \(gone.joined(separator: ", "))") }
    let changed = new.parts.filter { part in
      old.parts.first { $0.name == part.name }?.possible != part.possible
    }.map(\.name)
    if !changed.isEmpty { words.append("other points for: \(changed.joined(separator: ", "))") }
    return words.joined(separator: "; ")
  }
}

extension SectionReport {
  /// The names of the section's tests.
  var tests: [String] { parts.flatMap { $0.tests.map(\.name) } }
}
