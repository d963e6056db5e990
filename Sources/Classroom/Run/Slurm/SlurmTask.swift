import Foundation
import Grading

/// A share of a class that one task of a Slurm job array grades: `RUN:SIZE:NUMBER`.
public struct SlurmTask: Sendable, Equatable {
  /// The run that it belongs to.
  let run: String
  /// The number of students in a task.
  let size: Int
  /// Its number, from 0.
  let number: Int

  init(run: String, size: Int, number: Int) {
    self.run = run
    self.size = size
    self.number = number
  }

  /// The task described by the text that the run put on its command line; nil if it is something
  /// else.
  public init?(_ text: String) {
    let fields = text.split(separator: ":").map(String.init)
    guard fields.count == 3, let size = Int(fields[1]), let number = Int(fields[2]),
      size > 0, number >= 0, fields[0].allSatisfy({ $0.isHexDigit || $0 == "-" })
    else { return nil }
    self.init(run: fields[0], size: size, number: number)
  }

  /// The range of students that it grades, out of `count`.
  func range(of count: Int) -> Range<Int> {
    min(number * size, count)..<min((number + 1) * size, count)
  }

  /// The folder of a run, in the folder that receives the reports.
  static func folder(of run: String, in output: URL) -> URL {
    output.appending(path: "slurm/\(run)")
  }

  private func file(in output: URL) -> URL {
    Self.folder(of: run, in: output).appending(path: "\(number).json")
  }

  /// Writes the outcomes, either all or none: a task that runs twice writes the same file twice.
  func write(_ outcomes: [Outcome], into output: URL) throws {
    try Data(sortedJSON(outcomes).utf8).write(to: file(in: output), options: .atomic)
  }

  /// The outcomes; nil if the task is not done yet.
  func outcomes(in output: URL) throws -> [Outcome]? {
    guard let data = try? Data(contentsOf: file(in: output)) else { return nil }
    return try JSONDecoder().decode([Outcome].self, from: data)
  }
}
