/// NumPy's format for several arrays: a zip archive of `.npy` files.
///
/// ```swift
/// try NPZ.save(["x": x, "y": y], to: "data.npz")
/// let arrays = try NPZ.load("data.npz")
/// arrays["x"]!.shape  // [100, 3]
/// ```
///
/// `numpy.savez`, `numpy.savez_compressed` and `numpy.load` do the same in Python.
public enum NPZ {
  /// Reads all arrays of an archive, by name.
  ///
  /// Throws a ``FileError``, such as `data.npz, member x.npy: the contents do not match their
  /// checksum; the file is damaged: copy it again`.
  public static func load(_ path: String) throws(FileError) -> [String: Tensor] {
    try tensors(in: try FileSource(path))
  }

  /// Reads all arrays from the bytes of an archive. Throws a ``FileError``.
  public static func load(bytes: [UInt8]) throws(FileError) -> [String: Tensor] {
    try tensors(in: MemorySource(bytes, name: "npz bytes"))
  }

  /// Writes an archive of named arrays, compressed if `compressed` is true.
  ///
  /// Throws a ``FileError``, in which case an existing file stays intact. Archives over 4 GiB, or
  /// of more than 65,534 arrays, use zip64, which NumPy also reads.
  public static func save(
    _ tensors: [String: Tensor], to path: String, compressed: Bool = false
  ) throws(FileError) {
    try FileSink.write(to: path) { (sink) throws(FileError) in
      var archive = ZipWriter(to: sink, path: path)
      for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
        try archive.add(name + ".npy", tensor.npyBytes(), compressed: compressed)
      }
      try archive.finish()
    }
  }

  private static func tensors(in archive: ByteSource) throws(FileError) -> [String: Tensor] {
    var result: [String: Tensor] = [:]
    for entry in try ZipEntry.all(in: archive) {
      guard entry.name.hasSuffix(".npy") else {
        throw archive.error(
          .unsupported, at: entry.start, "member \(entry.name.debugDescription) is not an array",
          "a PyTorch checkpoint is saved for exchange with safetensors.torch.save_file")
      }
      let name = String(entry.name.dropLast(4))
      guard result[name] == nil else {
        throw archive.damaged(
          "two members are called \(entry.name.debugDescription)", at: entry.start)
      }
      result[name] = try Tensor(npy: ZipMember(entry, of: archive))
    }
    return result
  }
}
