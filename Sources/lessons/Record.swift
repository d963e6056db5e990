import ArgumentParser
import Console
import Publishing

struct Record: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run lessons and write what they print into their output blocks.")

  @OptionGroup var selection: Selection

  func run() async throws {
    try await reportingFaults {
      let (workbook, sections) = try selection.resolve()
      let publisher = try await Publisher(workbook)
      let progress = LessonProgress("ran", of: sections.count)
      defer { progress.clear() }
      let changed = try await publisher.record(sections, progress: progress.show)
      progress.clear()
      for file in changed { print("Recorded \(file)") }
      if changed.isEmpty { print("Every output still holds; nothing to record") }
    }
  }
}
