import Foundation
import Grading

/// A task of a Slurm job array, which grades some of a class: `RUN:NUMBER`.
public struct SlurmTask: Sendable, Equatable {
  /// The run that it belongs to.
  let run: String
  /// Its number, from 0.
  let number: Int

  init(run: String, number: Int) {
    self.run = run
    self.number = number
  }

  /// The task described by the text that the run put on its command line; nil if it is something
  /// else.
  public init?(_ text: String) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 2, let number = Int(fields[1]), number >= 0, !fields[0].isEmpty,
      fields[0].allSatisfy({ $0.isHexDigit || $0 == "-" })
    else { return nil }
    self.init(run: fields[0], number: number)
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
