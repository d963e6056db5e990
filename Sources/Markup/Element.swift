import CLibXML2
import Foundation

/// An element of a libxml2 tree, with what it takes to grow the tree.
///
/// Text and attribute values are data: no string given here can become markup.
package struct Element {
  package let node: xmlNodePtr

  /// Keeps the tree alive as long as one of its elements is in use.
  package let tree: MarkupTree

  /// Adds an element as the last child.
  @discardableResult
  package func add(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String? = nil
  ) -> Element {
    let child = Element(node: xmlNewChild(node, nil, name, nil), tree: tree)
    for (name, value) in attributes {
      if let value { child.set(name, value) }
    }
    if let text { child.add(text: text) }
    return child
  }

  /// Adds an element, and lets `fill` add what is in it.
  @discardableResult
  package func add(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], fill: (Element) -> Void
  ) -> Element {
    let child = add(name, attributes)
    fill(child)
    return child
  }

  /// Adds text after what is there.
  package func add(text: String) {
    guard !text.isEmpty else { return }
    xmlAddChild(node, xmlNewDocText(tree.document, text.visible))
  }

  /// Takes everything out of the element.
  package func removeContent() {
    while let child = node.pointee.children {
      xmlUnlinkNode(child)
      xmlFreeNode(child)
    }
  }

  /// Adds a copy of another tree's element, with all that is in it.
  package func add(copyOf other: Element) {
    xmlAddChild(node, xmlDocCopyNode(other.node, tree.document, 1))
  }

  /// Sets an attribute.
  package func set(_ name: String, _ value: String) {
    xmlSetProp(node, name, value.visible)
  }

  /// The value of an attribute.
  package subscript(attribute: String) -> String? {
    guard let value = xmlGetProp(node, attribute) else { return nil }
    defer { releaseXML(value) }
    return String(cString: value)
  }

  /// The values of all attributes.
  package var values: [String] {
    sequence(first: node.pointee.properties, next: { $0?.pointee.next })
      .prefix { $0 != nil }
      .compactMap { $0.flatMap { self[String(cString: $0.pointee.name)] } }
  }

  /// The element's name.
  package var name: String { String(cString: node.pointee.name) }

  /// The elements directly in this one.
  package var children: [Element] {
    sequence(first: node.pointee.children, next: { $0?.pointee.next })
      .prefix { $0 != nil }
      .compactMap { $0 }
      .filter { $0.pointee.type == XML_ELEMENT_NODE }
      .map { Element(node: $0, tree: tree) }
  }

  /// This element and every one in it, in document order.
  package var descendants: [Element] {
    [self] + children.flatMap(\.descendants)
  }

  /// The line of the source that the element was read from.
  package var line: Int { xmlGetLineNo(node) }

  /// Replaces `{name}` in every attribute.
  package func replaceWords(_ words: [String: String]) {
    var attribute = node.pointee.properties
    while let current = attribute {
      let name = String(cString: current.pointee.name)
      if var value = self[name], value.contains("{") {
        for (word, replacement) in words {
          value = value.replacingOccurrences(of: "{\(word)}", with: replacement)
        }
        set(name, value)
      }
      attribute = current.pointee.next
    }
  }

  /// Puts what is in the element in its place.
  package func dissolve() {
    while let child = node.pointee.children {
      xmlUnlinkNode(child)
      xmlAddPrevSibling(node, child)
    }
    xmlUnlinkNode(node)
    xmlFreeNode(node)
  }

  /// All text in the element.
  package var text: String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { releaseXML(content) }
    return String(cString: content)
  }
}
