import Documents
import Markup

/// The footnotes at a text's end, each with the way back to where it is mentioned.
package struct FootnoteList {
  let inlines: InlineRenderer

  package init(inlines: InlineRenderer) {
    self.inlines = inlines
  }

  /// The identifiers of a note and of the place that leads to it. No heading has one like it:
  /// those have no underline.
  static func anchor(_ number: Int) -> String { "footnote_\(number)" }
  static func mention(_ number: Int) -> String { "footnote_\(number)_mention" }

  package func add(to parent: Element) {
    let notes = inlines.footnotes.notes
    guard !notes.isEmpty else { return }
    let section = parent.add("section", ["class": "footnotes", "aria-label": "Footnotes"])
    let list = section.add("ol")
    for (index, note) in notes.enumerated() {
      let item = list.add("li", ["id": Self.anchor(index + 1)])
      inlines.add(note.words, to: item)
      item.add(text: " ")
      item.add(
        "a",
        [
          "class": "back", "href": "#\(Self.mention(index + 1))",
          "aria-label": "Back to where note \(index + 1) is mentioned",
        ], "\u{21A9}\u{FE0E}")
    }
  }
}
