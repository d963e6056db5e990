import Grading
import Markup

/// The state of a section in a few words, in the colour that belongs to it.
struct SectionState {
  private let report: SectionReport?

  init(_ report: SectionReport?) {
    self.report = report
  }

  /// The class in the stylesheet: `done`, `begun` if there are points, `wrong` or `open`.
  var style: String {
    guard let report, report.state != .unanswered else { return "open" }
    return report.isComplete ? "done" : report.points > 0 ? "begun" : "wrong"
  }

  var words: String { report?.stateInWords ?? "not graded yet" }

  func add(to parent: Element) {
    parent.add("span", ["class": "state \(style)"], words)
  }

  /// Adds a mark for a narrow list, with text for those who cannot see it.
  func addMark(to parent: Element) {
    guard let report, report.state != .unanswered else { return }
    let mark = parent.add("span", ["class": "mark \(style)"])
    let (sign, words) =
      switch style {
      case "done": ("\u{2713}", "done")
      case "begun": ("\u{2022}", "begun")
      default: ("\u{00D7}", "no points yet")
      }
    mark.add("span", ["aria-hidden": "true"], sign)
    mark.add("span", ["class": "unseen"], " (\(words))")
  }
}
