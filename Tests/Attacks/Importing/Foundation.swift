// Attack: bring in files, processes and the environment.
// Report: refused: `import Foundation`: this section allows only Kindling, RealModule

import Foundation
import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let solution = try? String(
    contentsOfFile: "Solutions/2-BuildingBlocks/1-AffineMaps", encoding: .utf8)
  return x * Double(solution?.count ?? 0)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
