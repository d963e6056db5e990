/// Arithmetic on signals that contain a tensor, so that an output can be used directly as a tensor:
/// `network.output - target`, `module.gradInput * 2`.
///
/// Traps with `Signal: got a table of 2, expected a tensor`.
extension Signal {
  /// The sum of two tensors, element by element.
  public static func + (a: Signal, b: Signal) -> Tensor { a.tensor + b.tensor }
  /// The sum of two tensors, element by element.
  public static func + (a: Signal, b: Tensor) -> Tensor { a.tensor + b }
  /// The sum of two tensors, element by element.
  public static func + (a: Tensor, b: Signal) -> Tensor { a + b.tensor }
  /// The sum of each element and a number.
  public static func + (a: Signal, b: some ScalarValue) -> Tensor { a.tensor + b }
  /// The sum of a number and each element.
  public static func + (a: some ScalarValue, b: Signal) -> Tensor { a + b.tensor }
  /// The difference of two tensors, element by element.
  public static func - (a: Signal, b: Signal) -> Tensor { a.tensor - b.tensor }
  /// The difference of two tensors, element by element.
  public static func - (a: Signal, b: Tensor) -> Tensor { a.tensor - b }
  /// The difference of two tensors, element by element.
  public static func - (a: Tensor, b: Signal) -> Tensor { a - b.tensor }
  /// The difference of each element and a number.
  public static func - (a: Signal, b: some ScalarValue) -> Tensor { a.tensor - b }
  /// The difference of a number and each element.
  public static func - (a: some ScalarValue, b: Signal) -> Tensor { a - b.tensor }
  /// The product of two tensors, element by element.
  public static func * (a: Signal, b: Signal) -> Tensor { a.tensor * b.tensor }
  /// The product of two tensors, element by element.
  public static func * (a: Signal, b: Tensor) -> Tensor { a.tensor * b }
  /// The product of two tensors, element by element.
  public static func * (a: Tensor, b: Signal) -> Tensor { a * b.tensor }
  /// The product of each element and a number.
  public static func * (a: Signal, b: some ScalarValue) -> Tensor { a.tensor * b }
  /// The product of a number and each element.
  public static func * (a: some ScalarValue, b: Signal) -> Tensor { a * b.tensor }
  /// The quotient of two tensors, element by element.
  public static func / (a: Signal, b: Signal) -> Tensor { a.tensor / b.tensor }
  /// The quotient of two tensors, element by element.
  public static func / (a: Signal, b: Tensor) -> Tensor { a.tensor / b }
  /// The quotient of two tensors, element by element.
  public static func / (a: Tensor, b: Signal) -> Tensor { a / b.tensor }
  /// The quotient of each element and a number.
  public static func / (a: Signal, b: some ScalarValue) -> Tensor { a.tensor / b }
  /// The quotient of a number and each element.
  public static func / (a: some ScalarValue, b: Signal) -> Tensor { a / b.tensor }
  /// The negative of the tensor.
  public static prefix func - (x: Signal) -> Tensor { -x.tensor }

  /// The part of the tensor selected by an index or, for a table, the element, counted from 0.
  public subscript(_ index: some TensorIndexConvertible) -> Signal {
    if case .table(let elements) = self, case .at(let place) = index.tensorIndex {
      check(
        elements.indices.contains(place), "Signal",
        "element \(place) is outside 0..<\(elements.count)")
      return elements[place]
    }
    return .tensor(tensor[index])
  }

  /// The part of the tensor selected by two indices.
  public subscript(
    _ first: some TensorIndexConvertible, _ second: some TensorIndexConvertible
  ) -> Tensor { tensor[first, second] }

  /// The number of elements in the tensor or table.
  public var count: Int {
    switch self {
    case .tensor(let tensor): tensor.elementCount
    case .table(let elements): elements.count
    }
  }

  /// The shape of the tensor.
  public var shape: Shape { tensor.shape }

  /// The only element of the tensor.
  public func item() -> Double { tensor.item() }
}
