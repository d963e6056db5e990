/// The format that PyTorch users exchange models in: named tensors and no executable code.
///
/// ```swift
/// try SafeTensors.save(["weight": w, "bias": b], to: "model.safetensors")
/// let tensors = try SafeTensors.load("model.safetensors")
/// tensors["weight"]!.shape  // [3, 5]
/// ```
///
/// `safetensors.torch.save_file` and `load_file` do the same in Python.
public enum SafeTensors {
  /// Reads all tensors of a file, by name. bfloat16, which no tensor here can have, becomes float32
  /// without loss.
  ///
  /// Throws a ``FileError``, such as `m.safetensors, byte 8: tensor "w" has dtype "C64", which has
  /// no counterpart here; convert it ...`.
  public static func load(_ path: String) throws(FileError) -> [String: Tensor] {
    try tensors(in: try FileSource(path))
  }

  /// Reads the metadata stored with the tensors of a file, such as `["format": "pt"]`.
  ///
  /// Throws a ``FileError``.
  public static func metadata(_ path: String) throws(FileError) -> [String: String] {
    try SafeTensorsHeader(from: try FileSource(path)).metadata
  }

  /// Writes a file of named tensors, with metadata.
  ///
  /// Throws a ``FileError`` of kind `unwritable`, in which case an existing file stays intact.
  public static func save(
    _ tensors: [String: Tensor], to path: String, metadata: [String: String] = [:]
  ) throws(FileError) {
    try FileSink.write(to: path) { (sink) throws(FileError) in
      try write(tensors, metadata, to: sink)
    }
  }

  /// Reads all tensors from the bytes of a file. Throws a ``FileError``.
  public static func load(bytes: [UInt8]) throws(FileError) -> [String: Tensor] {
    try tensors(in: MemorySource(bytes, name: "safetensors bytes"))
  }

  private static func tensors(in source: ByteSource) throws(FileError) -> [String: Tensor] {
    var result: [String: Tensor] = [:]
    for entry in try SafeTensorsHeader(from: source).entries {
      result[entry.name] =
        entry.isBrainFloat
        ? try brainFloats(entry.shape, from: source)
        : try Tensor(reading: entry.shape, entry.dtype, from: source)
    }
    return result
  }

  /// Reads the next bfloat16 numbers: each is a float32 number without the lower half of its bits.
  private static func brainFloats(
    _ shape: Shape, from source: ByteSource
  ) throws(FileError) -> Tensor {
    let halves = try Tensor(reading: shape, .int16, from: source)
    let result = Tensor(uninitialized: shape, .float32)
    let (from, to) = (halves.pointer(Int16.self), result.pointer(Float.self))
    for index in 0..<shape.elementCount {
      to[index] = Float(bitPattern: UInt32(UInt16(bitPattern: from[index])) << 16)
    }
    return result
  }

  private static func write(
    _ tensors: [String: Tensor], _ metadata: [String: String], to sink: ByteSink
  ) throws(FileError) {
    guard tensors["__metadata__"] == nil else {
      throw FileError(
        kind: .unsupported, file: "safetensors", byte: nil,
        problem: "no tensor can be called __metadata__, the format's name for the texts",
        advice: "give the tensor another name")
    }
    var start = 0
    let ordered = ordered(tensors)
    let entries = ordered.map { name, tensor in
      defer { start += tensor.byteCount }
      return SafeTensorsHeader.Entry(
        name: name, dtype: tensor.dtype, shape: tensor.shape,
        range: start..<start + tensor.byteCount)
    }
    try sink.write(SafeTensorsHeader(entries: entries, metadata: metadata).bytes)
    for (_, tensor) in ordered { try sink.write(elementsOf: tensor.detach().contiguous()) }
  }

  /// The tensors in the order of the Python package: by dtype, so that every tensor is aligned,
  /// then by name.
  private static func ordered(_ tensors: [String: Tensor]) -> [(String, Tensor)] {
    let ranks: [DType] = [
      .bool, .uint8, .int8, .int16, .float16, .int32, .float32, .float64, .int64,
    ]
    let rank = { (tensor: Tensor) in ranks.firstIndex(of: tensor.dtype)! }
    return tensors.map { ($0.key, $0.value) }
      .sorted { a, b in
        let (first, second) = (rank(a.1), rank(b.1))
        return first != second
          ? first > second : Array(a.0.utf8).lexicographicallyPrecedes(b.0.utf8)
      }
  }
}
