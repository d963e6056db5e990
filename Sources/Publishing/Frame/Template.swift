import Documents
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
  /// - Throws: `LessonFaults` for a slot that nothing fills, `unknown slot 'serach'`, and for a word
  ///   that nothing replaces.
  func page(words: [String: String], slots: [String: (Element) -> Void]) throws -> Element {
    let root = try parse()
    for element in root.descendants {
      // Before they are replaced: a summary may have braces of its own.
      let known = words.keys.map { "{\($0)}" }
      let used = element.values.flatMap { $0.matches(of: /\{\w+\}/).map { String($0.output) } }
      if let word = used.first(where: { !known.contains($0) }) {
        throw fault(element, "unknown word '\(word)'", known: known)
      }
      element.replaceWords(words)
      guard element.name == "slot" else { continue }
      guard let name = element["name"], let fill = slots[name] else {
        throw fault(
          element, "unknown slot '\(element["name"].orEmpty)'", known: Array(slots.keys))
      }
      fill(element)
      element.dissolve()
    }
    return root
  }

  private func fault(_ element: Element, _ problem: String, known: [String]) -> LessonFaults {
    let message = "\(problem); there are \(known.sorted().joined(separator: ", "))"
    return LessonFaults([LessonFault(file: file, line: element.line, message: message)])
  }

  private func parse() throws -> Element {
    do throws(MarkupError) {
      return try MarkupTree.parse(source)
    } catch {
      throw LessonFaults([LessonFault(file: file, line: error.line, message: error.message)])
    }
  }
}
