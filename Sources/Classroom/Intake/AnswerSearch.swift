import Answers
import Course

/// Looks for answers by their modules' names, anywhere in what a student handed in.
struct AnswerSearch: Sendable {
  private let modules: [String: String]

  /// A file that is named as a section's answer is.
  struct Candidate: Sendable {
    let module: String
    /// Where it is, seen from the folder of all submissions.
    let path: String
    let part: HandIn.Part
    let contents: Result<[UInt8], ItemError>
  }

  /// What was found.
  struct Findings: Sendable {
    var candidates: [Candidate] = []
    /// What could not be looked into, and why: an answer may be inside.
    var obstacles: [String] = []
  }

  private static let depthLimit = 40
  private static let countLimit = 50_000
  /// What of a whole repository holds no answers of its student's, but files named as answers are.
  private static let courseFolders: Set = ["solutions", "tests", "sources", "docs", "scratch"]

  /// A search for the answers to some sections.
  init(for sections: [Section]) {
    modules = Dictionary(
      sections.map { ($0.module.lowercased(), $0.module) }, uniquingKeysWith: { first, _ in first })
  }

  /// Searches the parts of an attempt.
  ///
  /// Throws where a part itself cannot be looked into, or holds too much.
  func findings(in parts: [HandIn.Part]) throws(ItemError) -> Findings {
    var findings = Findings()
    var count = 0
    // What was typed beside files is a word about them.
    if let text = parts.first, parts.allSatisfy(\.isText) {
      findings.obstacles.append("\(text.path) was typed into a page: ask for a file")
    }
    for part in parts where !part.isText {
      var open = [(item: part.item, name: part.name, path: part.path, depth: 0)]
      while let (item, name, path, depth) = open.popLast() {
        count += 1
        guard count <= Self.countLimit, depth <= Self.depthLimit else {
          throw ItemError(
            "holds more than \(Self.countLimit) files, or too many folders in folders")
        }
        if let module = AnswerName.stems(of: name).lazy.compactMap({ modules[$0] }).first,
          item.kind != .folder
        {
          findings.candidates.append(
            Candidate(module: module, path: path, part: part, contents: Self.contents(of: item)))
          continue
        }
        do throws(ItemError) {
          let inside = try Self.inside(item, named: name)
          // The last is looked into first.
          open += inside.reversed().map { ($0, $0.name, "\(path)/\($0.name)", depth + 1) }
        } catch {
          if depth == 0 { throw error }
          findings.obstacles.append("\(path) \(error)")
        }
      }
    }
    return findings
  }

  /// What is to be searched inside an item; nothing in a file that is named as no answer is.
  private static func inside(_ item: any Item, named name: String) throws(ItemError) -> [any Item] {
    switch item.kind {
    case .folder:
      let items = try item.children().filter { !$0.isRubbish }
      let names = Set(items.map { $0.name.lowercased() })
      let isRepository = names.isSuperset(of: ["exercises", "package.swift"])
      return isRepository ? items.filter { !courseFolders.contains($0.name.lowercased()) } : items
    case .link: throw ItemError("is a link, which is not followed")
    case .file, .other: return []
    }
  }

  private static func contents(of item: any Item) -> Result<[UInt8], ItemError> {
    Result { () throws(ItemError) in
      switch item.kind {
      case .link: throw ItemError("is a link: hand in the file itself")
      case .folder, .other: throw ItemError("is not a plain file")
      // What is longer is found to be when it is graded.
      case .file: return try item.contents(upTo: AnswerFile.sizeLimit)
      }
    }
  }
}
