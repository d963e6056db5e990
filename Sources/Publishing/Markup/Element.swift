import CLibXML2

/// An element of a libxml2 tree, with what it takes to grow the tree.
///
/// Text and attribute values are data: no string given here can become markup.
struct Element {
  let node: xmlNodePtr

  /// Keeps the tree alive as long as one of its elements is in use.
  let tree: MarkupTree

  /// Adds an element as the last child.
  @discardableResult
  func add(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String? = nil)
    -> Element
  {
    let child = Element(node: xmlNewChild(node, nil, name, nil), tree: tree)
    for (name, value) in attributes {
      if let value { child.set(name, value) }
    }
    if let text { child.add(text: text) }
    return child
  }

  /// Adds an element, and lets `fill` add what is in it.
  @discardableResult
  func add(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], fill: (Element) -> Void
  ) -> Element {
    let child = add(name, attributes)
    fill(child)
    return child
  }

  /// Adds text after what is there.
  func add(text: String) {
    guard !text.isEmpty else { return }
    xmlAddChild(node, xmlNewDocText(tree.document, text.visible))
  }

  /// Sets an attribute.
  func set(_ name: String, _ value: String) {
    xmlSetProp(node, name, value.visible)
  }

  /// The value of an attribute.
  subscript(attribute: String) -> String? {
    guard let value = xmlGetProp(node, attribute) else { return nil }
    defer { releaseXML(value) }
    return String(cString: value)
  }

  /// The element's name.
  var name: String { String(cString: node.pointee.name) }

  /// The elements directly in this one.
  var children: [Element] {
    sequence(first: node.pointee.children, next: { $0?.pointee.next })
      .prefix { $0 != nil }
      .compactMap { $0 }
      .filter { $0.pointee.type == XML_ELEMENT_NODE }
      .map { Element(node: $0, tree: tree) }
  }

  /// This element and every one in it, in document order.
  var descendants: [Element] {
    [self] + children.flatMap(\.descendants)
  }

  /// All text in the element.
  var text: String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { releaseXML(content) }
    return String(cString: content)
  }
}

/// A document that frees its nodes when the last element is gone.
final class MarkupTree {
  let document: xmlDocPtr

  private init(document: xmlDocPtr) {
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// A new tree's root.
  static func root(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) -> Element {
    let tree = MarkupTree(document: xmlNewDoc("1.0"))
    let node = xmlNewDocNode(tree.document, nil, name, nil)!
    xmlDocSetRootElement(tree.document, node)
    let root = Element(node: node, tree: tree)
    for (name, value) in attributes { root.set(name, value) }
    return root
  }

  /// Reads XML that belongs to the project, such as a template.
  ///
  /// - Throws: `MarkupError` with libxml2's own words and line.
  static func parse(_ source: String) throws(MarkupError) -> Element {
    let bytes = Array(source.utf8)
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    let document = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        xmlReadMemory($0.baseAddress, Int32($0.count), nil, "UTF-8", options)
      }
    }
    guard let document, let root = xmlDocGetRootElement(document) else {
      let error = xmlGetLastError()?.pointee
      let message = error?.message.map { String(cString: $0) } ?? "not XML"
      throw MarkupError(line: Int(error?.line ?? 1), message: message.trimmed)
    }
    return Element(node: root, tree: MarkupTree(document: document))
  }
}

/// Why a text is not well-formed XML.
struct MarkupError: Error, Equatable {
  let line: Int
  let message: String
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }

  /// The text with control characters, which no XML document may hold, as their pictures: ␛ for
  /// escape. So a program's terminal codes can be read and cannot act.
  fileprivate var visible: String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: true
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
      let picture = scalar.value < 0x20 ? 0x2400 + scalar.value : scalar.value == 0x7F ? 0x2421 : 0xFFFD
      result.append(Unicode.Scalar(picture)!)
    }
    return String(result)
  }
}
