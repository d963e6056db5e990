import Foundation
import Markup

@testable import Publishing

/// What any reader, and any browser, may expect of a page.
struct PageCheck {
  private let site: URL
  private let page: String
  private let source: String
  private let anchors: AnchorCache

  init(site: URL, page: String, anchors: AnchorCache = AnchorCache()) throws {
    self.anchors = anchors
    self.site = site
    self.page = page
    source = try String(contentsOf: site.appending(path: page), encoding: .utf8)
  }

  /// What is wrong with the page; reading it as XML is the first check.
  var problems: [String] {
    get throws {
      let elements = try MarkupTree.parse(source).descendants
      return identifiers(elements) + headings(elements) + links(elements) + alternatives(elements)
    }
  }

  private func identifiers(_ elements: [Element]) -> [String] {
    let all = elements.compactMap { $0["id"] }
    let repeated = Dictionary(grouping: all, by: { $0 }).filter { $0.value.count > 1 }
    let references = elements.flatMap { element in
      ["aria-labelledby", "aria-describedby"].compactMap { element[$0] }
        .flatMap { $0.split(separator: " ").map(String.init) }
    }
    return repeated.keys.map { "id \($0) appears twice" }
      + references.filter { !all.contains($0) }.map { "nothing has the id \($0)" }
  }

  private func headings(_ elements: [Element]) -> [String] {
    let levels = elements.map(\.name).filter { ["h1", "h2", "h3", "h4"].contains($0) }
      .compactMap { Int($0.dropFirst()) }
    let skips = zip(levels, levels.dropFirst()).filter { $1 > $0 + 1 }
    return skips.map { "h\($0) is followed by h\($1)" }
      + (levels.filter { $0 == 1 }.count == 1 ? [] : ["there is not one h1"])
  }

  private func links(_ elements: [Element]) -> [String] {
    let targets = elements.flatMap { element in
      ["href", "src"].compactMap { element[$0] }
    }
    let folder = site.appending(path: page).deletingLastPathComponent()
    return targets.compactMap { target in
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file = parts[0].isEmpty ? site.appending(path: page) : folder.appending(path: parts[0])
      // The workbook around this site is made for the test and has no answers.
      if target.contains("Exercises/") || target.contains("://") { return nil }
      guard let known = anchors.anchors(in: file.standardizedFileURL) else {
        return "\(target) leads nowhere"
      }
      return parts.count == 1 || known.contains(String(parts[1])) ? nil : "no anchor \(target)"
    }
  }

  private func alternatives(_ elements: [Element]) -> [String] {
    // The signs of a formula are drawn within what is hidden; its MathML says what they mean.
    let hidden = Set(
      elements.filter { $0["aria-hidden"] == "true" }.flatMap(\.descendants).map(\.node))
    return elements.filter { $0.name == "img" && $0["alt"].orEmpty.isEmpty }
      .map { _ in "img without alt" }
      + elements.filter { $0.name == "svg" && !hidden.contains($0.node) }
      .filter { !$0.children.contains { $0.name == "title" } }
      .map { _ in "svg without title" }
  }
}

/// The identifiers in files, each of which is read once.
final class AnchorCache {
  private var known: [URL: Set<String>] = [:]

  /// The identifiers in a file; nil when there is none.
  func anchors(in file: URL) -> Set<String>? {
    if let found = known[file] { return found }
    guard let data = try? Data(contentsOf: file) else { return nil }
    let pieces = String(decoding: data, as: UTF8.self).components(separatedBy: " id=\"")
    let found = Set(pieces.dropFirst().map { String($0.prefix { $0 != "\"" }) })
    known[file] = found
    return found
  }
}
