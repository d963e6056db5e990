/// Writes a zip archive, member by member.
struct ZipWriter {
  private let sink: ByteSink
  private let path: String
  private var directory: [UInt8] = []
  private var count = 0

  init(to sink: ByteSink, path: String) {
    self.sink = sink
    self.path = path
  }

  /// Adds a member. The date is always the first the format knows, so that equal tensors give equal
  /// archives.
  mutating func add(_ name: String, _ bytes: [UInt8], compressed: Bool) throws(FileError) {
    let length = name.utf8.count
    guard length <= Int(UInt16.max) else {
      throw tooLarge("a name of \(length) bytes is longer than the 65,535 a zip archive allows")
    }
    guard count < Int(UInt16.max) - 1,
      sink.count + directory.count + bytes.count + 2 * length + 200 < Int(UInt32.max)
    else { throw tooLarge("an archive over 4 GiB or of more than 65,534 tensors is not written") }
    let content = compressed ? deflated(bytes) : bytes
    var common: [UInt8] = []
    // Bit 11: the name is UTF-8.
    for field in [20, 1 << 11, compressed ? 8 : 0, 0, 0x21] as [UInt16] {
      common.append(littleEndian: field)
    }
    for field in [zipChecksum(bytes), UInt32(content.count), UInt32(bytes.count)] {
      common.append(littleEndian: field)
    }
    common.append(littleEndian: UInt32(length))
    directory += [0x50, 0x4b, 1, 2, 20, 3] + common
    // No comment, first part; regular file, readable and writable.
    directory += [0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x81]
    directory.append(littleEndian: UInt32(sink.count))
    directory += Array(name.utf8)
    count += 1
    try sink.write([0x50, 0x4b, 3, 4] + common + Array(name.utf8))
    try sink.write(content)
  }

  /// Writes the directory, after which nothing may be added.
  consuming func finish() throws(FileError) {
    var end: [UInt8] = [0x50, 0x4b, 5, 6, 0, 0, 0, 0]
    end.append(littleEndian: UInt16(count))
    end.append(littleEndian: UInt16(count))
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: UInt32(sink.count))
    try sink.write(directory + end + [0, 0])
  }

  private func tooLarge(_ problem: String) -> FileError {
    FileError(
      kind: .unsupported, file: path, byte: nil, problem: problem,
      advice: "use SafeTensors.save instead")
  }
}
