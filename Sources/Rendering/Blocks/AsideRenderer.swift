import Documents
import Markup

/// Adds quotations that open with a word in bold: set apart, or folded away.
struct AsideRenderer {
  let blocks: BlockRenderer

  /// - Parameter isAnsweredBelow: whether the answer is with the output of the block that follows.
  func add(_ aside: Aside, isAnsweredBelow: Bool = false, to parent: Element) {
    switch aside.kind {
    case .note(let style): addNote(aside, style: style, to: parent)
    case .prediction:
      let element = addNote(aside, style: "predict", to: parent)
      if let answer = aside.answer, !isAnsweredBelow { addAnswer(answer, to: element) }
    case .trial:
      let element = addNote(aside, style: "try", to: parent)
      if let answer = aside.answer { addAnswer(answer, to: element) }
    case .hint: add(aside.body, folded: aside.label, to: parent)
    case .answer: addAnswer(aside.answer ?? [], to: parent)
    }
  }

  @discardableResult
  private func addNote(_ aside: Aside, style: String, to parent: Element) -> Element {
    let element = parent.add("div", ["class": "aside \(style)", "role": "note"])
    element.add("p", ["class": "label"], aside.label)
    blocks.add(aside.body, to: element)
    return element
  }

  private func addAnswer(_ answer: [Block], to parent: Element) {
    add(answer, folded: "Answer", to: parent)
  }

  private func add(_ content: [Block], folded label: String, to parent: Element) {
    blocks.add(content, to: parent.addFold(label))
  }
}
