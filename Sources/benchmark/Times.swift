import ArgumentParser
import Foundation
import Kindling

/// The work that a reference does as well, under the reference's keys.
struct Times: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time training programs, small operations and large kernels (the default).",
    discussion: """
      Keys ending in _s are seconds, keys ending in _ns nanoseconds for one call; each is the median \
      of several runs.
      """)

  @OptionGroup var selection: Selection

  @Option(help: "Where to compute: cpu, opencl:0 or cuda:0.")
  var device: Device?

  func validate() throws { try device?.check() }

  func run() {
    withDefaultDevice(device ?? .default, measure)
  }

  private func measure() {
    let workloads = (startUp + trainingPrograms.map(\.workload) + operations)
      .filter { selection.includes($0.key) }
    var progress = Progress(total: workloads.count)
    var lines = ["  \"products\": \"\(matrixProductKernels)\""]
    if selection.format == .table { print("Matrix products: \(matrixProductKernels)\n") }
    for workload in workloads {
      progress.begin(workload.key)
      let value = workload.measure()
      switch selection.format {
      case .table:
        let seconds = workload.key.hasSuffix("_ns") ? value * 1e-9 : value
        progress.print("\(workload.key.padded(to: 24)) \(readable(seconds).leading(9))")
      case .json: lines.append("  \"\(workload.key)\": \(value)")
      }
    }
    progress.end()
    if selection.format == .json { print("{\n" + lines.joined(separator: ",\n") + "\n}") }
  }
}
