import ArgumentParser
import Documents
import Publishing

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what lessons lack of the required form.",
    discussion: """
      A lesson whose row says `form: draft` is published without what is listed; for all others \
      `lessons build` says the same. Nothing is compiled or run.

      Exits with 1 when something is missing.
      """)

  @OptionGroup var selection: Selection

  func run() async throws {
    try await reportingFaults {
      let (workbook, sections) = try selection.resolve()
      let gaps = try Publisher.formGaps(of: sections, in: workbook)
      guard gaps.isEmpty else { throw LessonFaults(gaps) }
      print("Every lesson has the required form.")
    }
  }
}
