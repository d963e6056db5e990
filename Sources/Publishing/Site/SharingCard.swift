import Course
import Foundation
import Markup

/// What others show where a page's address is sent or quoted: its title, its summary, a picture.
///
/// Such a card needs full addresses, so that a course has cards when `docs/course.yml` says where
/// its pages can be read.
struct SharingCard {
  /// The picture in the theme: 1200 by 630 points, as those who show it want it.
  static let picture = "card.png"

  let course: Course
  let hasPicture: Bool

  /// Adds the card of the page at `path` to its head.
  func add(to page: Element, path: String) {
    guard !course.address.isEmpty, let head = page.children.first(where: { $0.name == "head" })
    else { return }
    let summary = head.children.first { $0["name"] == "description" }?["content"] ?? ""
    let title = head.children.first { $0.name == "title" }?.text ?? course.title
    // The first page is the site's own address.
    let address = course.address + (path == "index.html" ? "" : path)
    head.add("link", ["rel": "canonical", "href": address])
    var facts = [
      ("og:type", path == "index.html" ? "website" : "article"), ("og:site_name", course.title),
      ("og:title", title), ("og:url", address),
    ]
    if !summary.isEmpty { facts.append(("og:description", summary)) }
    if hasPicture {
      facts.append(("og:image", course.address + "assets/" + Self.picture))
      facts.append(("og:image:alt", "\(course.title): \(course.subtitle)"))
    }
    for (property, content) in facts {
      head.add("meta", ["property": property, "content": content])
    }
    head.add(
      "meta", ["name": "twitter:card", "content": hasPicture ? "summary_large_image" : "summary"])
  }
}
