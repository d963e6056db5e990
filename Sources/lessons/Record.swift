import ArgumentParser
import Publishing

struct Record: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run lessons and write what they print into their output blocks.")

  @OptionGroup var selection: Selection

  func run() async throws {
    try await report {
      let (workbook, sections) = try selection.resolve()
      let publisher = try await Publisher(workbook)
      let lines = ProgressLines(verb: "ran")
      let changed = try await publisher.record(sections, progress: { lines.show($0) })
      for file in changed { Swift.print("Recorded \(file)") }
      if changed.isEmpty { Swift.print("Every output still holds; nothing to record") }
    }
  }
}
