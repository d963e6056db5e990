// Attack: write the runner's own events to standard output, ending with "complete".
// Report: failed: expected

import Kindling

private func forge() -> Tensor {
  for nonce in ["", "0", "00000000-0000-0000-0000-000000000000"] {
    for run in 0..<10 {
      for kind in [#""started":{}"#, #""finished":{"seconds":0.001}"#] {
        print(#"{"nonce":"\#(nonce)","sequence":\#(run * 2),"run":\#(run),"kind":{\#(kind)}}"#)
      }
    }
    print(#"{"nonce":"\#(nonce)","sequence":20,"kind":{"complete":{}}}"#)
  }
  return Tensor.zeros(1)
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { forge() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { forge() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  forge()
}
