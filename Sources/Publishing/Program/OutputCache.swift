import Documents
import Foundation
import Toolchain

/// What lessons' programs did when they last ran, so that the same program need not run again.
struct OutputCache: Sendable {
  private let kept: ContentCache
  /// What every run depends on beside the lesson: library, compiler and this program.
  private let common: Digest

  init(folder: URL, common: Digest) {
    kept = ContentCache(folder: folder.appending(path: "outputs"), entryLimit: 400)
    self.common = common
  }

  /// What distinguishes a lesson's runs: the code that runs, not the text around it.
  private func key(of lesson: Lesson) -> Data {
    var digest = Digest("\(common)")
    for cell in lesson.cells {
      digest.add("\(cell.code.role)")
      if let answer = cell.answer { digest.add("answer \(answer)") }
      digest.add(cell.code.code)
      // The only way in which a program can know where in the lesson it is.
      if cell.code.code.contains("#line") { digest.add("\(cell.code.line)") }
    }
    return Data("\(lesson.section.module) \(digest)".utf8)
  }

  /// What the lesson's blocks did; nil when that is not known, or was another program.
  func outputs(of lesson: Lesson) -> [CellOutput]? {
    guard let data = kept.value(for: key(of: lesson)),
      let outputs = try? JSONDecoder.figures.decode([CellOutput].self, from: data),
      outputs.count == lesson.cells.count
    else { return nil }
    return outputs
  }

  /// Keeps what the lesson's blocks did.
  func keep(_ outputs: [CellOutput], of lesson: Lesson) throws {
    try kept.store(JSONEncoder.figures.encode(outputs), for: key(of: lesson))
  }
}
