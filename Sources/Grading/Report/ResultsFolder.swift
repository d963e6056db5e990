import Foundation

/// The order and choice of files in a folder of reports.
package enum ResultsFolder {
  package static func isFolder(_ url: URL) -> Bool {
    (try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]))?
      .isDirectory == true
  }

  /// The reports in a folder, oldest name first.
  package static func reports(in folder: URL) -> [URL] {
    entries(of: folder).filter { $0.pathExtension == "json" && !isFolder($0) }
  }

  /// The students of a class: a report each, or a folder of reports.
  package static func students(in folder: URL) -> [URL] {
    entries(of: folder).filter { $0.pathExtension == "json" || isFolder($0) }
  }

  private static func entries(of folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }
      .sorted { $0.compare($1, options: [.numeric]) == .orderedAscending }
      .map { folder.appending(path: $0) }
  }
}
