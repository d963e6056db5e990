// 5.2 Batched input: a second solution. A view of another making, outputs joined as rows of numbers,
// sums gathered slice by slice, and a comparison number by number.

import Layerwise

public func repeatedRows(of x: Tensor, count: Int) -> Tensor {
  x.unsqueeze(1).expand(x.elementCount, count).t()
}

public func forwardEachRow(_ module: Module, _ batch: Tensor) -> Tensor {
  var numbers: [Double] = []
  var shape: Shape = []
  for row in 0..<batch.shape[0] {
    let output = module.forward(batch.select(0, row))
    shape = output.shape
    numbers += output.doubles()
  }
  return Tensor(numbers, dtype: .float64).view(Shape([batch.shape[0]] + Array(shape)))
}

public final class Sum: Module {
  public let dimension: Int
  public let nInputDims: Int

  public init(_ dimension: Int, _ nInputDims: Int) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let place = input.rank - nInputDims + dimension - 1
    var sizes = Array(input.shape)
    let count = sizes.remove(at: place)
    let start = Tensor.zeros(Shape(sizes), dtype: .float64)
    let sum = (0..<count).reduce(start) { $0 + input.select(place, $1) }
    return sizes.isEmpty ? sum.view(1) : sum
  }
}

public func takesBatches(_ module: Module, _ batch: Tensor) -> Bool {
  let whole = module.forward(batch)
  let (shape, numbers) = (whole.shape, whole.doubles())
  let rows = forwardEachRow(module, batch)
  return shape == rows.shape && zip(numbers, rows.doubles()).allSatisfy { abs($0 - $1) <= 1e-9 }
}
