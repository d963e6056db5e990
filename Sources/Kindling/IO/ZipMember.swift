internal import CZlib

/// A member of an archive, read on demand and checked against its checksum.
///
/// It is never unpacked as a whole, so what a hostile archive claims to contain costs nothing by
/// itself.
final class ZipMember: ByteSource {
  private let archive: ByteSource
  private let entry: ZipEntry
  /// The offset of the next stored bytes in the archive.
  private var next: Int
  private var checksum = crc32(0, nil, 0)
  /// zlib keeps the address of its stream and refuses a copy at a different address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input: [UInt8] = []

  init(_ entry: ZipEntry, of archive: ByteSource) throws(FileError) {
    self.archive = archive
    self.entry = entry
    next = entry.start
    super.init(name: "\(archive.name), member \(entry.name)", count: entry.size)
    stream.initialize(to: z_stream())
    guard entry.isDeflated else { return }
    // Minus 15: raw data without zlib's own header, and a window of 2^15 bytes.
    let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start: \(status)")
  }

  deinit {
    if entry.isDeflated { inflateEnd(stream) }
    stream.deallocate()
  }

  override func fetch(
    _ target: UnsafeMutableRawPointer, _ length: Int, at offset: Int
  ) throws(FileError) {
    // In steps, because zlib counts in 32 bits.
    var done = 0
    while done < length {
      let step = min(length - done, 1 << 20)
      let piece = (target + done).assumingMemoryBound(to: UInt8.self)
      if entry.isDeflated {
        try inflate(into: piece, step)
      } else {
        archive.seek(to: next)
        try archive.read(piece, step, "the member")
        next += step
      }
      checksum = crc32(checksum, piece, UInt32(step))
      done += step
    }
    if offset + length == count && checksum != UInt(entry.checksum) {
      throw error(
        .malformed, "the contents do not match their checksum", "the file is damaged: copy it again"
      )
    }
  }

  private func inflate(into piece: UnsafeMutablePointer<UInt8>, _ length: Int) throws(FileError) {
    stream.pointee.next_out = piece
    stream.pointee.avail_out = UInt32(length)
    while stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0 { try refill() }
      let used = input.count - Int(stream.pointee.avail_in)
      let status = input.withUnsafeMutableBufferPointer { buffer in
        stream.pointee.next_in = buffer.baseAddress.map { $0 + used }
        return CZlib.inflate(stream, Z_NO_FLUSH)
      }
      let isStuck = status == Z_STREAM_END && stream.pointee.avail_out > 0
      guard status == Z_OK || status == Z_STREAM_END, !isStuck else {
        throw error(
          .malformed, "the compressed data is damaged or ends early",
          "the file is damaged: copy it again")
      }
    }
  }

  private func refill() throws(FileError) {
    let length = min(entry.start + entry.storedSize - next, 1 << 16)
    archive.seek(to: next)
    input = try archive.bytes(length, "the member")
    next += length
    stream.pointee.avail_in = UInt32(length)
  }
}

/// Compresses `bytes` the way a member of an archive is compressed.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  stream.initialize(to: z_stream())
  defer { stream.deallocate() }
  let status = deflateInit2_(
    stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(status == Z_OK, "zlib cannot start: \(status)")
  defer { deflateEnd(stream) }
  var source = bytes
  let bound = Int(deflateBound(stream, UInt(source.count)))
  return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
    source.withUnsafeMutableBufferPointer { source in
      // In steps, because zlib counts in 32 bits.
      let step = 1 << 30
      var (taken, status) = (0, Z_OK)
      while status != Z_STREAM_END {
        let (input, room) = (min(source.count - taken, step), min(bound - count, step))
        stream.pointee.next_in = source.baseAddress.map { $0 + taken }
        stream.pointee.avail_in = UInt32(input)
        stream.pointee.next_out = target.baseAddress! + count
        stream.pointee.avail_out = UInt32(room)
        status = deflate(stream, taken + input == source.count ? Z_FINISH : Z_NO_FLUSH)
        precondition(status == Z_OK || status == Z_STREAM_END, "zlib cannot compress: \(status)")
        taken += input - Int(stream.pointee.avail_in)
        count += room - Int(stream.pointee.avail_out)
      }
    }
  }
}

/// The checksum of the zip format.
func zipChecksum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32_z(0, bytes, bytes.count)) }
