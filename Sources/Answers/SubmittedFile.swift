import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A file that somebody handed in, which may be anything.
///
/// It is opened once, without following a link and without waiting, and what was opened is what is
/// examined and read: whatever happens to the path meanwhile changes nothing.
struct SubmittedFile {
  let url: URL
  /// What was handed in; links above it are its owner's own.
  let folder: URL?

  /// More than any answer needs, and little enough that parsing stays quick.
  static let sizeLimit = 128 << 10

  /// The file's text.
  ///
  /// Throws a `SubmissionError` when it is missing, reached by a link, no plain file, too large or
  /// not UTF-8.
  func text() throws -> String {
    try refuseLinks()
    let descriptor = unsafe open(url.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw SubmissionError.missing(url)
      case ELOOP: throw unreadable(Self.link)
      case ENXIO: throw unreadable("is not a plain file")
      default: throw unsafe SubmissionError.denied(url, String(cString: strerror(errno)))
      }
    }
    defer { close(descriptor) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw unreadable("is not a plain file")
    }
    return try text(of: try contents(of: descriptor))
  }

  private static let link = "is a link: hand in the file itself"

  private func unreadable(_ reason: String) -> SubmissionError {
    SubmissionError.unreadable(url, reason)
  }

  /// Links inside what was handed in could name any file of the machine, a solution for one.
  private func refuseLinks() throws {
    guard let folder else { return }
    let inside = url.standardizedFileURL.path.dropFirst(folder.standardizedFileURL.path.count)
    var path = folder
    for component in inside.split(separator: "/") {
      path.append(path: String(component))
      var facts = stat()
      if unsafe lstat(path.path, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK {
        throw SubmissionError.unreadable(path, Self.link)
      }
    }
  }

  private func contents(of descriptor: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= Self.sizeLimit {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count >= 0 else {
        throw unsafe SubmissionError.denied(url, String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// The text of the file's bytes, or of more than its limit of them.
  ///
  /// Throws a `SubmissionError` when it is too large or not UTF-8.
  func text(of bytes: [UInt8]) throws -> String {
    guard bytes.count <= Self.sizeLimit else {
      throw unreadable("is larger than \(Self.sizeLimit >> 10) KiB")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw unreadable("is text in UTF-16: save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw unreadable("is not text in UTF-8")
    }
    guard !bytes.contains(0) else { throw unreadable("contains a zero byte: it is not plain text") }
    return text
  }
}
