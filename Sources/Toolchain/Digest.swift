import Foundation

/// A digest of contents, by which a program knows again what it made something from.
///
/// FNV-1a in 64 bits: quick and the same in every run. It is no defence against someone who wants
/// two contents to look alike.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// The digest of some texts, in order.
  public init(_ texts: String...) {
    for text in texts { add(text) }
  }

  /// The digest of bytes.
  public init(_ data: Data) { add(data) }

  /// The digest of what distinguishes a file from an earlier one at its place.
  public init(statusOf file: URL) { add(statusOf: file) }

  /// Adds a text. Where one ends and the next begins makes a difference.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { unsafe add(UnsafeRawBufferPointer($0)) }
    // No UTF-8 text holds this byte.
    add(byte: 0xFF)
  }

  /// Adds bytes and how many they are.
  public mutating func add(_ data: Data) {
    unsafe data.withUnsafeBytes { unsafe add($0) }
    add("\(data.count)")
  }

  /// Adds what distinguishes a file from an earlier one at its place: size, time of change and
  /// inode.
  public mutating func add(statusOf file: URL) {
    var status = stat()
    unsafe stat(file.path, &status)
    add("\(file.path) \(status.st_size) \(status.st_ino)")
    #if canImport(Darwin)
      add("\(status.st_mtimespec.tv_sec) \(status.st_mtimespec.tv_nsec)")
    #else
      add("\(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)")
    #endif
  }

  /// The digest as a number.
  public var number: UInt64 { hash }

  public var description: String { String(hash, radix: 16) }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      unsafe add(byte: bytes[index])
      index += 1
    }
  }

  private mutating func add(byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
