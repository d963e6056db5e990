/// NumPy's format for one array. Every dtype, both memory orders and versions 1 to 3 are read;
/// version 1 is written, byte for byte as NumPy does.
extension Tensor {
  /// Reads the array in an `.npy` file. `numpy.load`.
  ///
  /// An array in column-major order becomes a tensor with the corresponding strides; big-endian
  /// numbers are converted to this machine's byte order. Throws a ``FileError``, such as `a.npy,
  /// byte 10: the type "<c16" has no counterpart here; convert the array with astype ...`.
  public static func load(_ path: String) throws(FileError) -> Tensor {
    try Tensor(npy: try FileSource(path))
  }

  /// Writes an `.npy` file, which `numpy.load` reads. `numpy.save`.
  ///
  /// Throws a ``FileError`` of kind `unwritable`, in which case an existing file stays intact.
  public func save(_ path: String) throws(FileError) {
    try FileSink.write(to: path) { (sink) throws(FileError) in try writeNPY(to: sink) }
  }

  /// Reads the array in the bytes of an `.npy` file. Throws a ``FileError``.
  public static func load(bytes: [UInt8]) throws(FileError) -> Tensor {
    try Tensor(npy: MemorySource(bytes, name: "npy bytes"))
  }

  /// The bytes that ``save(_:)`` writes.
  public func npyBytes() -> [UInt8] {
    let (header, elements) = npyParts()
    return header
      + UnsafeRawBufferPointer(start: elements.elementBytes, count: elements.byteCount)
  }

  /// Reads the array in `source`, from its position to its end.
  convenience init(npy source: ByteSource) throws(FileError) {
    let header = try NPYHeader(from: source)
    let size = header.shape.elementCount * header.dtype.byteCount
    guard size >= source.remaining else {
      throw source.error(
        .malformed, at: source.position + size,
        "\(counted(source.remaining - size, "byte", "follow")) the array of shape \(header.shape)",
        "the file is damaged or holds several arrays; use an .npz archive for those")
    }
    let elements = try Tensor(
      reading: header.isColumnMajor ? Shape(header.shape.reversed()) : header.shape,
      header.dtype, from: source)
    if header.isByteSwapped { elements.swapBytes() }
    self.init(
      storage: elements.storage, shape: header.shape,
      strides: header.isColumnMajor ? Shape(elements.strides.reversed()) : elements.strides,
      dtype: header.dtype)
  }

  /// Writes the header and the numbers.
  func writeNPY(to sink: ByteSink) throws(FileError) {
    let (header, elements) = npyParts()
    try sink.write(header)
    try sink.write(elementsOf: elements)
  }

  /// The header, and a contiguous tensor of the numbers in the order they are stored in.
  func npyParts() -> (header: [UInt8], elements: Tensor) {
    let reversed = alias(shape: Shape(shape.reversed()), strides: Shape(strides.reversed()))
    let isColumnMajor = !isContiguous && reversed.isContiguous
    let header = NPYHeader(dtype: dtype, isColumnMajor: isColumnMajor, shape: shape)
    let elements = isColumnMajor ? reversed : detach().contiguous()
    return (header.bytes, elements.brought(to: nil))
  }
}

extension Tensor {
  /// Reads the next elements of `source` into a contiguous tensor.
  convenience init(
    reading shape: Shape, _ dtype: DType, from source: ByteSource
  ) throws(FileError) {
    let size = shape.elementCount * dtype.byteCount
    guard size <= source.remaining else {
      throw source.error(
        .truncated, at: source.count,
        "an array of \(dtype) and shape \(shape) ends \(counted(size - source.remaining, "byte")) after "
          + "the file does", "the file was cut off: copy it or write it again")
    }
    self.init(uninitialized: shape, dtype)
    try source.read(storage.bytes, size, "the array")
    if dtype == .bool { normalizeBools() }
  }

  /// Makes every byte 0 or 1: a Swift `Bool` with any other bits is undefined.
  private func normalizeBools() {
    let bytes = storage.bytes.assumingMemoryBound(to: UInt8.self)
    for index in 0..<elementCount where bytes[index] > 1 { bytes[index] = 1 }
  }

  /// Reverses the bytes of each element.
  fileprivate func swapBytes() {
    let size = dtype.byteCount
    for start in stride(from: 0, to: byteCount, by: size) {
      var element = UnsafeMutableRawBufferPointer(start: storage.bytes + start, count: size)[...]
      element.reverse()
    }
  }
}
