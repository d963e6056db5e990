import CMD4C
import Markup

/// Reads Markdown into blocks that know their lines.
///
/// md4c reports events without positions, but most text it hands over still lies in the buffer it
/// was given: the distance from the buffer's start is the position.
package final class MarkdownReader {
  private let file: String
  private let base: UnsafeRawPointer
  private let size: Int
  private let lines: LineMap
  private let isDocumentation: Bool

  private var blocks: [[Block]] = [[]]
  private var inlines: [[Inline]] = []
  private var lists: [ListStart] = []
  private var spans: [SpanStart] = []
  private var table = Block.Table()
  private var row: [[Inline]] = []
  private var code = ""
  private var codeInfo = ""
  private var codeLine: Int?
  /// The line last seen, and the line in which the current block's text began.
  private var line = 1
  private var blockLine: Int?
  private var faults: [LessonFault] = []
  private var footnotes = FootnoteMarks()

  private struct ListStart {
    let kind: Block.ListKind
    let tight: Bool
    /// The last line of the paragraph that the list may interrupt.
    var paragraphEnd: Int?
    var items: [[Block]] = []
  }

  private struct SpanStart {
    var target = ""
    var title = ""
    var line = 1
  }

  private init(file: String, bytes: UnsafeBufferPointer<UInt8>, isDocumentation: Bool) {
    self.file = file
    self.isDocumentation = isDocumentation
    base = UnsafeRawPointer(bytes.baseAddress!)
    size = bytes.count
    lines = LineMap(bytes)
  }

  /// Reads `source`, the text of the lesson at `file`; or a comment of the library, whose examples
  /// may be indented in place of fenced, and never run.
  ///
  /// - Throws: `LessonFaults` with each info string that asks for something unknown, and each fence
  ///   that is never closed.
  package static func read(
    _ source: String, file: String, isDocumentation: Bool = false
  ) throws -> [Block] {
    // One byte more, so that an empty lesson has an address too.
    let bytes = Array(source.utf8) + [UInt8(ascii: "\n")]
    return try bytes.withUnsafeBufferPointer { buffer in
      let reader = MarkdownReader(file: file, bytes: buffer, isDocumentation: isDocumentation)
      var parser = MD_PARSER()
      parser.flags = UInt32(
        MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH
          | MD_FLAG_LATEXMATHSPANS | (isDocumentation ? 0 : MD_FLAG_NOINDENTEDCODEBLOCKS))
      parser.enter_block = { MarkdownReader.from($2).enterBlock($0, $1) }
      parser.leave_block = { MarkdownReader.from($2).leaveBlock($0, $1) }
      parser.enter_span = { MarkdownReader.from($2).enterSpan($0, $1) }
      parser.leave_span = { type, _, reader in MarkdownReader.from(reader).leaveSpan(type) }
      parser.text = { MarkdownReader.from($3).text($0, $1, Int($2)) }
      let status = buffer.withMemoryRebound(to: CChar.self) {
        let opaque = Unmanaged.passUnretained(reader).toOpaque()
        return md_parse($0.baseAddress, MD_SIZE($0.count), &parser, opaque)
      }
      precondition(status == 0, "md4c ran out of memory")
      let blocks = reader.blocks[0]
      let faults =
        reader.faults + Footnotes(in: blocks).faults(file: file)
        + (isDocumentation ? [] : Aside.faults(in: blocks, file: file))
      guard faults.isEmpty else { throw LessonFaults(faults) }
      return blocks
    }
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> MarkdownReader {
    Unmanaged<MarkdownReader>.fromOpaque(pointer!).takeUnretainedValue()
  }

  // MARK: Blocks

  private func enterBlock(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    flushLooseText()
    switch type {
    case MD_BLOCK_QUOTE: blocks.append([])
    case MD_BLOCK_LI:
      blocks.append([])
      startInlines()
    case MD_BLOCK_UL:
      let detail = detail!.assumingMemoryBound(to: MD_BLOCK_UL_DETAIL.self).pointee
      lists.append(
        ListStart(kind: .bullets, tight: detail.is_tight != 0, paragraphEnd: paragraphEnd))
    case MD_BLOCK_OL:
      let detail = detail!.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self).pointee
      lists.append(
        ListStart(
          kind: .numbers(start: Int(detail.start)), tight: detail.is_tight != 0,
          paragraphEnd: paragraphEnd))
    case MD_BLOCK_H, MD_BLOCK_P, MD_BLOCK_TH, MD_BLOCK_TD: startInlines()
    case MD_BLOCK_TABLE: table = Block.Table()
    case MD_BLOCK_TR: row = []
    case MD_BLOCK_CODE:
      let info = detail!.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee.info
      code = ""
      codeInfo = string(info)
      codeLine = position(of: info.text).map(lines.line(at:))
      blockLine = nil
    default: break
    }
    return 0
  }

  private func leaveBlock(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    switch type {
    case MD_BLOCK_H:
      let level = detail!.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level
      append(.heading(level: Int(level), takeInlines(), line: blockLine ?? line))
    case MD_BLOCK_P: finishParagraph()
    case MD_BLOCK_CODE: finishCode()
    case MD_BLOCK_HR: append(.rule)
    case MD_BLOCK_QUOTE:
      let inner = blocks.removeLast()
      append(.quote(inner))
    case MD_BLOCK_LI:
      flushLooseText()
      inlines.removeLast()
      lists[lists.count - 1].items.append(blocks.removeLast())
    case MD_BLOCK_UL, MD_BLOCK_OL:
      let list = lists.removeLast()
      checkInterruption(by: list)
      append(.list(list.kind, items: list.items, tight: list.tight))
    case MD_BLOCK_TH:
      let align = detail!.assumingMemoryBound(to: MD_BLOCK_TD_DETAIL.self).pointee.align
      if table.header.isEmpty { table.line = blockLine ?? line }
      table.header.append(takeInlines())
      table.alignments.append(Block.Alignment(align))
    case MD_BLOCK_TD: row.append(takeInlines())
    case MD_BLOCK_TR: if !row.isEmpty { table.rows.append(row) }
    case MD_BLOCK_TABLE: append(.table(table))
    default: break
    }
    return 0
  }

  /// The line in which the paragraph before what begins here ended; nil where there is none, and
  /// within a list, whose items often have lists right under their words.
  private var paragraphEnd: Int? {
    guard !isDocumentation, lists.isEmpty, case .paragraph? = blocks[blocks.count - 1].last else {
      return nil
    }
    return line
  }

  /// A line of text that begins as a list's item does ends its paragraph.
  private func checkInterruption(by list: ListStart) {
    guard let end = list.paragraphEnd, let start = list.items.first?.first?.firstLine,
      start == end + 1
    else { return }
    let mark = text(ofLine: start).drop { $0 == " " || $0 == ">" }.prefix { $0 != " " }
    faults.append(
      LessonFault(
        file: file, line: start,
        message: "this line begins with '\(mark)' and so becomes a list; if it continues the "
          + "sentence, break the line elsewhere, and if it is a list, put an empty line above it"
      ))
  }

  private func startInlines() {
    inlines.append([])
    blockLine = nil
  }

  /// A tight list's items hold text without a paragraph around it: it ends where a block begins.
  private func flushLooseText() {
    guard blocks.count > 1, inlines.last?.isEmpty == false else { return }
    let loose = takeInlines()
    inlines.append([])
    blocks[blocks.count - 1].append(.paragraph(loose, line: blockLine ?? line))
  }

  /// The stretches of the block that ends here, with footnotes' marks found in them.
  private func takeInlines() -> [Inline] {
    footnotes.find(in: inlines.removeLast(), line: blockLine ?? line)
  }

  private func finishParagraph() {
    let words = takeInlines()
    let line = blockLine ?? line
    guard blocks.count == 1 else { return append(.paragraph(words, line: line)) }
    for block in Footnotes.split(paragraph: words, line: line) { append(block) }
  }

  private func append(_ block: Block) {
    blocks[blocks.count - 1].append(block)
    blockLine = nil
  }

  private func finishCode() {
    // Without an info string the fence is one line above the first line of code.
    let fence = codeLine ?? max((blockLine ?? line + 1) - 1, 1)
    guard !isDocumentation else {
      let isSwift = codeInfo.isEmpty || codeInfo == "swift"
      let role = isSwift ? CodeBlock.Role.display : .plain
      return append(.code(CodeBlock(language: codeInfo, role: role, code: code, line: fence)))
    }
    do throws(LessonFault) {
      var block = try CodeBlock(info: codeInfo, code: code, line: fence, file: file)
      block.prefix = prefix(ofLine: fence)
      guard isFence(line: block.lastLine) else {
        throw LessonFault(
          file: file, line: fence, message: "this block is never closed; end it with ``` on a line")
      }
      let isInAnswer = blocks[blocks.count - 1].contains(where: \.opensAnswer)
      if blocks.count > 1, !isInAnswer, block.isRun || block.isOutput {
        throw LessonFault(
          file: file, line: fence,
          message: "a block that runs, and its output, must be at the margin or in an answer, not "
            + "elsewhere in a list or quotation; move it out, or mark it `swift display`")
      }
      append(.code(block))
    } catch {
      faults.append(error)
    }
  }

  private func isFence(line: Int) -> Bool {
    let rest = text(ofLine: line).dropFirst(prefix(ofLine: line).count)
    return rest.hasPrefix("```") || rest.hasPrefix("~~~")
  }

  /// The marks of lists and quotations before what a line says.
  private func prefix(ofLine line: Int) -> String {
    String(text(ofLine: line).prefix { $0 == " " || $0 == ">" })
  }

  private func text(ofLine line: Int) -> String {
    guard let range = lines.range(ofLine: line) else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count),
      as: UTF8.self)
  }

  // MARK: Spans

  private func enterSpan(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    var start = SpanStart(line: line)
    switch type {
    case MD_SPAN_A:
      let detail = detail!.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee
      start.target = string(detail.href)
      start.title = string(detail.title)
      if let offset = position(of: detail.href.text) { start.line = lines.line(at: offset) }
    case MD_SPAN_IMG:
      let detail = detail!.assumingMemoryBound(to: MD_SPAN_IMG_DETAIL.self).pointee
      start.target = string(detail.src)
      if let offset = position(of: detail.src.text) { start.line = lines.line(at: offset) }
    default: break
    }
    spans.append(start)
    inlines.append([])
    return 0
  }

  private func leaveSpan(_ type: MD_SPANTYPE) -> Int32 {
    let start = spans.removeLast()
    let isText = ![MD_SPAN_CODE, MD_SPAN_LATEXMATH, MD_SPAN_LATEXMATH_DISPLAY].contains(type)
    let raw = inlines.removeLast()
    let inner = isText ? footnotes.find(in: raw, line: start.line) : raw
    if type == MD_SPAN_A, inner.plainText.hasPrefix("^") {
      // Markdown takes a footnote of one word for the address of a link.
      let message = "footnote [\(inner.plainText)]: a footnote is more than one word"
      faults.append(LessonFault(file: file, line: start.line, message: message))
    }
    let inline: Inline =
      switch type {
      case MD_SPAN_EM: .emphasis(inner)
      case MD_SPAN_STRONG: .strong(inner)
      case MD_SPAN_DEL: .strikethrough(inner)
      case MD_SPAN_A: .link(target: start.target, title: start.title, inner, line: start.line)
      case MD_SPAN_IMG:
        .image(source: start.target, alternative: inner.plainText, line: start.line)
      case MD_SPAN_CODE: .code(inner.plainText)
      case MD_SPAN_LATEXMATH: .math(inner.plainText, display: false, line: line)
      default: .math(inner.plainText, display: true, line: line)
      }
    inlines[inlines.count - 1].append(inline)
    return 0
  }

  // MARK: Text

  private func text(_ type: MD_TEXTTYPE, _ text: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
    if let offset = position(of: text) {
      line = lines.line(at: offset)
      if blockLine == nil { blockLine = line }
    }
    let string = string(text, count)
    guard !inlines.isEmpty, type != MD_TEXT_CODE || !spans.isEmpty else {
      code += string
      return 0
    }
    switch type {
    case MD_TEXT_BR: add(.hardBreak)
    case MD_TEXT_SOFTBR: add(.softBreak)
    case MD_TEXT_NULLCHAR: add(.text("\u{FFFD}"))
    case MD_TEXT_ENTITY: add(.text(Entity.decode(string)))
    default: add(.text(string))
    }
    return 0
  }

  private func add(_ inline: Inline) {
    let last = inlines.count - 1
    if case .text(let new) = inline, case .text(let old)? = inlines[last].last {
      inlines[last][inlines[last].count - 1] = .text(old + new)
    } else {
      inlines[last].append(inline)
    }
  }

  private func string(_ text: UnsafePointer<CChar>?, _ count: Int) -> String {
    let bytes = UnsafeBufferPointer(start: text, count: count)
    return bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
  }

  private func string(_ attribute: MD_ATTRIBUTE) -> String {
    string(attribute.text, Int(attribute.size))
  }

  private func position(of text: UnsafePointer<CChar>?) -> Int? {
    guard let text else { return nil }
    let offset = UnsafeRawPointer(text) - base
    return (0..<size).contains(offset) ? offset : nil
  }
}

extension Block.Alignment {
  fileprivate init(_ alignment: MD_ALIGN) {
    self =
      switch alignment {
      case MD_ALIGN_CENTER: .center
      case MD_ALIGN_RIGHT: .right
      default: .left
      }
  }
}
