import Answers

/// Looks for answers by their modules' names, anywhere in what a student handed in.
struct AnswerSearch: Sendable {
  private let modules: [String: String]

  /// A file named like a section's answer.
  struct Candidate: Sendable {
    let module: String
    /// Its path, relative to the folder of all submissions.
    let path: String
    let part: HandIn.Part
    let contents: Result<[UInt8], ItemError>
  }

  /// The results of a search.
  struct Findings: Sendable {
    var candidates: [Candidate] = []
    /// What could not be searched, and why: an answer may be inside.
    var obstacles: [String] = []
    /// Swift files that are not named like any of the answers.
    var others: [String] = []
  }

  /// A search for the answers to the sections of some modules.
  init(modules: [String]) {
    self.modules = Dictionary(
      modules.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Searches the parts of an attempt.
  ///
  /// Throws if a part itself cannot be searched, or contains too much.
  func findings(in parts: [HandIn.Part]) throws(ItemError) -> Findings {
    var findings = Findings()
    var budget = Budget()
    // Text typed alongside files is a comment on them.
    if let text = parts.first, parts.allSatisfy(\.isText) {
      findings.obstacles.append("\(text.path) was typed into a page: ask for a file")
    }
    for part in parts where !part.isText {
      var open = [Place(item: part.item, name: part.name, path: part.path)]
      while let place = open.popLast() {
        try budget.take(place)
        if place.item.kind != .folder,
          let module = AnswerName.stems(of: place.name).lazy.compactMap({ modules[$0] }).first
        {
          findings.candidates.append(
            Candidate(
              module: module, path: place.path, part: part, contents: Self.contents(of: place.item))
          )
          continue
        }
        if place.item.kind == .file, place.name.lowercased().hasSuffix(".swift") {
          findings.others.append(place.path)
        }
        do throws(ItemError) {
          // The last one is searched first.
          open += try inside(place, &budget).reversed()
        } catch {
          if place.depth == 0 { throw error }
          findings.obstacles.append("\(place.path) \(error)")
        }
      }
    }
    return findings
  }

  /// An item to search.
  private struct Place {
    let item: any Item
    let name: String
    let path: String
    var depth = 0
    /// The number of archives around it.
    var archives = 0

    func below(_ items: [any Item]) -> [Place] {
      items.map {
        Place(
          item: $0, name: $0.name, path: "\(path)/\($0.name)", depth: depth + 1,
          archives: archives)
      }
    }
  }

  /// The limits of a search.
  private struct Budget {
    private static let depthLimit = 40
    private static let countLimit = 50_000
    private static let archiveLimit = (count: 20, depth: 3)

    private var count = 0
    private var archives = 0

    mutating func take(_ place: Place) throws(ItemError) {
      count += 1
      guard count <= Self.countLimit, place.depth <= Self.depthLimit else {
        throw ItemError("holds more than \(Self.countLimit) files, or too many folders in folders")
      }
    }

    mutating func takeArchive(_ place: Place) throws(ItemError) {
      archives += 1
      guard archives <= Self.archiveLimit.count, place.archives < Self.archiveLimit.depth else {
        throw ItemError("is one archive too many, or in too many others")
      }
    }
  }

  /// The items to search inside an item; none for a file that is not an archive.
  private func inside(_ place: Place, _ budget: inout Budget) throws(ItemError) -> [Place] {
    switch place.item.kind {
    case .folder:
      let items = try place.item.children().filter { !$0.isRubbish }
      let searched = WholeCourse.searched(Set(items.map(\.name)))
      return place.below(items.filter { searched.contains($0.name) })
    case .link: throw ItemError("is a link, which is not followed")
    case .outside: throw ItemError("leads out of its archive")
    case .other: return []
    case .file:
      switch ArchiveName(place.name) {
      case nil: return []
      case .other: throw ItemError(ArchiveName.notTaken)
      case .zip:
        try budget.takeArchive(place)
        let root = ArchivedItem(rootOf: try place.item.opened(), named: place.name)
        var inside = place
        inside.archives += 1
        return inside.below(try root.children().filter { !$0.isRubbish })
      }
    }
  }

  private static func contents(of item: any Item) -> Result<[UInt8], ItemError> {
    Result { () throws(ItemError) in
      switch item.kind {
      case .link: throw ItemError("is a link: hand in the file itself")
      case .outside: throw ItemError("leads out of its archive")
      case .folder, .other: throw ItemError("is not a plain file")
      // A file that is too long is reported when it is graded.
      case .file: return try item.contents(upTo: AnswerFile.sizeLimit)
      }
    }
  }
}
