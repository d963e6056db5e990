// Attack: define a symbol of the library's, which the linker would take instead, past the source.
// Report: refused: the answer defines the symbol
// Past: source

import Kindling

@_cdecl("ck_product_float") public func product() {}

@_silgen_name("$s6XCTest7XCTFail_4file4lineySS_s12StaticStringVSutF") func fail() {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
