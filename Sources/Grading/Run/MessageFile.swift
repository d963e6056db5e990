import Foundation

/// A file to which a child appends what the runtime says of a trap.
///
/// It is made and opened before the child starts and read by that descriptor, so that nothing put
/// in its place is read instead.
final class MessageFile {
  let url: URL
  private let file: FileHandle

  /// More than any message; what comes last says why a process ended.
  private static let sizeLimit: UInt64 = 64 << 10

  /// Makes the file in a folder that this user and the child alone can enter.
  ///
  /// Throws what keeps it from being made.
  init(in folder: URL) throws {
    url = folder.appending(path: "messages")
    try Data().write(to: url)
    // The child may be another user.
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: url.path)
    file = try FileHandle(forReadingFrom: url)
  }

  deinit { try? file.close() }

  /// The end of what the file holds; bytes that are no UTF-8 are replaced.
  var end: String {
    guard let size = try? file.seekToEnd() else { return "" }
    try? file.seek(toOffset: size > Self.sizeLimit ? size - Self.sizeLimit : 0)
    let data = (try? file.read(upToCount: Int(Self.sizeLimit))) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
