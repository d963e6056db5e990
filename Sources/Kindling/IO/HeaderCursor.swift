/// A position in a text header, which is read strictly from front to back.
///
/// It provides what the headers of `.npy` (a Python literal) and safetensors (JSON) have in common.
/// Reading never recurses, so no header can be nested too deeply.
struct HeaderCursor {
  private let text: [UInt8]
  private var index = 0
  /// The offset of the header in the file.
  private let start: Int
  private let source: ByteSource

  init(_ text: [UInt8], at start: Int, of source: ByteSource) {
    self.text = text
    self.start = start
    self.source = source
  }

  /// Returns the next character that is not whitespace, or nil at the end.
  mutating func peek() -> Character? {
    while index < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[index]) { index += 1 }
    return index < text.count ? Character(UnicodeScalar(text[index])) : nil
  }

  /// Skips `character` if it comes next, and returns whether it did.
  mutating func skip(_ character: Character) -> Bool {
    guard peek() == character else { return false }
    index += 1
    return true
  }

  /// Skips `character`, which must come next.
  mutating func expect(_ character: Character, _ place: String) throws(FileError) {
    guard skip(character) else { throw unexpected("\"\(character)\" \(place)") }
  }

  /// Skips `word` if it comes next, and returns whether it did.
  mutating func skip(word: String) -> Bool {
    _ = peek()
    guard text[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  /// Reads a nonnegative integer.
  mutating func integer(_ what: String) throws(FileError) -> Int {
    _ = peek()
    let digits = text[index...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { throw unexpected(what) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw malformed("\(what) is a number of \(digits.count) digits")
    }
    index += digits.count
    return number
  }

  /// Reads comma-separated integers up to `close`. In Python's form, a comma may follow the last
  /// one, and an L may follow a number, which is how Python 2 wrote long integers.
  mutating func integers(
    upTo close: Character, _ what: String, isPython: Bool = false
  ) throws(FileError) -> [Int] {
    var numbers: [Int] = []
    while !skip(close) {
      if !numbers.isEmpty {
        try expect(",", "between the numbers of \(what)")
        if isPython && skip(close) { break }
      }
      numbers.append(try integer("a number of \(what)"))
      if isPython { _ = skip(word: "L") }
    }
    return numbers
  }

  /// Reads text in quotation marks, double as in JSON or either kind as in Python.
  mutating func string(_ what: String, quotes: [Character] = ["\""]) throws(FileError) -> String {
    guard let quote = peek(), quotes.contains(quote) else { throw unexpected(what) }
    index += 1
    var content: [UInt8] = []
    while index < text.count, Character(UnicodeScalar(text[index])) != quote {
      guard text[index] >= 0x20 else { throw malformed("\(what) contains a control character") }
      if text[index] == UInt8(ascii: "\\") {
        content += try escaped(what)
      } else {
        content.append(text[index])
        index += 1
      }
    }
    guard skip(quote) else { throw malformed("\(what) has no closing quotation mark") }
    guard let string = String(validating: content, as: UTF8.self) else {
      throw malformed("\(what) is not valid UTF-8")
    }
    return string
  }

  /// Reads an escape sequence and returns the UTF-8 of the character it represents.
  private mutating func escaped(_ what: String) throws(FileError) -> [UInt8] {
    let letter = index + 1 < text.count ? text[index + 1] : 0
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "/"): 0x2f,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a,
      UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = plain[letter] {
      index += 2
      return [byte]
    }
    guard var code = codeUnit() else { throw malformed("\(what) has an unknown escape") }
    if code & 0xfc00 == 0xd800, let low = codeUnit(), low & 0xfc00 == 0xdc00 {
      // JSON writes characters beyond the first 65,536 as two halves.
      code = 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff)
    }
    guard let scalar = UnicodeScalar(code) else {
      throw malformed("\(what) has half of a surrogate pair")
    }
    return Array(String(scalar).utf8)
  }

  /// Reads `\u` and four hexadecimal digits, if they come next.
  private mutating func codeUnit() -> UInt32? {
    let digits = text[index...].dropFirst(2).prefix(4)
    guard text[index...].starts(with: "\\u".utf8), digits.count == 4,
      digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
    else { return nil }
    index += 6
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Throws unless only whitespace is left.
  mutating func expectEnd() throws(FileError) {
    if peek() != nil { throw unexpected("the end of the header") }
  }

  func unexpected(_ wanted: String) -> FileError {
    let found = index < text.count ? UnicodeScalar(text[index]).escaped(asASCII: true) : "the end"
    return malformed("the header has \(found) where \(wanted) belongs")
  }

  func malformed(_ problem: String) -> FileError {
    source.error(
      .malformed, at: start + index, problem, "the file is damaged or not what its name says")
  }
}
