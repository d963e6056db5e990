import ArgumentParser
import Kindling

/// From the start of a process to its end, with one tensor made in between.
var startUp: [Workload] {
  [
    Workload(key: "import_s") {
      func runOnce() { _ = ChildProcess("first-tensor") }
      runOnce()
      return median((0..<9).map { _ in seconds(runOnce) })
    }
  ]
}

/// What such a process does.
struct FirstTensor: ParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  func run() { _ = Tensor.zeros(1) }
}
