import Answers

/// A file or folder that was handed in, wherever it is stored.
///
/// Links are not followed and nothing is unpacked: a folder lists what is directly inside it, and a
/// file returns its bytes.
protocol Item: Sendable {
  /// The name as people read it, composed, regardless of the encoding it is stored in.
  var name: String { get }
  var kind: ItemKind { get }

  /// The items directly inside a folder, sorted by name.
  func children() throws(ItemError) -> [any Item]

  /// Whether something with a name is directly inside a folder.
  func holds(_ name: String) -> Bool

  /// The bytes of a file, up to one more than a limit, which shows that there are more.
  func contents(upTo limit: Int) throws(ItemError) -> [UInt8]

  /// Opens a file as a zip archive.
  func opened() throws(ItemError) -> Archive

  /// Where it is, for another process; only of what the class's folder or archive itself holds, as
  /// an archive in an archive has no place of its own.
  var place: ItemPlace { get }
}

/// The kind of an item.
enum ItemKind: String, Codable, Sendable {
  case folder, file, link
  /// A pipe, a device or a socket.
  case other
  /// An entry of an archive whose path leads out of the archive.
  case outside
}

/// An error in reading something that was handed in.
struct ItemError: Error, CustomStringConvertible {
  /// The reason, to be read after a name: `cannot be read: Permission denied`.
  let description: String
  /// Whether the system denies access, which says nothing about what was handed in.
  let isDenied: Bool

  init(_ description: String, isDenied: Bool = false) {
    self.description = description
    self.isDenied = isDenied
  }
}

extension Item {
  /// Whether this is not a student's work, but something that a system or program left behind.
  var isRubbish: Bool { Rubbish.holds(name) }
}

/// An error that prevents a class from being graded.
public struct ClassError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
