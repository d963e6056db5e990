import Answers

/// A file or folder of what was handed in, wherever it is kept.
///
/// No link is followed and nothing is unpacked: a folder lists what is directly inside it, a file
/// gives its bytes.
protocol Item: Sendable {
  /// The name as people read it, composed, whatever encoding it is kept in.
  var name: String { get }
  var kind: ItemKind { get }

  /// What is directly inside a folder, by name.
  func children() throws(ItemError) -> [any Item]

  /// The bytes of a file, as far as a limit and one more, which tells that there are more.
  func contents(upTo limit: Int) throws(ItemError) -> [UInt8]

  /// A file as a zip archive.
  func opened() throws(ItemError) -> Archive
}

/// What an item is.
enum ItemKind: Sendable, Equatable {
  case folder, file, link
  /// A pipe, a device or a socket.
  case other
  /// An entry of an archive whose path leads out of it.
  case outside
}

/// Something that was handed in and cannot be read.
struct ItemError: Error, CustomStringConvertible {
  /// The reason, to be read after a name: `cannot be read: Permission denied`.
  let description: String
  /// Whether the system refuses it, which says nothing of what was handed in.
  let isDenied: Bool

  init(_ description: String, isDenied: Bool = false) {
    self.description = description
    self.isDenied = isDenied
  }
}

extension Item {
  /// Whether this is no work of a student's, but something that a system or a program left.
  var isRubbish: Bool { Rubbish.holds(name) }
}
