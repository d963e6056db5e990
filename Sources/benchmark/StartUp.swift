import Foundation

/// From the start of a process to its end, with one tensor made in between.
var startUp: [Workload] {
  [
    Workload(key: "import_s") {
      runOnce()
      return median((0..<9).map { _ in seconds { runOnce() } })
    }
  ]
}

/// Starts this program again and waits for it. By the system's own calls: `Process` takes several
/// times as long as the program itself.
private func runOnce() {
  let path = CommandLine.arguments[0]
  var process = pid_t()
  var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), strdup("--first-tensor"), nil]
  defer { for argument in arguments { free(argument) } }
  guard posix_spawnp(&process, path, nil, nil, &arguments, environ) == 0 else {
    fatalError("cannot start \(path) again: \(String(cString: strerror(errno)))")
  }
  var status: Int32 = 0
  waitpid(process, &status, 0)
}
