// 4.2 Tensor creation: a second solution. Everything is written element by element into memory that was
// asked for first, or comes of comparing numbers.

import Kindling
import RealModule

public func zerosLike(_ other: Tensor) -> Tensor {
  Tensor(Array(repeating: 0, count: other.elementCount), dtype: other.dtype).view(other.shape)
}

public func constant(_ shape: Shape, _ value: Double, dtype: DType) -> Tensor {
  Tensor(Array(repeating: value, count: shape.elementCount), dtype: dtype).view(shape)
}

public func range(from start: Double, to end: Double, step: Double, dtype: DType) -> Tensor {
  var numbers: [Double] = []
  // The distance in steps, so that the direction makes no difference.
  let distance = (end - start) / step
  while Double(numbers.count) < distance { numbers.append(start + Double(numbers.count) * step) }
  return Tensor(numbers, dtype: dtype)
}

public func identity(_ rows: Int, _ columns: Int, dtype: DType) -> Tensor {
  let numbers = (0..<rows).flatMap { row in (0..<columns).map { $0 == row ? 1 : 0 } }
  return Tensor(numbers, dtype: dtype).view(rows, columns)
}

public func uniformNumbers(
  _ shape: Shape, from low: Double, to high: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  let result = Tensor.empty(shape, dtype: .float64)
  let flat = result.view(-1)
  for place in 0..<shape.elementCount { flat[place].fill(low + (high - low) * draw()) }
  return result.to(dtype)
}

public func normalNumbers(
  _ shape: Shape, mean: Double, deviation: Double, dtype: DType, drawing draw: () -> Double
) -> Tensor {
  let pairs = (shape.elementCount + 1) / 2
  let numbers = (0..<pairs).flatMap { _ in
    let angle = 2 * Double.pi * draw()
    let radius = Double.sqrt(-2 * .log(1 - draw()))
    return [radius * .cos(angle), radius * .sin(angle)]
  }
  let elements = numbers.prefix(shape.elementCount).map { mean + deviation * $0 }
  return Tensor(elements, dtype: dtype).view(shape)
}
