import Documents
import Foundation
import Toolchain

/// What lessons' programs did when they last ran, so that the same program need not run again.
///
/// One file a section, named for what the outputs were made from.
struct OutputCache: Sendable {
  private let folder: URL
  /// What every run depends on beside the lesson: library, compiler and this program.
  private let common: Digest

  init(folder: URL, common: Digest) {
    self.folder = folder
    self.common = common
  }

  /// What distinguishes a lesson's runs: the code that runs, not the text around it.
  func key(of lesson: Lesson) -> Digest {
    var digest = Digest("\(common)")
    for cell in lesson.cells {
      digest.add("\(cell.code.role)")
      if let answer = cell.answer { digest.add("answer \(answer)") }
      digest.add(cell.code.code)
      // The only way in which a program can know where in the lesson it is.
      if cell.code.code.contains("#line") { digest.add("\(cell.code.line)") }
    }
    return digest
  }

  /// What the lesson's blocks did; nil when that is not known, or was another program.
  func outputs(of lesson: Lesson) -> [CellOutput]? {
    guard let data = try? Data(contentsOf: file(of: lesson)),
      let outputs = try? JSONDecoder.figures.decode([CellOutput].self, from: data),
      outputs.count == lesson.cells.count
    else { return nil }
    return outputs
  }

  /// Keeps what the lesson's blocks did, in place of what they did before.
  func keep(_ outputs: [CellOutput], of lesson: Lesson) throws {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix(prefix(of: lesson)) {
      try? files.removeItem(at: folder.appending(path: name))
    }
    try JSONEncoder.figures.encode(outputs).write(to: file(of: lesson), options: .atomic)
  }

  private func prefix(of lesson: Lesson) -> String { "\(lesson.section.module)-" }

  private func file(of lesson: Lesson) -> URL {
    folder.appending(path: prefix(of: lesson) + "\(key(of: lesson)).json")
  }
}
