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
