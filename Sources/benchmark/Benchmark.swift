import ArgumentParser

/// Times Kindling: beside a reference, at growing sizes, and by the memory it takes.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time Kindling on the course's training programs and on single operations.",
    discussion: "Build it optimised: WORKBOOK_TARGETS=all swift run -c release benchmark.",
    subcommands: [Times.self, Sizes.self, Memory.self, Program.self, Point.self],
    defaultSubcommand: Times.self)
}

/// What is measured, and how it is printed.
struct Selection: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print the results.")
  var format = Format.table

  @Option(help: "Only what has this in its name.")
  var only: String?

  func includes(_ name: String) -> Bool { only.map(name.contains) ?? true }
}
