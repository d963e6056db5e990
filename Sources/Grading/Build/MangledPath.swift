/// The names with which a mangled Swift symbol begins: the module, the types around and the name of
/// what it is the symbol of, as far as they go.
///
/// Read off the symbol itself, in time that grows with its length. The demangler's text may be
/// longer than memory: a type that doubles in each of many aliases has a short symbol.
struct MangledPath: Equatable {
  /// A piece of the path.
  enum Piece: Equatable {
    case name(String)
    /// A type of the standard library that has a letter of its own, as `Sd` for Double.
    case standardType(String)
    /// That the name before is a type's: C of a class, V of a struct, O of an enum, P of a
    /// protocol.
    case kind(Character)
    /// An argument without a label.
    case noLabel
    /// That the names before are an extended type and the module of the extension.
    case extended
  }

  private(set) var pieces: [Piece] = []

  /// The path of a symbol; empty for one that is not Swift's.
  init(of symbol: String) {
    guard symbol.hasPrefix("$s") else { return }
    var reader = Reader(rest: symbol.utf8.dropFirst(2))
    while let piece = reader.next() { pieces.append(piece) }
  }

  /// The names, in order.
  var names: [String] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// Whether a module declares it: the path begins in the module, or goes on in it after a type, as
  /// that of an extension or of a conformance does.
  func isDeclared(by module: String) -> Bool {
    if pieces.first == .name(module) { return true }
    var isAfterType = false
    for piece in pieces {
      switch piece {
      case .name(module) where isAfterType: return true
      // A conformance names the protocol and its module before its own.
      case .name: continue
      case .standardType, .kind: isAfterType = true
      case .noLabel, .extended: return false
      }
    }
    return false
  }

  private struct Reader {
    var rest: Substring.UTF8View.SubSequence
    private var words: [String] = []

    init(rest: String.UTF8View.SubSequence) {
      self.rest = Substring(rest).utf8
    }

    mutating func next() -> Piece? {
      if take("xSg") { return .standardType("Optional") }
      // A type's own parameters in its extension.
      _ = take("yxG") || take("yxq_G")
      guard let byte = rest.first else { return nil }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        return identifier().map { .name($0) }
      case UInt8(ascii: "C"), UInt8(ascii: "V"), UInt8(ascii: "O"), UInt8(ascii: "P"):
        rest.removeFirst()
        return .kind(Character(Unicode.Scalar(byte)))
      case UInt8(ascii: "s"):
        rest.removeFirst()
        return .name("Swift")
      case UInt8(ascii: "S"):
        let letters = rest.prefix(2)
        guard letters.count == 2, let letter = letters.last, isLetter(letter) else { return nil }
        rest.removeFirst(2)
        return .standardType(MangledPath.standardTypes[letter] ?? "a type of the standard library")
      case UInt8(ascii: "_"):
        rest.removeFirst()
        return .noLabel
      case UInt8(ascii: "E"):
        rest.removeFirst()
        return .extended
      default: return nil
      }
    }

    /// An identifier, in which letters may replace the words of an earlier one: the compiler
    /// writes `ObjectiveFunctions` after `ElementaryFunctions` as `09ObjectiveD0`.
    private mutating func identifier() -> String? {
      var isShortened = false
      var isPunycode = false
      if take("0") {
        isPunycode = take("0")
        isShortened = !isPunycode
      }
      var name = ""
      repeat {
        while isShortened, let letter = rest.first, isLetter(letter) {
          rest.removeFirst()
          let isLast = letter < UInt8(ascii: "a")
          let index = Int(letter) - Int(UInt8(ascii: isLast ? "A" : "a"))
          guard words.indices.contains(index) else { return nil }
          name += words[index]
          if isLast { isShortened = false }
        }
        if take("0") { break }
        guard let length = number() else { return nil }
        if isPunycode { _ = take("_") }
        guard length <= rest.count else { return nil }
        let text = String(decoding: rest.prefix(length), as: UTF8.self)
        rest.removeFirst(length)
        name += text
        if !isPunycode { addWords(of: text) }
      } while isShortened
      return name
    }

    private mutating func number() -> Int? {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest.removeFirst(digits.count)
      return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Words begin at capitals and end before them and at underscores; those of one letter do not
    /// count, and those past the letters of the alphabet neither.
    private mutating func addWords(of text: String) {
      var word = ""
      func keep(in words: inout [String]) {
        if word.utf8.count >= 2, words.count < 26 { words.append(word) }
        word = ""
      }
      for character in text {
        if character == "_" {
          keep(in: &words)
          continue
        }
        let begins = character.isASCII && character.isUppercase
        if begins, let last = word.last, !(last.isASCII && last.isUppercase) { keep(in: &words) }
        if word.isEmpty, character.isASCII, character.isNumber { continue }
        word.append(character)
      }
      keep(in: &words)
    }

    private mutating func take(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest.removeFirst(text.utf8.count)
      return true
    }

    private func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
  }

  private static let standardTypes: [UInt8: String] = [
    UInt8(ascii: "a"): "Array", UInt8(ascii: "b"): "Bool", UInt8(ascii: "D"): "Dictionary",
    UInt8(ascii: "d"): "Double", UInt8(ascii: "f"): "Float", UInt8(ascii: "h"): "Set",
    UInt8(ascii: "i"): "Int", UInt8(ascii: "J"): "Character", UInt8(ascii: "N"): "ClosedRange",
    UInt8(ascii: "n"): "Range", UInt8(ascii: "q"): "Optional", UInt8(ascii: "S"): "String",
    UInt8(ascii: "s"): "Substring", UInt8(ascii: "u"): "UInt",
  ]
}
