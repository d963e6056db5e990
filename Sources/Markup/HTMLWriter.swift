import CLibXML2

/// Writes a tree as HTML that is well-formed XML as well.
///
/// libxml2's own writers give one or the other: XML makes `<script/>`, which HTML never closes, and
/// HTML makes `<br>`, which XML never closes.
package enum HTMLWriter {
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  /// The page as a file's contents, from the document type on.
  package static func page(_ root: Element) -> String {
    "<!DOCTYPE html>\n" + fragment(root) + "\n"
  }

  /// The tree as a file of XML, from the declaration on.
  package static func xml(_ root: Element) -> String {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    write(root.node, to: &output, inForeign: true)
    return output + "\n"
  }

  /// One element and what is in it.
  package static func fragment(_ element: Element) -> String {
    var output = ""
    write(element.node, to: &output, inForeign: false)
    return output
  }

  /// An element with nothing but text in it, as `fragment` writes it, without a tree.
  package static func element(_ name: String, _ text: String) -> String {
    var output = "<\(name)>"
    escape(text.visible, quote: false, to: &output)
    return output + "</\(name)>"
  }

  private static func write(_ node: xmlNodePtr, to output: inout String, inForeign: Bool) {
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      escape(node.pointee.content, quote: false, to: &output)
    case XML_ELEMENT_NODE:
      let name = String(cString: node.pointee.name)
      output += "<\(name)"
      var attribute = node.pointee.properties
      while let current = attribute {
        output += " \(String(cString: current.pointee.name))=\""
        if let value = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1) {
          escape(value, quote: true, to: &output)
          releaseXML(value)
        }
        output += "\""
        attribute = current.pointee.next
      }
      // SVG's elements close themselves; HTML's do so only when they are void.
      let isForeign = inForeign || name == "svg"
      if node.pointee.children == nil, isForeign || void.contains(name) {
        output += "/>"
        return
      }
      output += ">"
      var child = node.pointee.children
      while let current = child {
        write(current, to: &output, inForeign: isForeign)
        child = current.pointee.next
      }
      output += "</\(name)>"
    default: break
    }
  }

  private static func escape(
    _ text: UnsafePointer<xmlChar>?, quote: Bool, to output: inout String
  ) {
    guard var start = text else { return }
    var end = start
    // What is between characters that need a reference is copied as it is.
    while true {
      let reference: String? =
        switch end.pointee {
        case 0: ""
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\"") where quote: "&quot;"
        default: nil
        }
      if let reference {
        output += String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        if end.pointee == 0 { return }
        output += reference
        start = end + 1
      }
      end += 1
    }
  }
}
