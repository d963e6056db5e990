import Kindling

/// From the start of a process to its end, with one tensor made in between and nothing else: no
/// arguments are parsed.
var startUp: [Workload] {
  [
    Workload(key: "import_s") {
      func runOnce() { _ = ChildProcess(firstTensor) }
      runOnce()
      return median((0..<9).map { _ in seconds(runOnce) })
    }
  ]
}

/// The argument that asks for such a process.
private let firstTensor = "first-tensor"

@main
enum Main {
  static func main() {
    if CommandLine.arguments.dropFirst().elementsEqual([firstTensor]) {
      _ = Tensor.zeros(1)
    } else {
      Benchmark.main()
    }
  }
}
