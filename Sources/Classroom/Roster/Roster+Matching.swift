import Foundation

extension Roster {
  /// The result of matching a roster with the submissions.
  struct Joining: Sendable {
    /// The original keys of submissions, each with the id that the submission is reported under.
    var ids: [(key: String, id: String)] = []
    /// The ids of the students on the roster who have a submission.
    var present: Set<String> = []
    /// The names of submissions that match no student on the roster.
    var strangers: [String] = []
  }

  /// Gives each submission the id and name of the student who made it.
  ///
  /// The ways to match a student are tried in turn: ids and addresses, the name, and the address up
  /// to the @ sign. If one matches several students, there is no match.
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

  /// A way to match a student: texts that are equal on both sides.
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

  /// A name without spaces, accents and punctuation: as it is, with its last word first, and with
  /// the part after a comma moved to the front.
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
