/// A member of a zip archive, as listed in the directory at the archive's end.
struct ZipEntry {
  var name: String
  var isDeflated: Bool
  var checksum: UInt32
  /// The number of bytes in the archive, and when unpacked.
  var storedSize: Int, size: Int
  /// The offset of the stored bytes.
  var start: Int
}

extension ZipEntry {
  /// The members of an archive. Archives over 4 GiB (zip64) are supported; encrypted members,
  /// archives in several parts and methods other than stored and deflate are not.
  static func all(in archive: ByteSource) throws(FileError) -> [ZipEntry] {
    let directory = try ZipDirectory(in: archive)
    archive.seek(to: directory.start)
    let bytes = try archive.bytes(directory.size, "the directory")
    var entries: [ZipEntry] = []
    var place = 0
    for _ in 0..<directory.count {
      let record = try ZipRecord(bytes, at: place, archive, directory.start)
      entries.append(try ZipEntry(record, archive))
      place += record.length
    }
    return entries
  }

  private init(_ record: ZipRecord, _ archive: ByteSource) throws(FileError) {
    func damaged(_ problem: String) -> FileError { archive.damaged(problem, at: record.place) }
    let quoted = record.name.debugDescription
    guard record.flags & 1 == 0, [0, 8].contains(record.method) else {
      throw archive.error(
        .unsupported, at: record.place,
        "member \(quoted) is encrypted or packed by method \(record.method)",
        "save the archive again with numpy.savez or numpy.savez_compressed")
    }
    let isDeflated = record.method == 8
    // Deflate compresses by a factor of at most 1,032; a larger claim is false, and would cost
    // memory.
    let most = record.storedSize.multipliedReportingOverflow(by: isDeflated ? 1032 : 1)
    guard isDeflated || record.storedSize == record.size, most.overflow || record.size <= most.0
    else { throw damaged("member \(quoted) claims \(record.size) bytes, which it cannot hold") }
    guard record.header <= archive.count - 30 else {
      throw damaged("member \(quoted) lies outside the archive")
    }
    archive.seek(to: record.header)
    let header = try archive.bytes(30, "the header of a member")
    let nameLength = Int(header.littleEndian(UInt16.self, at: 26))
    let start =
      record.header + 30 + nameLength + Int(header.littleEndian(UInt16.self, at: 28))
    guard header.starts(with: [0x50, 0x4b, 3, 4]), start <= archive.count,
      record.storedSize <= archive.count - start
    else { throw damaged("member \(quoted) lies outside the archive") }
    guard try archive.bytes(nameLength, "the name of a member") == Array(record.name.utf8) else {
      throw damaged("member \(quoted) has another name in its own header")
    }
    self.init(
      name: record.name, isDeflated: isDeflated, checksum: record.checksum,
      storedSize: record.storedSize, size: record.size, start: start)
  }
}

/// One record of the directory.
private struct ZipRecord {
  let name: String
  let flags: UInt16, method: UInt16
  let checksum: UInt32
  private(set) var storedSize: Int, size: Int, header: Int
  /// The number of bytes in the record, and its offset in the archive.
  let length: Int, place: Int

  init(
    _ bytes: [UInt8], at offset: Int, _ archive: ByteSource, _ start: Int
  ) throws(FileError) {
    place = start + offset
    guard bytes.count - offset >= 46, bytes[offset...].starts(with: [0x50, 0x4b, 1, 2]) else {
      throw archive.damaged("a record of the directory is missing", at: place)
    }
    flags = bytes.littleEndian(at: offset + 8)
    method = bytes.littleEndian(at: offset + 10)
    checksum = bytes.littleEndian(at: offset + 16)
    let lengths = [28, 30, 32].map { Int(bytes.littleEndian(UInt16.self, at: offset + $0)) }
    length = 46 + lengths.reduce(0, +)
    guard bytes.count - offset >= length else {
      throw archive.damaged("a record of the directory is cut off", at: place)
    }
    let names = bytes[offset + 46..<offset + 46 + lengths[0]]
    guard let name = String(validating: names, as: UTF8.self) else {
      throw archive.damaged("the name of a member is not valid UTF-8", at: place)
    }
    self.name = name
    let plain = [20, 24, 42].map { bytes.littleEndian(UInt32.self, at: offset + $0) }
    let extra = Array(bytes[offset + 46 + lengths[0]..<offset + 46 + lengths[0] + lengths[1]])
    guard let wide = Self.widened([plain[1], plain[0], plain[2]], extra) else {
      throw archive.damaged("the sizes of member \(name.debugDescription) are damaged", at: place)
    }
    (size, storedSize, header) = (wide[0], wide[1], wide[2])
  }

  /// The numbers, with those that did not fit in 32 bits taken from the zip64 field, which has them
  /// in the same order. Nil if that field is damaged.
  private static func widened(_ numbers: [UInt32], _ extra: [UInt8]) -> [Int]? {
    var wide: [UInt8] = []
    var place = 0
    while extra.count - place >= 4 {
      let length = Int(extra.littleEndian(UInt16.self, at: place + 2))
      guard extra.count - place - 4 >= length else { return nil }
      if extra.littleEndian(UInt16.self, at: place) == 1 {
        wide = Array(extra[place + 4..<place + 4 + length])
      }
      place += 4 + length
    }
    var (result, next): ([Int], Int) = ([], 0)
    for number in numbers {
      if number != .max {
        result.append(Int(number))
        continue
      }
      guard wide.count - next >= 8,
        let value = Int(exactly: wide.littleEndian(UInt64.self, at: next))
      else { return nil }
      result.append(value)
      next += 8
    }
    return result
  }
}

extension ByteSource {
  func damaged(_ problem: String, at byte: Int) -> FileError {
    error(.malformed, at: byte, problem, "the archive is damaged: copy it again")
  }
}
