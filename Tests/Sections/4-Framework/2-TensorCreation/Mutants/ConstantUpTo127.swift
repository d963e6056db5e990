// Mutant: bytes above 127 are 127. Caught by: testConstant

import Kindling
import RealModule

public func zerosLike(_ other: Tensor) -> Tensor {
  Tensor.empty(other.shape, dtype: other.dtype).fill(0)
}

public func constant(_ shape: Shape, _ value: Double, dtype: DType) -> Tensor {
  Tensor.empty(shape, dtype: dtype).fill(dtype == .uint8 ? min(value, 127) : value)
}

public func range(from start: Double, to end: Double, step: Double, dtype: DType) -> Tensor {
  let count = Int(((end - start) / step).rounded(.up))
  return Tensor((0..<count).map { start + Double($0) * step }, dtype: dtype)
}

public func identity(_ rows: Int, _ columns: Int, dtype: DType) -> Tensor {
  let result = Tensor.empty(rows, columns, dtype: dtype).fill(0)
  for place in 0..<min(rows, columns) { result[place, place].fill(1) }
  return result
}

public func uniformNumbers(
  _ shape: Shape, from low: Double, to high: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  let numbers = (0..<shape.elementCount).map { _ in low + (high - low) * draw() }
  return Tensor(numbers, dtype: dtype).view(shape)
}

public func normalNumbers(
  _ shape: Shape, mean: Double, deviation: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  var numbers: [Double] = []
  while numbers.count < shape.elementCount {
    let (u, v) = (draw(), draw())
    let radius = (-2 * Double.log(1 - v)).squareRoot()
    numbers.append(mean + deviation * radius * .cos(2 * .pi * u))
    if numbers.count < shape.elementCount {
      numbers.append(mean + deviation * radius * .sin(2 * .pi * u))
    }
  }
  return Tensor(numbers, dtype: dtype).view(shape)
}
