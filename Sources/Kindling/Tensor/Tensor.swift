/// A block of numbers with a shape, which can remember how it was computed.
///
/// Tensors are references: assigning one shares it, and a view such as ``transpose(_:_:)`` shares
/// the numbers as well. An operation on tensors that require gradients records its derivative, and
/// ``backward(gradient:retainGraph:createGraph:)`` walks the record back:
///
/// ```swift
/// let x = Tensor([1.0, 2.0, 3.0]).requiringGradient()
/// let y = (x * x).sum()
/// y.backward()
/// print(x.grad!)  // tensor([2., 4., 6.])
/// ```
///
/// A tensor belongs to one thread at a time. It corresponds to `torch.Tensor`.
public final class Tensor {
  let storage: Storage
  /// Elements between the start of the storage and this tensor's first element.
  let offset: Int
  /// The sizes of the dimensions.
  public let shape: Shape
  /// Elements to step over to reach the neighbour along each dimension; 0 where a value repeats.
  public let strides: Shape
  /// The type of the elements.
  public let dtype: DType
  /// What produced this tensor, or what gathers its gradient. None: no gradient is wanted.
  var node: Node?
  /// Whether this is a view of another tensor, whose graph an in-place change would bypass.
  let isView: Bool

  init(
    storage: Storage, offset: Int = 0, shape: Shape, strides: Shape, dtype: DType,
    isView: Bool = false
  ) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
    self.dtype = dtype
    self.isView = isView
  }

  /// A contiguous tensor whose elements are yet to be written.
  convenience init(uninitialized shape: Shape, _ dtype: DType) {
    self.init(
      storage: .allocate(byteCount: shape.elementCount * dtype.byteCount), shape: shape,
      strides: shape.contiguousStrides, dtype: dtype)
  }

  /// The number of elements.
  public var elementCount: Int { shape.elementCount }

  /// The number of dimensions; 0 for a single number.
  public var rank: Int { shape.count }

  /// Whether the elements lie in memory row by row without gaps.
  public var isContiguous: Bool {
    var step = 1
    for dim in stride(from: shape.count - 1, through: 0, by: -1) where shape.sizes[dim] != 1 {
      if shape.sizes[dim] == 0 { return true }
      if strides.sizes[dim] != step { return false }
      step *= shape.sizes[dim]
    }
    return true
  }

  /// Whether both tensors read and write the same memory.
  public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }

  /// A pointer to the first element, which must have type `T`.
  @inline(__always)
  func pointer<T: Element>(_ type: T.Type = T.self) -> UnsafeMutablePointer<T> {
    storage.bytes.assumingMemoryBound(to: T.self) + offset
  }

  /// The same elements seen through another shape and strides.
  func alias(offset: Int? = nil, shape: Shape? = nil, strides: Shape? = nil, isView: Bool = true)
    -> Tensor
  {
    Tensor(
      storage: storage, offset: offset ?? self.offset, shape: shape ?? self.shape,
      strides: strides ?? self.strides, dtype: dtype, isView: isView)
  }
}
