// Attack: throw given errors that store nothing any more, so that all of them are equal.
// Report: refused: so it must keep what is given: first, position, shape
// Section: JoiningAndReshaping

import Kindling

public func strides(of shape: [Int]) -> [Int] { unanswered() }

public struct ShapesDoNotFit: Error, Equatable, CustomStringConvertible {
  public var position: Int { 0 }
  public var shape: [Int] { [] }
  public var first: [Int] { [] }

  public init(position: Int, shape: [Int], first: [Int]) {}

  public var description: String { "tensor \(position) of shape \(shape) does not fit \(first)" }
}

public func concatenate(_ tensors: [Tensor], dim: Int) throws -> Tensor {
  throw ShapesDoNotFit(position: 0, shape: [], first: [])
}

public struct ElementsDoNotFit: Error, Equatable, CustomStringConvertible {
  public var count: Int { 0 }
  public var shape: [Int] { [] }

  public init(count: Int, shape: [Int]) {}

  public var description: String { "\(count) elements do not fit \(shape)" }
}

public func reshape(_ x: Tensor, to shape: [Int]) throws -> Tensor {
  throw ElementsDoNotFit(count: 0, shape: [])
}

public func viewStrides(of shape: [Int], strides: [Int], as target: [Int]) -> [Int]? {
  unanswered()
}

private func elements(of x: Tensor) -> [Tensor] {
  x.rank == 0 ? [x] : (0..<x.shape[0]).flatMap { elements(of: x[$0]) }
}

private func indexPlaces(of shape: [Int], _ strides: [Int]) -> [Int] {
  zip(shape, strides).reduce([0]) { places, dimension in
    let (size, stride) = dimension
    return places.flatMap { place in (0..<size).map { place + $0 * stride } }
  }
}
