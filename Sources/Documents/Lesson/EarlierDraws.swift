import Course

/// A line `{{after 2.2}}` by itself: the program draws the random numbers that the tutorial drew in
/// the chapter up to that section, so that a lesson's own go on from there.
///
/// What a section draws is in its row, `draws: ["Linear(5, 3)", "Tensor.randn(2, 5)"]`, and the
/// seed in the chapter's entry of the course, `seed: "287, dialect: .torch7"`.
struct EarlierDraws {
  let section: Section
  let course: Course?
  let file: String

  private struct Misfit: Error {
    let message: String
  }

  /// The blocks with a hidden block of code in place of each such line, and what is wrong with
  /// them.
  func replacing(in blocks: [Block]) -> (blocks: [Block], faults: [LessonFault]) {
    var faults: [LessonFault] = []
    let replaced = blocks.map { block -> Block in
      guard case .paragraph(let words, let line) = block,
        case .text(let mark)? = words.first, mark.hasPrefix("{{after "),
        let match = words.plainText.wholeMatch(of: /\{\{after (\S*)\}\}/)
      else { return block }
      do throws(Misfit) {
        let code = try code(after: String(match.1))
        // The code begins in the line under a fence.
        return .code(CodeBlock(language: "swift", role: .hidden, code: code, line: line - 1))
      } catch {
        let message = "{{after \(match.1)}}: \(error.message)"
        faults.append(LessonFault(file: file, line: line, message: message))
        return block
      }
    }
    return (replaced, faults)
  }

  private func code(after id: String) throws(Misfit) -> String {
    guard let last = course?.section(numbered: id) else {
      throw Misfit(message: "there is no section \(id)")
    }
    guard last.chapterNumber == section.chapterNumber, last.number < section.number else {
      throw Misfit(message: "section \(id) does not come before \(section.id) in its chapter")
    }
    let chapter = course?.chapters.first { $0.number == last.chapterNumber }
    let draws = (chapter?.sections ?? []).filter { $0.number <= last.number }.flatMap(\.draws)
    guard let seed = chapter?.seed, !draws.isEmpty else {
      throw Misfit(
        message:
          "no section up to it draws anything; its row says what, `draws: [\"Linear(5, 3)\"]`")
    }
    return (["manualSeed(\(seed))"] + draws.map { "_ = \($0)" }).joined(separator: "; ") + "\n"
  }
}
