// 4.1 Tensor types: a second solution. Names are compared one by one, elements are written one by one,
// and sums take the place of products and copies.

import Kindling

public struct UnknownType: Error, Equatable {
  public let name: String
  public init(name: String) { self.name = name }
}

public func dtype(named name: String) throws -> DType {
  switch name {
  case "torch.HalfTensor": return .float16
  case "torch.FloatTensor": return .float32
  case "torch.DoubleTensor": return .float64
  case "torch.ByteTensor": return .uint8
  case "torch.CharTensor": return .int8
  case "torch.ShortTensor": return .int16
  case "torch.IntTensor": return .int32
  case "torch.LongTensor": return .int64
  default: throw UnknownType(name: name)
  }
}

public func filled(_ dtype: DType, sizes: [Int], with value: Double) -> Tensor {
  let count = sizes.reduce(1, *)
  return Tensor(Array(repeating: value, count: count), dtype: dtype).view(Shape(sizes))
}

public func holding(_ dtype: DType, content: [Double]) -> Tensor {
  let result = Tensor.empty(content.count, dtype: .float64)
  for (index, number) in content.enumerated() { result[index].fill(number) }
  return result.to(dtype).clone()
}

public func doubled(_ x: Tensor) -> Tensor { x + x }

@discardableResult
public func double(_ x: Tensor) -> Tensor { x.copy(from: x + x) }

public func linkedCopy(_ x: Tensor) -> Tensor { (x * 1) }

public func detachedView(_ x: Tensor) -> Tensor {
  withoutGradients { x.detach() }
}

public func independentCopy(_ x: Tensor) -> Tensor {
  Tensor.empty(like: x).copy(from: x.detach())
}

public enum Relation: Equatable, Sendable {
  case sameObject
  case sharedMemory
  case separate
}

public func relation(_ a: Tensor, _ b: Tensor) -> Relation {
  guard a.sharesStorage(with: b) else { return .separate }
  return ObjectIdentifier(a) == ObjectIdentifier(b) ? .sameObject : .sharedMemory
}
