extension String {
  /// The text, or its beginning and a word on how much follows: a program may print megabytes.
  func cut(to limit: Int) -> String {
    guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else {
      return self
    }
    let rest = self[end...].utf8.count
    return "\(self[..<end])\u{2026} [cut: \(rest) more bytes]"
  }
}
