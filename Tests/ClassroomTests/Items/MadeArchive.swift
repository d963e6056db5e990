/// A zip archive made byte by byte, so that it may say what an honest program would not.
struct MadeArchive {
  struct Member {
    let name: [UInt8]
    var contents: [UInt8] = []
    /// Where it says it was packed: 0 for DOS, 3 for Unix.
    var system: UInt8 = 3
    /// The Unix mode.
    var mode: UInt32 = 0o100644
    /// How large it says it is.
    var size: UInt32?
    var flags: UInt16 = 0

    init(_ name: String, _ contents: String = "") {
      self.name = Array(name.utf8)
      self.contents = Array(contents.utf8)
    }

    init(_ name: [UInt8], _ contents: String = "", system: UInt8) {
      self.name = name
      self.contents = Array(contents.utf8)
      self.system = system
    }
  }

  var members: [Member]

  /// The archive, whose members are stored as they are.
  var bytes: [UInt8] {
    var body = Bytes()
    var directory = Bytes()
    for member in members {
      var facts = Bytes()
      facts.add(UInt16(20), member.flags, 0)
      facts.add(UInt16(0), 0x21)
      facts.add(Self.checksum(member.contents), UInt32(member.contents.count))
      facts.add(member.size ?? UInt32(member.contents.count))
      facts.add(UInt16(member.name.count), 0)
      directory.add(UInt8(0x50), 0x4B, 1, 2, 20, member.system)
      directory.all += facts.all
      directory.add(UInt16(0), 0, 0)
      directory.add(member.mode << 16, UInt32(body.all.count))
      directory.all += member.name
      body.add(UInt8(0x50), 0x4B, 3, 4)
      body.all += facts.all + member.name + member.contents
    }
    var end = Bytes()
    end.add(UInt8(0x50), 0x4B, 5, 6, 0, 0, 0, 0)
    end.add(UInt16(members.count), UInt16(members.count))
    end.add(UInt32(directory.all.count), UInt32(body.all.count))
    end.add(UInt16(0))
    return body.all + directory.all + end.all
  }

  /// Bytes to which numbers are added, the low byte first.
  private struct Bytes {
    var all: [UInt8] = []

    mutating func add<Number: FixedWidthInteger>(_ numbers: Number...) {
      for number in numbers { withUnsafeBytes(of: number.littleEndian) { all += $0 } }
    }
  }

  /// The checksum of zip archives, CRC-32.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
