import Documents
import Foundation
import Toolchain

/// A text with links in it: a lesson, a chapter's opening, the glossary.
struct LinkedText: Sendable {
  /// The text's path from the workbook's root, as messages show it.
  let file: String
  /// The folder against which its links and images are meant.
  let folder: URL
  /// The path of its page in the site.
  let page: String
  let blocks: [Block]
  /// The identifiers on its page, to which others may link.
  let anchors: Set<String>
  /// Changes with the text.
  let digest: String

  init(
    file: String, folder: URL, page: String, blocks: [Block], source: String,
    anchors: Set<String>? = nil
  ) {
    self.file = file
    self.folder = folder
    self.page = page
    self.blocks = blocks
    self.anchors = anchors ?? Set(Anchors.all(in: blocks))
    digest = "\(Digest(source))"
  }

  /// The way from this page to another place of the site.
  func address(of other: String) -> String { SitePath.address(of: other, from: page) }
}
