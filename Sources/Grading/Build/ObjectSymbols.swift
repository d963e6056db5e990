import Foundation

/// The names in an object file's symbol table, read from the ELF format.
struct ObjectSymbols {
  /// What the object refers to and others define.
  private(set) var undefined: [String] = []
  /// What the object defines for every other object, in place of any weaker definition.
  private(set) var strong: [String] = []
  /// Those of these that other modules see: what is public.
  private(set) var exported: [String] = []
  /// The names of its sections.
  private(set) var sections: [String] = []

  /// Reads an object file of 64 bits, little-endian, as the compiler writes here.
  ///
  /// Throws an `ObjectUnreadable` for anything else.
  init(of object: URL) throws {
    // A zero at the end, so that the last text has one.
    let reader = Reader(bytes: [UInt8](try Data(contentsOf: object)) + [0])
    // The file's identification: ELF, 64 bits, little-endian.
    guard reader.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
      let table = reader.number(at: 40, size: 8), let entry = reader.number(at: 58, size: 2),
      let count = reader.number(at: 60, size: 2), let names = reader.number(at: 62, size: 2)
    else { throw ObjectUnreadable(file: object.lastPathComponent) }

    let headers = (0..<count).compactMap { reader.section(at: table + $0 * entry) }
    guard headers.count == count, headers.indices.contains(names) else {
      throw ObjectUnreadable(file: object.lastPathComponent)
    }
    sections = headers.map { reader.text(at: headers[names].offset + $0.name) }
    let symbolTable = 2
    for header in headers where header.type == symbolTable && headers.indices.contains(header.link)
    {
      readSymbols(of: header, names: headers[header.link], with: reader)
    }
  }

  private mutating func readSymbols(of table: Header, names: Header, with reader: Reader) {
    let entrySize = 24
    // The first entry is empty by rule.
    for index in stride(from: 1, to: table.size / entrySize, by: 1) {
      let start = table.offset + index * entrySize
      guard let name = reader.number(at: start, size: 4),
        let info = reader.number(at: start + 4, size: 1),
        let other = reader.number(at: start + 5, size: 1),
        let section = reader.number(at: start + 6, size: 2)
      else { continue }
      let (global, undefinedSection) = (1, 0)
      let (visibility, hidden) = (other & 3, 2)
      let text = reader.text(at: names.offset + name)
      if section == undefinedSection {
        undefined.append(text)
      } else if info >> 4 == global {
        strong.append(text)
        if visibility != hidden { exported.append(text) }
      }
    }
  }

  private struct Header {
    let name, type, offset, size, link: Int
  }

  private struct Reader {
    let bytes: [UInt8]

    func number(at offset: Int, size: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - size else { return nil }
      return unsafe bytes.withUnsafeBytes { bytes in
        var number = 0
        for index in 0..<size { unsafe number |= Int(bytes[offset + index]) << (8 * index) }
        return number
      }
    }

    func text(at offset: Int) -> String {
      guard bytes.indices.contains(offset) else { return "" }
      return unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.map { unsafe String(cString: $0 + offset) } ?? ""
      }
    }

    func section(at offset: Int) -> Header? {
      guard let name = number(at: offset, size: 4), let type = number(at: offset + 4, size: 4),
        let start = number(at: offset + 24, size: 8), let size = number(at: offset + 32, size: 8),
        let link = number(at: offset + 40, size: 4)
      else { return nil }
      return Header(name: name, type: type, offset: start, size: size, link: link)
    }
  }
}

/// An object file in another format than the grader reads.
struct ObjectUnreadable: Error, CustomStringConvertible {
  let file: String

  var description: String {
    "the symbols of \(file) cannot be read: the compiler wrote no 64-bit ELF object"
  }
}
