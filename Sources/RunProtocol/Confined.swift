/// What a program that confines itself may still reach, handed over in its environment.
public struct Confined: Codable, Sendable {
  /// Folders and files to read and to run programs from.
  public var readable: [String]
  /// Files to write.
  public var writable: [String]

  public init(readable: [String], writable: [String]) {
    self.readable = readable
    self.writable = writable
  }

  /// The environment variable, which is gone when an answer runs.
  public static let variable = "KINDLING_CONFINED"
}
