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
  /// The sizes of the dimensions. `torch.Tensor.shape`, `torch.Tensor.size`.
  public let shape: Shape
  /// Elements to step over to reach the neighbour along each dimension; 0 where a value repeats.
  /// `torch.Tensor.stride`.
  public let strides: Shape
  /// The number of elements. `torch.numel`.
  public let elementCount: Int
  /// The type of the elements. `torch.Tensor.dtype`.
  public let dtype: DType
  /// Whether the elements lie in memory row by row without gaps.
  public let isContiguous: Bool
  /// Whether the memory may be another tensor's as well.
  let isView: Bool
  /// The tensor that this is a view of, itself no view. An in-place change of either is one of both.
  let base: Tensor?
  /// Whether an operation gave this view together with others, as ``unbind(dim:)`` does, or it is a
  /// view of such a one.
  var isOneOfSeveral = false
  /// The record as it stood when the memory had version ``recordedVersion``; read ``node`` instead.
  var recordedNode: Node?
  var recordedVersion = 0

  init(
    storage: Storage, offset: Int = 0, shape: Shape, strides: Shape, dtype: DType,
    isView: Bool = false, base: Tensor? = nil
  ) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
    self.elementCount = shape.elementCount
    self.dtype = dtype
    self.isContiguous = shape.isContiguous(strides)
    self.isView = isView
    self.base = base
    if base != nil { recordedVersion = storage.header.version }
  }

  /// A contiguous tensor whose elements are yet to be written.
  init(uninitialized shape: Shape, _ dtype: DType) {
    self.elementCount = shape.elementCount
    self.storage = .allocate(byteCount: elementCount * dtype.byteCount)
    self.offset = 0
    self.shape = shape
    self.strides = shape.contiguousStrides
    self.dtype = dtype
    self.isContiguous = true
    self.isView = false
    self.base = nil
  }

  /// The number of dimensions; 0 for a single number. `torch.Tensor.dim`.
  public var rank: Int { shape.count }

  /// Whether both tensors read and write the same memory.
  public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }

  /// A pointer to the first element, which must have type `T`.
  @inline(__always)
  func pointer<T: Element>(_ type: T.Type = T.self) -> UnsafeMutablePointer<T> {
    // Elements of another size would be read past the end.
    precondition(T.dtype == dtype)
    return storage.bytes.assumingMemoryBound(to: T.self) + offset
  }

  /// The memory of the first element.
  @inline(__always)
  var firstByte: UnsafeMutableRawPointer { storage.bytes + offset * dtype.byteCount }

  /// The same for a tensor that is known to be on the processor.
  @inline(__always)
  var firstLocalByte: UnsafeMutableRawPointer { storage.localBytes + offset * dtype.byteCount }

  /// The same elements seen through another shape and strides, as a view of this tensor.
  func alias(offset: Int? = nil, shape: Shape? = nil, strides: Shape? = nil) -> Tensor {
    let view = Tensor(
      storage: storage, offset: offset ?? self.offset, shape: shape ?? self.shape,
      strides: strides ?? self.strides, dtype: dtype, isView: true, base: base ?? self)
    view.isOneOfSeveral = isOneOfSeveral
    return view
  }

  /// The same elements, as a tensor of its own: changing it in place leaves no record here.
  func untracked() -> Tensor {
    Tensor(
      storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, isView: true)
  }
}
