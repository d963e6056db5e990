import Foundation

extension Roster {
  /// What came of joining a roster with what was handed in.
  struct Joining: Sendable {
    /// For the key that a submission had by itself, the id that it is reported under.
    var ids: [(key: String, id: String)] = []
    /// The students of the roster whose submissions are there, by id.
    var present: Set<String> = []
    /// The names of submissions that no student of the roster is known to have made.
    var strangers: [String] = []
  }

  /// Gives each submission the id and name of the student who made it.
  ///
  /// The ways to know a student are tried in turn: ids and addresses, the name, and the address up
  /// to its sign. Where one leads to several students, it leads to none.
  func join(_ handIns: inout [HandIn]) -> Joining {
    var joining = Joining()
    let indexes = Self.ways.map { way in
      var index: [String: Set<Int>] = [:]
      for (place, student) in students.enumerated() {
        for key in way.ofStudent(student) where !key.isEmpty {
          index[key, default: []].insert(place)
        }
      }
      return index
    }
    for place in handIns.indices {
      let owner = handIns[place].student
      let matches = zip(Self.ways, indexes).lazy.map { way, index in
        Set(way.ofSubmission(owner).flatMap { index[$0] ?? [] })
      }
      guard let match = matches.first(where: { !$0.isEmpty }), match.count == 1,
        let student = match.first.map({ students[$0] })
      else {
        joining.strangers.append(owner.name)
        continue
      }
      joining.ids.append((owner.key, student.id))
      joining.present.insert(student.id)
      handIns[place].student.key = student.id
      handIns[place].student.name = student.name
    }
    handIns = handIns.joined()
    return joining
  }

  /// A way to know a student: texts that are equal on both sides.
  private struct Way: Sendable {
    let ofStudent: @Sendable (Student) -> [String]
    let ofSubmission: @Sendable (HandIn.Student) -> [String]
  }

  private static let ways = [
    Way {
      ([$0.id] + $0.others + [$0.email].compactMap(\.self)).map { $0.lowercased() }
    } ofSubmission: {
      ($0.ids + [$0.name]).map { $0.lowercased() }
    },
    Way {
      nameForms($0.name)
    } ofSubmission: {
      // Moodle puts the group before the name.
      nameForms($0.name)
        + ($0.name.firstIndex(of: "-").map { [$0] } ?? [])
        .flatMap { [name = $0.name] in nameForms(String(name[$0...].dropFirst())) }
    },
    Way {
      [$0.email].compactMap { $0?.split(separator: "@").first?.lowercased() }
    } ofSubmission: {
      ($0.ids + [$0.name]).map { $0.lowercased() }
    },
  ]

  /// A name without spaces, accents and signs: as it is, with its last word first, and as what
  /// follows a comma comes before it.
  private static func nameForms(_ name: String) -> [String] {
    func plain(_ words: [String]) -> String { words.joined() }
    let words = { (text: Substring) in
      text.folding(
        options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
      )
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    let parts = name.split(separator: ",", maxSplits: 1).map(words)
    let all = parts.flatMap(\.self)
    var forms = [plain(all)]
    if parts.count == 2 { forms.append(plain(parts[1] + parts[0])) }
    if let last = all.last { forms.append(plain([last] + all.dropLast())) }
    return forms
  }
}
