import Markup

extension Element {
  /// Adds a table that scrolls sideways where it must, under a line of headings, those of numbers on
  /// the right; returns its body.
  func addTable(_ header: [String], numbers: PartialRangeFrom<Int>? = nil) -> Element {
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
