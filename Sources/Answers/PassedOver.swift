/// What systems and programs leave in folders, and nobody hands in.
package enum Rubbish {
  private static let names: Set = [
    "__macosx", ".ds_store", ".appledouble", ".localized", ".spotlight-v100", ".trashes",
    ".fseventsd", ".documentrevisions-v100", ".temporaryitems", "icon\r", "thumbs.db",
    "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information", "lost+found",
    "@eadir", ".directory", ".git", ".svn", ".hg", ".idea", ".vscode", ".vs", ".swiftpm", ".cache",
    ".grade", "deriveddata", "node_modules",
  ]
  private static let leads = ["._", ".trash-", ".nfs", ".~lock.", "~$", ".build"]

  package static func holds(_ name: String) -> Bool {
    let name = name.lowercased()
    return names.contains(name) || leads.contains { name.hasPrefix($0) }
  }
}

/// A whole course that was handed in, of which only some folders are the student's.
package enum WholeCourse {
  /// The folders that hold no answers of the student's, but files that are named like answers.
  private static let folders: Set = ["solutions", "tests", "sources", "docs", "scratch"]

  /// Which of the names in a folder answers are looked for behind: all, but for the course's own
  /// folders where it is a course's.
  package static func searched(_ names: Set<String>) -> Set<String> {
    let isCourse = Set(names.map { $0.lowercased() }).isSuperset(of: ["exercises", "package.swift"])
    return isCourse ? names.filter { !folders.contains($0.lowercased()) } : names
  }
}
