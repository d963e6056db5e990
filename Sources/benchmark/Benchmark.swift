import ArgumentParser
import Kindling

/// Times Kindling: beside a reference, at growing sizes, by the memory it takes, and on a device.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time Kindling on the course's training programs and on single operations.",
    discussion: "Build it optimised: WORKBOOK_TARGETS=all swift run -c release benchmark.",
    subcommands: [
      Times.self, Sizes.self, Memory.self, DeviceFigures.self, Program.self, Point.self,
    ],
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

extension Device: ExpressibleByArgument {
  /// The device that is written as PyTorch writes it: `cpu`, `opencl:0`, `cuda:0`.
  public init?(argument: String) {
    let words = argument.split(separator: ":", omittingEmptySubsequences: false)
    switch (words.first, words.count == 2 ? Int(words[1]) : nil) {
    case ("cpu", nil) where words.count == 1: self = .cpu
    case ("opencl", let number?) where number >= 0: self = .opencl(number)
    case ("cuda", let number?) where number >= 0: self = .cuda(number)
    default: return nil
    }
  }

  /// Throws what is in the way of computing there.
  func check() throws {
    if let obstacle { throw ValidationError(obstacle) }
  }
}
