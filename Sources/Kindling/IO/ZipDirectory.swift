/// The location of the directory of a zip archive, which is given in the archive's last bytes.
struct ZipDirectory {
  let start: Int, size: Int, count: Int

  /// Finds the end record: 22 bytes, which only a comment of up to 65,535 bytes may follow.
  init(in archive: ByteSource) throws(FileError) {
    let tail = min(archive.count, 22 + 0xffff)
    archive.seek(to: archive.count - tail)
    let bytes = try archive.bytes(tail, "the end record")
    let found = stride(from: tail - 22, through: 0, by: -1).first { place in
      bytes[place...].starts(with: [0x50, 0x4b, 5, 6])
        && place + 22 + Int(bytes.littleEndian(UInt16.self, at: place + 20)) == tail
    }
    guard let end = found else {
      throw archive.error(
        .malformed, "not a zip archive: its end record is missing",
        "the file was cut off, or is not an .npz archive")
    }
    let place = archive.count - tail + end
    let numbers = [
      UInt64(bytes.littleEndian(UInt16.self, at: end + 10)),
      UInt64(bytes.littleEndian(UInt32.self, at: end + 12)),
      UInt64(bytes.littleEndian(UInt32.self, at: end + 16)),
    ]
    let isWide = numbers[0] == 0xffff || numbers[1] == 0xffff_ffff || numbers[2] == 0xffff_ffff
    let wide = isWide ? try Self.wideNumbers(archive, before: place) : numbers
    guard wide[1] <= UInt64(place), wide[2] <= UInt64(place) - wide[1], wide[0] <= wide[1] / 46
    else { throw archive.damaged("the directory does not lie inside the archive", at: place) }
    (count, size, start) = (Int(wide[0]), Int(wide[1]), Int(wide[2]))
  }

  /// The numbers of the zip64 end record, which a locator before the end record points to.
  private static func wideNumbers(
    _ archive: ByteSource, before place: Int
  ) throws(FileError) -> [UInt64] {
    func missing() -> FileError { archive.damaged("the zip64 end record is missing", at: place) }
    guard place >= 20 + 56 else { throw missing() }
    archive.seek(to: place - 20)
    let locator = try archive.bytes(20, "the zip64 locator")
    let end: UInt64 = locator.littleEndian(at: 8)
    guard locator.starts(with: [0x50, 0x4b, 6, 7]), end <= UInt64(place - 20 - 56) else {
      throw missing()
    }
    archive.seek(to: Int(end))
    let record = try archive.bytes(56, "the zip64 end record")
    guard record.starts(with: [0x50, 0x4b, 6, 6]) else { throw missing() }
    return [32, 40, 48].map { record.littleEndian(at: $0) }
  }
}
