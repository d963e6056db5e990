import Foundation

/// From the start of a process to its end, with one tensor made in between.
var startUp: [Workload] {
  [
    Workload(key: "import_s") {
      median(
        (0..<9).map { _ in
          seconds {
            let child = Process()
            child.executableURL = Bundle.main.executableURL
            child.arguments = ["--first-tensor"]
            try? child.run()
            child.waitUntilExit()
          }
        })
    }
  ]
}
