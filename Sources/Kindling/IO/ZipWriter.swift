/// Writes a zip archive, member by member.
///
/// A size that does not fit in the 32 bits of the original format goes into an extra field of the
/// newer one, zip64; a count of members that does not fit in 16 bits goes into its end record.
struct ZipWriter {
  private let sink: ByteSink
  private let path: String
  /// The smallest number, and the smallest count, that is written in zip64's wider fields.
  private let limit: Int, countLimit: Int
  private var directory: [UInt8] = []
  private var count = 0

  /// Limits smaller than the format's own give archives that are just as valid, only larger.
  init(
    to sink: ByteSink, path: String, limit: Int = Int(UInt32.max),
    countLimit: Int = Int(UInt16.max)
  ) {
    self.sink = sink
    self.path = path
    self.limit = limit
    self.countLimit = countLimit
  }

  /// Adds a member. The date is always the earliest that the format supports, so that equal tensors
  /// give equal archives.
  mutating func add(_ name: String, _ bytes: [UInt8], compressed: Bool) throws(FileError) {
    let length = name.utf8.count
    guard length <= Int(UInt16.max) else {
      throw FileError(
        kind: .unsupported, file: path, byte: nil,
        problem: "a name of \(length) bytes is longer than the 65,535 a zip archive allows",
        advice: "use SafeTensors.save instead")
    }
    let content = compressed ? deflated(bytes) : bytes
    let (sizes, place) = ([bytes.count, content.count], sink.count)
    // A member's own header has both sizes in its extra field, or none.
    let own = sizes.contains { $0 >= limit } ? sizes : []
    let listed = (sizes + [place]).filter { $0 >= limit }
    let checksum = zipChecksum(bytes)
    func fields(_ wide: [Int], _ isNarrow: (Int) -> Bool) -> [UInt8] {
      var fields: [UInt8] = []
      // Bit 11: the name is UTF-8.
      for field in [wide.isEmpty ? 20 : 45, 1 << 11, compressed ? 8 : 0, 0, 0x21] as [UInt16] {
        fields.append(littleEndian: field)
      }
      fields.append(littleEndian: checksum)
      for size in sizes.reversed() {
        fields.append(littleEndian: isNarrow(size) ? UInt32(size) : .max)
      }
      fields.append(littleEndian: UInt16(length))
      fields.append(littleEndian: UInt16(wide.isEmpty ? 0 : 4 + 8 * wide.count))
      return fields
    }
    directory += [0x50, 0x4b, 1, 2, listed.isEmpty ? 20 : 45, 3] + fields(listed) { $0 < limit }
    // No comment, first part; regular file, readable and writable.
    directory += [0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x81]
    directory.append(littleEndian: place < limit ? UInt32(place) : .max)
    directory += Array(name.utf8) + extra(listed)
    count += 1
    try sink.write([0x50, 0x4b, 3, 4] + fields(own) { _ in own.isEmpty })
    try sink.write(Array(name.utf8) + extra(own))
    try sink.write(content)
  }

  /// Writes the directory, after which nothing can be added.
  consuming func finish() throws(FileError) {
    let (place, size) = (sink.count, directory.count)
    try sink.write(directory)
    if count >= countLimit || size >= limit || place >= limit { try writeWideEnd(place, size) }
    var end: [UInt8] = [0x50, 0x4b, 5, 6, 0, 0, 0, 0]
    for _ in 0..<2 { end.append(littleEndian: count < countLimit ? UInt16(count) : .max) }
    end.append(littleEndian: size < limit ? UInt32(size) : .max)
    end.append(littleEndian: place < limit ? UInt32(place) : .max)
    try sink.write(end + [0, 0])
  }

  /// Writes the end record of zip64, and the locator that says where it is.
  private func writeWideEnd(_ place: Int, _ size: Int) throws(FileError) {
    let start = sink.count
    var record: [UInt8] = [0x50, 0x4b, 6, 6]
    // The number of bytes that follow; versions 4.5, first part.
    record.append(littleEndian: UInt64(44))
    record += [45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    for number in [count, count, size, place] { record.append(littleEndian: UInt64(number)) }
    record += [0x50, 0x4b, 6, 7, 0, 0, 0, 0]
    record.append(littleEndian: UInt64(start))
    record.append(littleEndian: UInt32(1))
    try sink.write(record)
  }

  /// The extra field of zip64: the numbers that do not fit in the other fields.
  private func extra(_ numbers: [Int]) -> [UInt8] {
    if numbers.isEmpty { return [] }
    var field: [UInt8] = [1, 0]
    field.append(littleEndian: UInt16(8 * numbers.count))
    for number in numbers { field.append(littleEndian: UInt64(number)) }
    return field
  }
}
