import Foundation

/// What a class handed in, student by student, before anything of it is graded.
public struct Intake: Sendable {
  /// The layout that the submissions were taken for.
  public let shape: Shape
  /// The folder of the submissions, as it was named.
  public let folder: String
  var handIns: [HandIn]
  var leftOut: [LeftOut]

  /// How many submissions there are.
  public var count: Int { handIns.count }

  /// Takes in a folder of submissions, laid out as the shape says; without one, as it looks.
  ///
  /// The folder that receives the reports is no submission, wherever it is. Throws a `ClassError`
  /// when the folder cannot be read or holds no submission.
  public init(_ url: URL, shape: Shape? = nil, output: URL? = nil) throws {
    folder = url.path
    guard let root = DiskItem(url), root.kind == .folder, let inside = try? root.children() else {
      throw ClassError("\(url.path) cannot be read, or is no folder")
    }
    let ours = output.flatMap { DiskItem($0) }
    var entries: [any Item] = []
    leftOut = []
    for entry in inside where !entry.isRubbish {
      if Self.isOutput(entry, ours) { continue }
      if !entry.name.hasPrefix(".") {
        entries.append(entry)
      } else if entry.kind == .folder {
        leftOut.append(
          LeftOut(name: entry.name, reason: "has a name that begins with a dot, and was left out"))
      }
    }
    self.shape = shape ?? Shape.detected(entries)
    let read = self.shape.read(entries)
    handIns = read.handIns.joined()
    leftOut += read.leftOut
    guard !handIns.isEmpty || !leftOut.isEmpty else {
      throw ClassError("\(url.path) holds no submissions: each is a folder inside")
    }
  }
}

extension Intake {
  /// Whether an entry is the folder that receives the reports, or one that received them before.
  private static func isOutput(_ entry: any Item, _ ours: DiskItem?) -> Bool {
    guard entry.kind == .folder else { return false }
    if let ours, let entry = entry as? DiskItem, entry.isSame(as: ours) { return true }
    let names = Set((try? entry.children().map(\.name)) ?? [])
    return names.isSuperset(of: ["reports", "seed"])
  }
}

/// A class cannot be graded.
public struct ClassError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
