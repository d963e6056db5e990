/// Classroom 50's repositories: `classroom-assignment-user/` for each student.
enum Classroom50Shape {
  static func isShown(by entries: [any Item]) -> Bool {
    let folders = entries.filter { $0.kind == .folder }
    return folders.count > 1 && lead(of: folders.map(\.name)) != nil
      && folders.allSatisfy { folder in
        (try? folder.children().contains { $0.name == ".git" || $0.name == ".github" }) ?? false
      }
  }

  static func read(_ entries: [any Item]) -> Shape.Reading {
    let folders = entries.filter { $0.kind == .folder }
    let lead = lead(of: folders.map(\.name))
    var reading: Shape.Reading = ([], [])
    for entry in entries {
      guard entry.kind == .folder, let user = user(in: entry.name, after: lead) else {
        reading.leftOut.append(LeftOut(entry, isNo: "no repository classroom-assignment-user"))
        continue
      }
      var student = HandIn.Student(user)
      student.ids = [user]
      reading.handIns.append(HandIn(student, [[HandIn.Part(entry)]]))
    }
    return reading
  }

  /// The common beginning of all names, up to the last hyphen: `cs50-week1-`. Nil if that is not a
  /// classroom and an assignment.
  private static func lead(of names: [String]) -> String? {
    guard var common = names.first.map({ $0[...] }), names.count > 1 else { return nil }
    for name in names { common = common.commonPrefix(with: name)[...] }
    guard let hyphen = common.lastIndex(of: "-") else { return nil }
    let lead = common[...hyphen]
    return lead.count { $0 == "-" } >= 2 ? String(lead) : nil
  }

  /// The user, whose name may contain hyphens, as may the classroom's and the assignment's.
  private static func user(in name: String, after lead: String?) -> String? {
    if let lead, name.hasPrefix(lead), name.count > lead.count {
      return String(name.dropFirst(lead.count))
    }
    let parts = name.split(separator: "-", maxSplits: 2)
    return parts.count == 3 ? String(parts[2]) : nil
  }
}
