/// The header of a safetensors file: the type, shape and position of each tensor.
///
/// A length of eight bytes in little-endian order, then JSON:
/// `{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"__metadata__":{"format":"pt"}}`.
struct SafeTensorsHeader {
  struct Entry {
    var name: String
    var dtype: DType
    var shape: Shape
    /// The byte range, counted from the end of the header.
    var range: Range<Int>
    /// Whether the numbers are bfloat16, the upper halves of float32 numbers.
    var isBrainFloat = false
  }

  /// The entries, in the order of their positions.
  var entries: [Entry] = []
  var metadata: [String: String] = [:]

  /// The longest header that the format allows; no real model comes close.
  private static let longest = 100_000_000

  /// The format's names of dtypes.
  static let codes: [DType: String] = [
    .bool: "BOOL", .uint8: "U8", .int8: "I8", .int16: "I16", .int32: "I32", .int64: "I64",
    .float16: "F16", .float32: "F32", .float64: "F64",
  ]
  private static let dtypes = Dictionary(uniqueKeysWithValues: codes.map { ($1, $0) })

  init(entries: [Entry], metadata: [String: String]) {
    self.entries = entries
    self.metadata = metadata
  }

  // MARK: Reading

  /// Reads the length and the header, and checks that the tensors fill the rest of the file without
  /// gaps or overlaps, as the format requires.
  init(from source: ByteSource) throws(FileError) {
    let length = try source.integer(UInt64.self, "the header's length")
    guard length <= UInt64(Self.longest) else {
      throw source.error(
        .malformed, at: 0, "a header of \(length) bytes is longer than the \(Self.longest) allowed",
        "check that it is a safetensors file")
    }
    var cursor = HeaderCursor(try source.bytes(Int(length), "the header"), at: 8, of: source)
    var names: Set<String> = []
    try cursor.expect("{", "at the beginning")
    try Self.members(&cursor) { (name, cursor) throws(FileError) in
      guard names.insert(name).inserted else {
        throw cursor.malformed("two tensors are called \(name.debugDescription)")
      }
      if name == "__metadata__" {
        metadata = try Self.metadata(&cursor)
      } else {
        entries.append(try Self.entry(name, &cursor, source))
      }
    }
    try cursor.expectEnd()
    try arrange(source)
  }

  /// Passes each name of a JSON object, whose opening brace has been read, to `body`, which reads
  /// the value.
  private static func members(
    _ cursor: inout HeaderCursor,
    _ body: (String, inout HeaderCursor) throws(FileError) -> Void
  ) throws(FileError) {
    if cursor.skip("}") { return }
    repeat {
      let name = try cursor.string("a name")
      try cursor.expect(":", "after a name")
      try body(name, &cursor)
    } while cursor.skip(",")
    try cursor.expect("}", "at the end of an object")
  }

  private static func metadata(
    _ cursor: inout HeaderCursor
  ) throws(FileError) -> [String: String] {
    var result: [String: String] = [:]
    try cursor.expect("{", "before the metadata")
    try members(&cursor) { (key, cursor) throws(FileError) in
      result[key] = try cursor.string("a text of the metadata")
    }
    return result
  }

  private static func entry(
    _ name: String, _ cursor: inout HeaderCursor, _ source: ByteSource
  ) throws(FileError) -> Entry {
    var code: String?
    var (sizes, offsets): ([Int]?, [Int]?) = (nil, nil)
    try cursor.expect("{", "before the description of a tensor")
    try members(&cursor) { (key, cursor) throws(FileError) in
      switch key {
      case "dtype" where code == nil: code = try cursor.string("a dtype")
      case "shape" where sizes == nil:
        try cursor.expect("[", "before a shape")
        sizes = try cursor.integers(upTo: "]", "a shape")
      case "data_offsets" where offsets == nil:
        try cursor.expect("[", "before data offsets")
        offsets = try cursor.integers(upTo: "]", "data offsets")
      default: throw cursor.malformed("a tensor has an unknown or repeated key \"\(key)\"")
      }
    }
    guard let code, let sizes, let offsets, offsets.count == 2, offsets[0] <= offsets[1] else {
      throw cursor.malformed(
        "tensor \(name.debugDescription) lacks a dtype, a shape or two data offsets in order")
    }
    let isBrainFloat = code == "BF16"
    guard let dtype = isBrainFloat ? .float32 : dtypes[code] else {
      throw source.error(
        .unsupported, at: 8,
        "tensor \(name.debugDescription) has dtype \(code.debugDescription), "
          + "which has no counterpart here",
        "convert it to one of \(codes.values.sorted().joined(separator: ", ")) before saving")
    }
    let shape = try source.shape(sizes, of: dtype, at: 8)
    let entry = Entry(
      name: name, dtype: dtype, shape: shape, range: offsets[0]..<offsets[1],
      isBrainFloat: isBrainFloat)
    guard entry.range.count == shape.elementCount * (isBrainFloat ? 2 : dtype.byteCount) else {
      throw cursor.malformed(
        "tensor \(name.debugDescription), \(code) of shape \(shape), does not take the "
          + "\(entry.range.count) bytes it is given")
    }
    return entry
  }

  private mutating func arrange(_ source: ByteSource) throws(FileError) {
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = 0
    for entry in entries {
      guard entry.range.lowerBound == end else {
        throw source.error(
          .malformed, at: 8,
          "tensor \(entry.name.debugDescription) begins at \(entry.range.lowerBound), the one "
            + "before it ends at \(end)", "the file is damaged or not what its name says")
      }
      end = entry.range.upperBound
    }
    guard end <= source.remaining else {
      throw source.error(
        .truncated, at: source.count,
        "the tensors end \(counted(end - source.remaining, "byte")) after the file does",
        "the file was cut off: copy it or write it again")
    }
    guard end == source.remaining else {
      throw source.error(
        .malformed, at: source.position + end,
        "\(counted(source.remaining - end, "byte", "follow")) the last tensor",
        "the file is damaged or not what its name says")
    }
  }

  // MARK: Writing

  /// The length and the header, padded with spaces so that the numbers are aligned.
  var bytes: [UInt8] {
    var parts: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map {
        "\(Self.quoted($0)):\(Self.quoted($1))"
      }
      parts.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    for entry in entries {
      let shape = entry.shape.map { "\($0)" }.joined(separator: ",")
      parts.append(
        "\(Self.quoted(entry.name)):{\"dtype\":\"\(Self.codes[entry.dtype]!)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(entry.range.lowerBound),\(entry.range.upperBound)]}")
    }
    var text = "{" + parts.joined(separator: ",") + "}"
    text += String(repeating: " ", count: (8 - text.utf8.count % 8) % 8)
    var result: [UInt8] = []
    result.append(littleEndian: UInt64(text.utf8.count))
    return result + Array(text.utf8)
  }

  /// The text as a JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
