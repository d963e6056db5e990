/// The header of an `.npy` file: the type, order and shape of its numbers.
///
/// The format is NumPy's: `\x93NUMPY`, two bytes of version, the length of the header, and the
/// header as a Python literal, `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.
struct NPYHeader {
  var dtype: DType
  /// Whether the numbers are stored in column-major order.
  var isColumnMajor: Bool
  var shape: Shape
  /// Whether the bytes of a number are in the opposite order to this machine's.
  var isByteSwapped = false

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  private static let codes: [DType: String] = [
    .bool: "b1", .uint8: "u1", .int8: "i1", .int16: "i2", .int32: "i4", .int64: "i8",
    .float16: "f2", .float32: "f4", .float64: "f8",
  ]

  // MARK: Reading

  /// Reads the magic string, version and header. Versions 1, 2 and 3 differ only in the width of
  /// the length and the encoding of the header.
  init(from source: ByteSource) throws(FileError) {
    let magic = try source.bytes(6, "the magic string")
    guard magic == Self.magic else {
      let isArchive = magic.starts(with: "PK".utf8)
      throw source.error(
        .malformed, at: 0, "the file does not begin like an .npy file",
        isArchive ? "it is an archive: use NPZ.load" : "check that it was written by numpy.save")
    }
    let version = try source.bytes(2, "the version")
    guard (1...3).contains(version[0]), version[1] == 0 else {
      throw source.error(
        .unsupported, at: 6, "version \(version[0]).\(version[1]) of the format is not known",
        "save it again with numpy.save")
    }
    let length =
      version[0] == 1
      ? Int(try source.integer(UInt16.self, "the header's length"))
      : Int(try source.integer(UInt32.self, "the header's length"))
    let start = source.position
    let text = try source.bytes(length, "the header")
    self = try Self.parse(HeaderCursor(text, at: start, of: source), source, start)
  }

  private static func parse(
    _ header: consuming HeaderCursor, _ source: ByteSource, _ start: Int
  ) throws(FileError) -> NPYHeader {
    var cursor = header
    var (type, order): (String?, Bool?) = (nil, nil)
    var sizes: [Int]?
    try cursor.expect("{", "at the beginning")
    while !cursor.skip("}") {
      let key = try cursor.string("a key", quotes: ["'", "\""])
      try cursor.expect(":", "after a key")
      switch key {
      case "descr" where type == nil:
        if cursor.peek() == "[" { throw unsupported("a structured array", source, start) }
        type = try cursor.string("the type", quotes: ["'", "\""])
      case "fortran_order" where order == nil:
        order = cursor.skip(word: "True")
        if order == false && !cursor.skip(word: "False") {
          throw cursor.unexpected("True or False")
        }
      case "shape" where sizes == nil:
        try cursor.expect("(", "before the shape")
        sizes = try cursor.integers(upTo: ")", "the shape", isPython: true)
      default: throw cursor.malformed("the header has an unknown or repeated key \"\(key)\"")
      }
      if !cursor.skip(",") {
        try cursor.expect("}", "at the end")
        break
      }
    }
    try cursor.expectEnd()
    guard let type, let order, let sizes else {
      throw cursor.malformed("the header lacks one of descr, fortran_order and shape")
    }
    guard let dtype = codes.first(where: { $0.value == type.dropFirst() })?.key,
      let mark = type.first, ("<>|=" as String).contains(mark)
    else { throw unsupported("the type \(type.debugDescription)", source, start) }
    return NPYHeader(
      dtype: dtype, isColumnMajor: order,
      shape: try source.shape(sizes, of: dtype, at: start),
      isByteSwapped: mark == ">" && dtype.byteCount > 1)
  }

  private static func unsupported(
    _ what: String, _ source: ByteSource, _ start: Int
  ) -> FileError {
    let known = DType.allCases.map(\.description).joined(separator: ", ")
    return source.error(
      .unsupported, at: start, "\(what) has no counterpart here",
      "convert the array with astype to one of \(known)")
  }

  // MARK: Writing

  init(dtype: DType, isColumnMajor: Bool, shape: Shape, isByteSwapped: Bool = false) {
    self.dtype = dtype
    self.isColumnMajor = isColumnMajor
    self.shape = shape
    self.isByteSwapped = isByteSwapped
  }

  /// Everything before the numbers, byte for byte as `numpy.save` writes it in version 1.0.
  var bytes: [UInt8] {
    let order = dtype.byteCount == 1 ? "|" : "<"
    let sizes = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text =
      "{'descr': '\(order)\(Self.codes[dtype]!)', "
      + "'fortran_order': \(isColumnMajor ? "True" : "False"), 'shape': (\(sizes)), }"
    // NumPy leaves room for the size that grows when rows are added, then aligns the numbers.
    if let growing = isColumnMajor ? shape.last : shape.first {
      text += String(repeating: " ", count: 21 - "\(growing)".utf8.count)
    }
    let unpadded = Self.magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    var result = Self.magic + [1, 0]
    result.append(littleEndian: UInt16(text.utf8.count))
    return result + Array(text.utf8)
  }
}

extension ByteSource {
  /// Returns the shape with the given sizes, or throws if no tensor can have it.
  func shape(_ sizes: [Int], of dtype: DType, at byte: Int) throws(FileError) -> Shape {
    guard sizes.count <= Shape.maximumRank else {
      throw error(
        .unsupported, at: byte,
        "an array of \(sizes.count) dimensions is more than the \(Shape.maximumRank) a tensor has",
        "reshape it before saving")
    }
    var total = dtype.byteCount
    for size in sizes {
      // An empty dimension counts as 1, because strides are computed from the others all the same.
      let (product, overflow) = total.multipliedReportingOverflow(by: Swift.max(size, 1))
      guard !overflow else {
        throw error(
          .malformed, at: byte, "an array of shape \(sizes) does not fit in memory",
          "the file is damaged or not what its name says")
      }
      total = product
    }
    return Shape(sizes)
  }
}
