import Markup

extension Element {
  /// Adds a table with a row of headings and returns its body; it scrolls sideways if necessary,
  /// and the headings of numbers are on the right.
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
