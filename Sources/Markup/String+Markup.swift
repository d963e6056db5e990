extension String {
  /// The text without white space at its ends.
  package var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }

  /// The text with control characters, which no XML document may hold, as their pictures: ␛ for
  /// escape. So a program's terminal codes can be read and cannot act; nor can the characters that
  /// turn the direction of writing, which would make a text read as another.
  package var visible: String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: true
      case 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    guard unicodeScalars.contains(where: isForbidden) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard isForbidden(scalar) else {
        result.append(scalar)
        continue
      }
      let picture: UInt32 =
        switch scalar.value {
        case 0..<0x20: 0x2400 + scalar.value
        case 0x7F: 0x2421
        default: 0xFFFD
        }
      result.append(Unicode.Scalar(picture)!)
    }
    return String(result)
  }

  /// The text, or its beginning and a word on how much follows: a program may print megabytes.
  package func cut(to limit: Int) -> String {
    guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else {
      return self
    }
    let rest = self[end...].utf8.count
    return "\(self[..<end])\u{2026} [cut: \(rest) more bytes]"
  }
}

extension String? {
  /// The text, or none.
  package var orEmpty: String { self ?? "" }
}
