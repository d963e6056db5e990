import Foundation

/// A short name for contents: FNV-1a, which is quick and no protection against made collisions.
public struct Fingerprint: Sendable, Equatable {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  public init(of bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// The name, in hexadecimal.
  public var text: String { String(hash, radix: 16) }

  /// What tells that a file is the same as before without reading it: where, how large, how old.
  public static func facts(of file: URL) -> String {
    var status = stat()
    stat(file.path, &status)
    return "\(file.path) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) "
      + "\(status.st_ino)"
  }
}
