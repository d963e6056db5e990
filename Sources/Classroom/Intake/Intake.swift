import Foundation

/// What a class handed in, student by student, before any of it is graded.
public struct Intake: Sendable {
  /// The layout that the submissions were read in.
  public let shape: Shape
  /// The folder of the submissions, as given.
  public let folder: String
  var handIns: [HandIn]
  var leftOut: [LeftOut]

  /// The number of submissions.
  public var count: Int { handIns.count }

  /// Reads a folder of submissions, or a zip archive of one; if no shape is given, it is detected.
  ///
  /// The folder that receives the reports is not a submission, wherever it is. Throws a
  /// `ClassError` if the folder cannot be read or contains no submissions.
  public init(_ url: URL, shape: Shape? = nil, output: URL? = nil) throws {
    folder = url.path
    let root = try Self.root(url)
    guard let inside = try? root.children() else {
      throw ClassError("\(url.path) cannot be read, or is no folder")
    }
    let ours = output.flatMap { DiskItem($0) }
    if let ours, let root = root as? DiskItem, root.isSame(as: ours) {
      throw ClassError(
        "\(url.path) holds the submissions and cannot receive the reports: name another --output")
    }
    leftOut = []
    var entries = Self.entries(inside, ours, leftOut: &leftOut)
    // Exports are often one folder too deep.
    if entries.count == 1, entries[0].kind == .folder,
      let inside = try? entries[0].children()
    {
      var hidden: [LeftOut] = []
      let below = Self.entries(inside, ours, leftOut: &hidden)
      let found = Shape.detected(below)
      let isClass =
        found == .plain && root is ArchivedItem
        && (below.count > 1 || ArchiveName.apart(root.name).name == entries[0].name)
        && Self.areSubmissions(below)
      if found != .plain || isClass, shape ?? found == found {
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
  /// The folder of the submissions, on disk or in an archive.
  private static func root(_ url: URL) throws -> any Item {
    let item = try item(url)
    return item.kind == .file
      ? ArchivedItem(rootOf: try opened(url), named: item.name) : item
  }

  private static func item(_ url: URL) throws -> DiskItem {
    guard let item = DiskItem(url) else {
      throw ClassError("\(url.path) cannot be read, or is no folder")
    }
    return item
  }

  /// Opens an archive of submissions; throws a `ClassError` if it is none.
  static func opened(_ url: URL) throws -> Archive {
    let item = try item(url)
    switch ArchiveName(item.name) {
    case .zip:
      do throws(ItemError) {
        return try item.opened()
      } catch {
        throw ClassError("\(url.path) \(error)")
      }
    case .other: throw ClassError("\(url.path) \(ArchiveName.notTaken)")
    case nil: throw ClassError("\(url.path) is neither a folder nor a zip archive")
    }
  }

  /// Whether the entries of an archive's only folder are a class's submissions, not one student's
  /// files.
  private static func areSubmissions(_ entries: [any Item]) -> Bool {
    entries.count { $0.kind == .folder || ArchiveName($0.name) == .zip } > 0
      && !entries.contains { entry in
        entry.name.lowercased() == "exercises" || entry.name.lowercased().hasSuffix(".swift")
          || entry.name.contains(#/^\d+-[A-Z]/#)
      }
  }

  /// The entries of a folder that may have been handed in; folders and archives whose names begin
  /// with a dot are added to `leftOut`.
  private static func entries(
    _ inside: [any Item], _ ours: DiskItem?, leftOut: inout [LeftOut]
  ) -> [any Item] {
    inside.filter { entry in
      if entry.isRubbish || isOutput(entry, ours) { return false }
      guard entry.name.hasPrefix(".") else { return true }
      if entry.kind == .folder || ArchiveName(entry.name) != nil {
        leftOut.append(
          LeftOut(name: entry.name, reason: "has a name that begins with a dot, and was left out"))
      }
      return false
    }
  }

  /// Whether an entry is the folder that receives the reports, or one that received them earlier.
  private static func isOutput(_ entry: any Item, _ ours: DiskItem?) -> Bool {
    guard entry.kind == .folder else { return false }
    if let ours, let entry = entry as? DiskItem, entry.isSame(as: ours) { return true }
    return entry.holds("reports") && entry.holds("seed")
  }
}
