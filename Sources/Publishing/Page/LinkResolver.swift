import Foundation
import Markup

/// Turns the links and images of a lesson into those of its page, and finds the dead ones.
struct LinkResolver {
  private let lesson: Lesson
  private let site: SiteMap
  private let anchors: Set<String>

  init(_ lesson: Lesson, site: SiteMap) {
    self.lesson = lesson
    self.site = site
    anchors = Set(Anchors.all(in: lesson.blocks))
  }

  /// What is wrong with the lesson's links and images.
  var faults: [LessonFault] {
    var faults: [LessonFault] = []
    for block in lesson.blocks {
      block.forEachInline { inline in
        let (line, problem): (Int, String?) =
          switch inline {
          case .link(let target, _, let words, let line): (line, self.problem(target, words))
          case .image(let source, let alternative, let line):
            (line, self.problem(image: source, alternative))
          default: (0, nil)
          }
        guard let problem else { return }
        faults.append(LessonFault(file: lesson.file, line: line, message: problem))
      }
    }
    return faults
  }

  /// The address on the page for a link's target.
  func address(of target: String) -> String {
    guard !target.hasPrefix("#"), !isExternal(target) else { return target }
    let (path, anchor) = split(target)
    guard let entry = entry(at: path) else { return target }
    return relative(entry.page) + anchor.map { "#\($0)" }.orEmpty
  }

  /// Each image's file and its path in the site.
  var images: [(file: URL, path: String)] {
    var images: [(file: URL, path: String)] = []
    for block in lesson.blocks {
      block.forEachInline { inline in
        guard case .image(let source, _, _) = inline else { return }
        let path = (lesson.section.pagePath as NSString).deletingLastPathComponent + "/" + source
        images.append((file(source), path))
      }
    }
    return images
  }

  private func problem(_ target: String, _ words: [Inline]) -> String? {
    if words.plainText.trimmed.isEmpty { return "a link without words: \(target)" }
    if isExternal(target) { return nil }
    let (path, anchor) = split(target)
    if path.isEmpty {
      guard let anchor, !anchors.contains(anchor) else { return nil }
      return "broken link: no heading of this lesson has the anchor '#\(anchor)'"
    }
    guard let entry = entry(at: path) else {
      return "broken link: there is no lesson at \(target)"
    }
    guard let anchor, !entry.anchors.contains(anchor) else { return nil }
    return "broken link: no heading of \(path) has the anchor '#\(anchor)'"
  }

  private func problem(image source: String, _ alternative: String) -> String? {
    if isExternal(source) || source.hasPrefix("/") {
      return "image \(source): pages fetch nothing from elsewhere; put the file beside the lesson"
    }
    if source.split(separator: "/").contains("..") {
      return "image \(source): an image stands beside the lesson or in a folder under it"
    }
    if !FileManager.default.fileExists(atPath: file(source).path) {
      return "missing image: there is no file \(source)"
    }
    return alternative.trimmed.isEmpty
      ? "image \(source): say between the brackets what it shows, for those who cannot see it" : nil
  }

  private func isExternal(_ target: String) -> Bool {
    ["https://", "http://", "mailto:"].contains { target.hasPrefix($0) }
  }

  private func split(_ target: String) -> (path: String, anchor: String?) {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
  }

  private func file(_ path: String) -> URL {
    lesson.folder.appending(path: path).standardizedFileURL
  }

  private func entry(at path: String) -> SiteMap.Entry? {
    let wanted = file(path).path
    return site.entries.first {
      site.workbook.lesson($0.section).standardizedFileURL.path == wanted
    }
  }

  private func relative(_ page: String) -> String {
    let depth = lesson.section.pagePath.split(separator: "/").count - 1
    let own = lesson.section.pagePath.split(separator: "/").dropLast()
    let other = page.split(separator: "/")
    if other.starts(with: own) { return other.dropFirst(own.count).joined(separator: "/") }
    return String(repeating: "../", count: depth) + page
  }
}

extension String? {
  /// The text, or none.
  var orEmpty: String { self ?? "" }
}
