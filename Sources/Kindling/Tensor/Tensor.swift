/// A multidimensional array of numbers, which can record how it was computed.
///
/// Tensors are references: assigning one shares it, and a view such as ``transpose(_:_:)`` shares
/// its elements. An operation on tensors that require gradients records its derivative, and
/// ``backward(gradient:retainGraph:createGraph:)`` walks back through the record:
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
  /// The number of elements between the start of the storage and this tensor's first element.
  let offset: Int
  /// The sizes of the dimensions. `torch.Tensor.shape`, `torch.Tensor.size`.
  public let shape: Shape
  /// The number of elements from one element to the next along each dimension; 0 if a value
  /// repeats. `torch.Tensor.stride`.
  public let strides: Shape
  /// The number of elements. `torch.numel`.
  public let elementCount: Int
  /// The type of the elements. `torch.Tensor.dtype`.
  public let dtype: DType
  /// Whether the elements are stored row by row without gaps.
  public let isContiguous: Bool
  /// Whether the memory may be shared with another tensor.
  let isView: Bool
  /// The tensor that this is a view of, which is not a view itself. An in-place change to either
  /// changes both.
  let base: Tensor?
  /// Whether this is one of several views returned by one operation, such as ``unbind(dim:)``, or a
  /// view of one of them.
  var isOneOfSeveral = false
  /// How this tensor was computed, as of memory version ``recordedVersion``. Autograd, which alone
  /// knows what is in it, reads it as ``node``.
  var record: TensorRecord?
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

  /// Creates a contiguous uninitialized tensor.
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

  /// Returns whether both tensors read and write the same memory.
  public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }

  /// Returns a pointer to the first element, which must have type `T`.
  @inline(__always)
  func pointer<T: Element>(_ type: T.Type = T.self) -> UnsafeMutablePointer<T> {
    // Elements of another size would be read past the end.
    precondition(T.dtype == dtype)
    return storage.bytes.assumingMemoryBound(to: T.self) + offset
  }

  /// The address of the first element.
  @inline(__always)
  var firstByte: UnsafeMutableRawPointer { storage.bytes + offset * dtype.byteCount }

  /// The address of the first element of a tensor that is known to be on the processor.
  @inline(__always)
  var firstLocalByte: UnsafeMutableRawPointer { storage.localBytes + offset * dtype.byteCount }

  /// Returns a view of this tensor with another offset, shape or strides.
  func alias(offset: Int? = nil, shape: Shape? = nil, strides: Shape? = nil) -> Tensor {
    let view = Tensor(
      storage: storage, offset: offset ?? self.offset, shape: shape ?? self.shape,
      strides: strides ?? self.strides, dtype: dtype, isView: true, base: base ?? self)
    view.isOneOfSeveral = isOneOfSeveral
    return view
  }

  /// Returns the same elements as an independent tensor: changing it in place records nothing on
  /// this one.
  func untracked() -> Tensor {
    Tensor(
      storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, isView: true)
  }
}

/// What a tensor keeps of how it was computed. Every record is a ``Node``.
class TensorRecord {}
