// Attack: read the environment, other processes and the sources with the library's own file readers.
// Report: trapped: nothing was read
// Secret: READ

import Kindling

private func look() -> Tensor {
  let files = [
    "/proc/self/environ", "/proc/1/environ", "/proc/1/cmdline", "/proc/self/maps",
    CommandLine.arguments[0], "../../Tests/Sections/2-BuildingBlocks/1-AffineMaps/Hidden",
  ]
  for file in files where (try? SafeTensors.load(file)) != nil || (try? NPZ.load(file)) != nil {
    fatalError("READ \(file)")
  }
  fatalError("nothing was read")
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { look() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { look() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  look()
}
