// Mutant: the copy of a tensor that was computed is a new leaf. Caught by: testCopies

import Kindling

public struct UnknownType: Error, Equatable {
  public let name: String
  public init(name: String) { self.name = name }
}

public func dtype(named name: String) throws -> DType {
  let classes: [String: DType] = [
    "HalfTensor": .float16, "FloatTensor": .float32, "DoubleTensor": .float64, "ByteTensor": .uint8,
    "CharTensor": .int8, "ShortTensor": .int16, "IntTensor": .int32, "LongTensor": .int64,
  ]
  guard name.hasPrefix("torch."), let dtype = classes[String(name.dropFirst(6))] else {
    throw UnknownType(name: name)
  }
  return dtype
}

public func filled(_ dtype: DType, sizes: [Int], with value: Double) -> Tensor {
  Tensor.empty(Shape(sizes), dtype: dtype).fill(value)
}

public func holding(_ dtype: DType, content: [Double]) -> Tensor {
  Tensor(content, dtype: dtype)
}

public func doubled(_ x: Tensor) -> Tensor {
  x * 2
}

@discardableResult
public func double(_ x: Tensor) -> Tensor {
  x *= 2
  return x
}

public func linkedCopy(_ x: Tensor) -> Tensor {
  x.isLeaf ? x.clone() : x.detach().clone().requiringGradient()
}

public func detachedView(_ x: Tensor) -> Tensor {
  x.detach()
}

public func independentCopy(_ x: Tensor) -> Tensor {
  x.detach().clone()
}

public enum Relation: Equatable, Sendable {
  case sameObject
  case sharedMemory
  case separate
}

public func relation(_ a: Tensor, _ b: Tensor) -> Relation {
  if a === b { return .sameObject }
  return a.sharesStorage(with: b) ? .sharedMemory : .separate
}
