import CLibXML2

/// A document that frees its nodes when the last element is gone.
package final class MarkupTree {
  package let document: xmlDocPtr

  private init(document: xmlDocPtr) {
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// A new tree's root.
  package static func root(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) -> Element {
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
  package static func parse(_ source: String) throws(MarkupError) -> Element {
    let bytes = Array(source.utf8)
    let quiet = XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let options = Int32(XML_PARSE_NONET.rawValue | quiet)
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
package struct MarkupError: Error, Equatable {
  package let line: Int
  package let message: String
}
