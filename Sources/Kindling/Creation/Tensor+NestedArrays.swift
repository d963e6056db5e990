/// A number, or nested arrays of numbers, that a tensor can be made from.
public protocol TensorData {
  /// The dtype of a tensor made from such data, if none is given: ``DType/default`` for `Double`,
  /// as for PyTorch's literals.
  static var defaultDType: DType { get }
  /// The sizes of this value's nested arrays; nil if rows differ in length.
  var nestedShape: Shape? { get }
  /// Returns the common shape of all values in a row; nil if they differ.
  static func shape(ofAll row: [Self]) -> Shape?
  /// Calls `body` with each number, in row order.
  func forEachNumber(_ body: (Scalar) -> Void)
}

extension TensorData where Self: ScalarValue {
  public var nestedShape: Shape? { .scalar }
  public static func shape(ofAll row: [Self]) -> Shape? { .scalar }
  public func forEachNumber(_ body: (Scalar) -> Void) { body(scalar) }
}

extension Double: TensorData { public static var defaultDType: DType { .default } }
extension Float: TensorData { public static var defaultDType: DType { .float32 } }
extension Float16: TensorData { public static var defaultDType: DType { .float16 } }
extension Int: TensorData { public static var defaultDType: DType { .int64 } }
extension Int64: TensorData { public static var defaultDType: DType { .int64 } }
extension Int32: TensorData { public static var defaultDType: DType { .int32 } }
extension Int16: TensorData { public static var defaultDType: DType { .int16 } }
extension Int8: TensorData { public static var defaultDType: DType { .int8 } }
extension UInt8: TensorData { public static var defaultDType: DType { .uint8 } }
extension Bool: TensorData { public static var defaultDType: DType { .bool } }

extension Array: TensorData where Element: TensorData {
  public static var defaultDType: DType { Element.defaultDType }

  public var nestedShape: Shape? {
    Element.shape(ofAll: self)?.inserting(count, at: 0)
  }

  public static func shape(ofAll row: [Self]) -> Shape? {
    guard let first = row.first else { return .scalar }
    guard let shape = first.nestedShape else { return nil }
    for other in row.dropFirst() where other.nestedShape != shape { return nil }
    return shape
  }

  public func forEachNumber(_ body: (Scalar) -> Void) {
    for element in self { element.forEachNumber(body) }
  }
}

extension Tensor {
  /// Creates a tensor from the numbers in nested arrays. `torch.tensor`.
  ///
  /// `Int` gives int64, `Double` the default dtype, and `Float`, `Bool` and the other numbers their
  /// own dtype, unless `dtype` says otherwise. With `requiresGrad`, the tensor is a leaf that
  /// accumulates its gradient. Traps with
  /// `Tensor: rows differ in length: ...` if the data is ragged, and with
  /// `Tensor: 300 does not fit in uint8`.
  ///
  /// ```swift
  /// let m = Tensor([[1, 2, 3], [4, 5, 6]])
  /// m.shape  // [2, 3]
  /// m.dtype  // int64
  /// ```
  public convenience init<Data: TensorData>(
    _ data: Data, dtype: DType? = nil, device: Device = .default, requiresGrad: Bool = false
  ) {
    let dtype = dtype ?? Data.defaultDType
    guard let shape = data.nestedShape else {
      fail("Tensor", "rows differ in length: \(Tensor.excerpt(of: data))")
    }
    self.init(uninitialized: shape, dtype, on: device.home("Tensor"))
    dtype.visit(NumberWriter(data: data, into: self))
    if requiresGrad { self.requiresGrad = true }
  }

  private static func excerpt(of data: some TensorData) -> String {
    let text = "\(data)"
    return text.count <= 60 ? text : text.prefix(57) + "..."
  }
}

private struct NumberWriter<Data: TensorData>: ElementVisitor {
  let data: Data
  let into: Tensor

  func visit<T: Element>(_ type: T.Type) {
    var next: UnsafeMutablePointer<T> = into.pointer()
    if T.self == Int64.self && Data.self == [Int].self {
      // Indices and class labels, which training programs create in every step.
      let numbers = unsafeBitCast(data, to: [Int].self)
      for (index, number) in numbers.enumerated() { next[index] = T(wrapping: Int64(number)) }
      return
    }
    let checks = T.dtype.wholeNumbers != nil && T.dtype != .int64
    data.forEachNumber { number in
      next.initialize(to: (checks ? number.fitting(T.dtype, "Tensor") : number).value())
      next += 1
    }
  }
}
