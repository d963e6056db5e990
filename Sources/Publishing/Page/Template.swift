import Foundation
import Markup

/// A page of `docs/theme`: well-formed XML in which `<slot name="..."/>` stands for what is put
/// there, and `{name}` in an attribute for a word.
struct Template: Sendable {
  private let source: String
  private let file: String

  /// Reads the template at `url`, called `file` in messages.
  ///
  /// - Throws: `LessonFaults` when it cannot be read or is not well-formed.
  init(_ url: URL, file: String) throws {
    do {
      source = try String(contentsOf: url, encoding: .utf8)
    } catch {
      let message = "cannot be read: \(error.localizedDescription)"
      throw LessonFaults([LessonFault(file: file, line: 1, message: message)])
    }
    self.file = file
    _ = try parse()
  }

  /// The page with every slot filled and every word replaced.
  ///
  /// - Throws: `LessonFaults` for a slot that nothing fills: `unknown slot 'serach'`.
  func page(words: [String: String], slots: [String: (Element) -> Void]) throws -> Element {
    let root = try parse()
    for element in root.descendants {
      element.replaceWords(words)
      guard element.name == "slot" else { continue }
      guard let name = element["name"], let fill = slots[name] else {
        let message =
          "unknown slot '\(element["name"] ?? "")'; there are "
          + slots.keys.sorted().joined(separator: ", ")
        throw LessonFaults([LessonFault(file: file, line: element.line, message: message)])
      }
      fill(element)
      element.dissolve()
    }
    return root
  }

  private func parse() throws -> Element {
    do throws(MarkupError) {
      return try MarkupTree.parse(source)
    } catch {
      throw LessonFaults([LessonFault(file: file, line: error.line, message: error.message)])
    }
  }
}
