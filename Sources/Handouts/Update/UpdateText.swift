import Course

/// What an update did, for the student.
struct UpdateText {
  let plan: UpdatePlan

  /// The text, ending in a line end.
  var text: String {
    guard !plan.isEmpty else { return "Nothing has changed: this folder is up to date.\n" }
    var lines = plan.exercises.flatMap(lines)
    let others = plan.incoming.count { !HandoutManifest.isExercise($0) }
    if others > 0 { lines.append("Replaced or added: \(others) files of the course.") }
    let gone = plan.removed.count { !HandoutManifest.isExercise($0) }
    if gone > 0 { lines.append("Removed: \(gone) files that the course no longer has.") }
    for (path, copy) in plan.kept.sorted(by: { $0.key < $1.key }) {
      lines.append("\(path) is the course's again; yours is kept as \(copy)")
    }
    if plan.changesPrograms { lines.append("Next: `make grade`, which builds the program again.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ exercise: UpdatePlan.Exercise) -> [String] {
    switch exercise.fate {
    case .new: ["\(exercise.path) is new"]
    case .replaced: ["\(exercise.path) is the new exercise: nothing was answered in it"]
    case .removed: ["\(exercise.path) is gone: it is no longer handed out, and was not answered"]
    case .left: ["\(exercise.path) is no longer handed out; your answer stays as it is"]
    case .inTheWay:
      [
        "\(exercise.path) was yours before it was handed out, and stays as it is; the exercise is "
          + "\(skeleton(exercise))"
      ]
    case .shown: shown(exercise)
    }
  }

  /// The change of an exercise that has an answer.
  private func shown(_ exercise: UpdatePlan.Exercise) -> [String] {
    let lead = "\(exercise.path) has your answer and stays as it is, but the exercise has changed"
    guard let change = exercise.change else {
      return ["\(lead): it is now \(skeleton(exercise))"]
    }
    return ["\(lead):", ""]
      + change.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "" : "    \($0)" }
      + [
        "",
        "This is in \(change.path) as well. Make the same change by hand, or if it applies with",
        "`patch -p1 < \(change.path)`.",
      ]
  }

  private func skeleton(_ exercise: UpdatePlan.Exercise) -> String {
    "\(Workbook.handout)/skeletons/" + (exercise.path.split(separator: "/").last ?? "")
  }
}
