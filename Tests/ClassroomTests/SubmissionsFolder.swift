import Foundation
import XCTest

@testable import Classroom

#if canImport(Glibc)
  import Glibc
#endif

/// A folder of submissions in a temporary place, which goes with it.
final class SubmissionsFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "submissions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, with the folders around it.
  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Writes a file, with the folders around it.
  func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Makes a link.
  func link(_ path: String, to target: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: target)
  }

  /// Writes a file into a folder whose name is these bytes, whatever they are.
  func write(_ text: String, to file: String, inFolder name: [UInt8]) throws {
    let folder = Array(url.path.utf8) + [0x2F] + name
    func path(_ bytes: [UInt8]) -> [CChar] { (bytes + [0]).map { CChar(bitPattern: $0) } }
    XCTAssertEqual(mkdir(path(folder), 0o755), 0, String(cString: strerror(errno)))
    let opened = fopen(path(folder + [0x2F] + Array(file.utf8)), "w")
    let stream = try XCTUnwrap(opened, String(cString: strerror(errno)))
    fputs(text, stream)
    fclose(stream)
  }

  /// What is taken in of it.
  func intake() throws -> Intake { try Intake(url) }
}
