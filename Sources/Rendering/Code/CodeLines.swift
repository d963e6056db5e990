import Markup

/// Classified code, line by line.
struct CodeLines {
  /// A stretch of code in one class of the stylesheet.
  struct Piece: Equatable {
    var text: String
    var style: String?
    var address: String?

    init(_ text: String, style: String? = nil, address: String? = nil) {
      self.text = text
      self.style = style
      self.address = address
    }
  }

  private let pieces: [Piece]
  private let marks: [ClosedRange<Int>]

  init(_ pieces: [Piece], marks: [ClosedRange<Int>] = []) {
    self.pieces = pieces.filter { !$0.text.isEmpty }
    self.marks = marks
  }

  /// A change to a text: lines that begin with `+` or `-` are put in or taken out.
  init(diff text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    pieces = lines.enumerated().map { index, line in
      let isLast = index == lines.count - 1
      let style: String? =
        switch line.first {
        case "+": "added"
        case "-": "removed"
        default: nil
        }
      return Piece(line + (isLast ? "" : "\n"), style: style)
    }.filter { !$0.text.isEmpty }
    marks = []
  }

  func add(to parent: Element) {
    guard !marks.isEmpty else {
      for piece in pieces { Self.add(piece, to: parent) }
      return
    }
    for (index, line) in lines.enumerated() {
      let isMarked = marks.contains { $0.contains(index + 1) }
      let place = isMarked ? parent.add("mark") : parent
      for piece in line { Self.add(piece, to: place) }
    }
  }

  /// The pieces of each line, its end included.
  private var lines: [[Piece]] {
    var lines: [[Piece]] = [[]]
    for piece in pieces {
      let parts = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        let isLast = index == parts.count - 1
        var own = piece
        own.text = part + (isLast ? "" : "\n")
        if !own.text.isEmpty { lines[lines.count - 1].append(own) }
        if !isLast { lines.append([]) }
      }
    }
    return lines
  }

  private static func add(_ piece: Piece, to parent: Element) {
    switch (piece.style, piece.address) {
    case (nil, nil): parent.add(text: piece.text)
    case ("added", _): parent.add("ins", [:], piece.text)
    case ("removed", _): parent.add("del", [:], piece.text)
    case (let style, let address):
      parent.add(address == nil ? "span" : "a", ["class": style, "href": address], piece.text)
    }
  }
}
