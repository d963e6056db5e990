// Attack: fill the disk where reports of crashes are written, were every rule to miss it.
// Report: trapped: 0 files beside the report | 2 files beside the report
// Past: source, symbols

// Where the grader is not root, what lies beside is the sandbox's own /tmp, with room for two.

import Glibc
import Kindling

private func fill() -> Never {
  let settings = unsafe getenv("SWIFT_BACKTRACE").map { unsafe String(cString: $0) } ?? ""
  let path =
    settings.split(separator: ",").first { $0.hasPrefix("output-to=") }?.dropFirst(10) ?? ""
  let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
  let written = (0..<4).filter { index in
    let file = unsafe open("\(folder)/fill-\(index)", O_CREAT | O_WRONLY, 0o600)
    let bytes = [UInt8](repeating: 1, count: 8 << 20)
    return unsafe write(file, bytes, bytes.count) > 0
  }
  fatalError("\(written.count) files beside the report")
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { fill() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { fill() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  fill()
}
