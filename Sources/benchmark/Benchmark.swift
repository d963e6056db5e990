import ArgumentParser
import Foundation
import Kindling

/// Times Kindling on the tutorials' training programs, on small operations and on large kernels.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time Kindling on the course's training programs and on single operations.",
    discussion: """
      Keys ending in _s are seconds, keys ending in _ns nanoseconds for one call; each is the median \
      of several runs. Build it optimised: swift run -c release benchmark.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print the results: table or json.")
  var format = Format.table

  @Option(help: "Only workloads whose name contains this.")
  var only: String?

  @Flag(help: .hidden)
  var firstTensor = false

  func run() throws {
    if firstTensor {
      _ = Tensor.zeros(1)
      return
    }
    var results: [(key: String, value: Double)] = []
    for workload in startUp + trainingPrograms + operations {
      if let only, !workload.key.contains(only) { continue }
      let value = workload.measure()
      results.append((workload.key, value))
      if format == .table {
        print(
          workload.key.padding(toLength: 24, withPad: " ", startingAt: 0),
          readable(value, workload.key))
      }
    }
    if format == .json {
      let lines = results.map { "  \"\($0.key)\": \($0.value)" }
      print("{\n" + lines.joined(separator: ",\n") + "\n}")
    }
  }

  private func readable(_ value: Double, _ key: String) -> String {
    let seconds = key.hasSuffix("_ns") ? value * 1e-9 : value
    return switch seconds {
    case ..<1e-6: String(format: "%9.1f ns", seconds * 1e9)
    case ..<1e-3: String(format: "%9.2f us", seconds * 1e6)
    case ..<1: String(format: "%9.2f ms", seconds * 1e3)
    default: String(format: "%9.2f s", seconds)
    }
  }
}
