import CZlib
import Foundation

/// A zip archive of files, uncompressed, each with its mode and one date for all, so that equal
/// files make equal archives.
///
/// The library's own writer, for NumPy's archives, gives no modes, and a zip tool takes each file's
/// time from the disk; this needs no program that a machine may lack.
struct ZipArchive {
  private var body = Data()
  private var directory = Data()
  private var count = 0

  /// An archive of files, in the order given.
  ///
  /// Throws a `HandoutError` where there is more than the format's first edition holds.
  init(_ files: [CourseFile]) throws {
    for file in files { add(file) }
    guard count < UInt16.max, body.count + directory.count < UInt32.max else {
      throw HandoutError("these are more files than a zip archive can hold")
    }
  }

  private mutating func add(_ file: CourseFile) {
    let name = Data(file.path.utf8)
    let bytes = [UInt8](file.contents)
    let checksum = unsafe UInt32(crc32_z(0, bytes, bytes.count))
    // Version 2.0, names in UTF-8, stored, midnight of 1 January 1980.
    var header = Data()
    for field in [20, 1 << 11, 0, 0, 0x21] as [UInt16] { header.append(littleEndian: field) }
    for field in [checksum, UInt32(bytes.count), UInt32(bytes.count)] {
      header.append(littleEndian: field)
    }
    for field in [UInt16(name.count), 0] { header.append(littleEndian: field) }
    let place = UInt32(body.count)
    body.append(contentsOf: [0x50, 0x4B, 3, 4])
    body += header + name + file.contents
    directory.append(contentsOf: [0x50, 0x4B, 1, 2, 20, 3])
    directory += header
    for field in [0, 0, 0] as [UInt16] { directory.append(littleEndian: field) }
    // The mode of a plain file, as Unix has it.
    directory.append(littleEndian: UInt32(file.isExecutable ? 0o100755 : 0o100644) << 16)
    directory.append(littleEndian: place)
    directory += name
    count += 1
  }

  /// The whole archive.
  var data: Data {
    var end = Data([0x50, 0x4B, 5, 6, 0, 0, 0, 0])
    for _ in 0..<2 { end.append(littleEndian: UInt16(count)) }
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: UInt32(body.count))
    end.append(contentsOf: [0, 0])
    return body + directory + end
  }
}

extension Data {
  fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
    unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
  }
}
