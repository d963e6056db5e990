import Foundation

/// A course on disk: its root folder and where everything in it stands.
public struct Workbook: Sendable {
  /// The folder that holds docs/course.yml and Package.swift.
  public let root: URL
  public let course: Course

  /// The course file, relative to the root.
  public static let courseFile = "docs/course.yml"

  /// Reads the course of a workbook.
  ///
  /// Throws a `CourseError` that gives file and line.
  public init(root: URL) throws {
    self.root = root
    let text: String
    do {
      text = try String(contentsOf: root.appending(path: Self.courseFile), encoding: .utf8)
    } catch {
      throw CourseError(
        file: Self.courseFile, line: nil, message: "cannot be read: \(error.localizedDescription)")
    }
    course = try Course(yaml: text)
  }

  /// Finds the workbook around a folder, else around the running program.
  ///
  /// The program's own real path counts, so that a link to it on the PATH works from anywhere.
  /// Throws a `WorkbookNotFound`, or the `CourseError` of a course file that cannot be used.
  public static func find(
    from directory: URL = URL(filePath: FileManager.default.currentDirectoryPath),
    executable: URL? = Bundle.main.executableURL
  ) throws -> Workbook {
    let starts = [directory] + (executable.map { [$0.resolvingSymlinksInPath()] } ?? [])
    for start in starts {
      if let root = root(around: start) { return try Workbook(root: root) }
    }
    throw WorkbookNotFound(directory: directory.path)
  }

  private static func root(around start: URL) -> URL? {
    var folder = start.standardizedFileURL
    while true {
      let holds = [courseFile, "Package.swift"].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
      }
      if holds { return folder }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path || folder.path == "/" { return nil }
      folder = parent
    }
  }
}

/// No folder around the working directory or the program is a workbook.
public struct WorkbookNotFound: Error, CustomStringConvertible {
  public let directory: String

  public var description: String {
    "no workbook here: neither \(directory) nor a folder above it holds \(Workbook.courseFile) "
      + "and Package.swift; change to the course's folder and try again"
  }
}
