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
    leftOut = []
    var entries = Self.entries(inside, ours, leftOut: &leftOut)
    // Exports are often one folder too deep.
    if entries.count == 1, entries[0].kind == .folder,
      let inside = try? entries[0].children()
    {
      var hidden: [LeftOut] = []
      let below = Self.entries(inside, ours, leftOut: &hidden)
      let found = Shape.detected(below)
      if found != .plain, shape ?? found == found {
        (entries, leftOut) = (below, leftOut + hidden)
      }
    }
    self.shape = shape ?? Shape.detected(entries)
    let read = try self.shape.read(entries)
    handIns = read.handIns.joined()
    leftOut += read.leftOut
    guard !handIns.isEmpty || !leftOut.isEmpty else {
      throw ClassError("\(url.path) holds no submissions: each is a folder inside")
    }
  }
}

extension Intake {
  /// What of a folder may have been handed in; what may not and has a dot's name is named.
  private static func entries(
    _ inside: [any Item], _ ours: DiskItem?, leftOut: inout [LeftOut]
  ) -> [any Item] {
    inside.filter { entry in
      if entry.isRubbish || isOutput(entry, ours) { return false }
      guard entry.name.hasPrefix(".") else { return true }
      if entry.kind == .folder {
        leftOut.append(
          LeftOut(name: entry.name, reason: "has a name that begins with a dot, and was left out"))
      }
      return false
    }
  }

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
