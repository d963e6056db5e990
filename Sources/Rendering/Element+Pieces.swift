import Documents
import Markup

// What pages of several kinds have in them, as the theme's stylesheet knows it.

extension Element {
  /// Adds a figure's title, with its number where it has one.
  func addCaption(_ title: String, number: Int?) {
    let caption = add("figcaption")
    if let number { caption.add("span", ["class": "number"], "Figure \(number). ") }
    caption.add(text: Typography.set(title))
  }

  /// Adds what is folded away until it is wanted, and printed in full; `kind` is a further class.
  package func addFold(_ label: String, kind: String? = nil) -> Element {
    let details = add("details", ["class": kind.map { "fold \($0)" } ?? "fold"])
    details.add("summary", [:], label)
    return details
  }

  /// Adds a table with a row of headings and returns its body; it scrolls sideways if necessary,
  /// and the headings of numbers are on the right.
  package func addTable(_ header: [String], numbers: PartialRangeFrom<Int>? = nil) -> Element {
    let table = add("div", ["class": "scroll"]).add("table")
    table.add("thead").add("tr") { row in
      for (index, words) in header.enumerated() {
        let isNumber = numbers?.contains(index) == true
        row.add("th", ["scope": "col", "class": isNumber ? "right" : nil], words)
      }
    }
    return table.add("tbody")
  }
}
