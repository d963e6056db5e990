import Foundation

/// A course on disk: its root folder and where everything in it is.
public struct Workbook: Sendable {
  /// The folder that holds docs/course.yml and Package.swift.
  public let root: URL
  public let course: Course

  /// The course file, relative to the root; the rows of its sections are beside their lessons.
  public static let courseFile = "docs/course.yml"

  /// The sets of library names that sections can forbid, relative to the root.
  public static let forbiddenFile = "docs/forbidden.yml"

  /// The rules of a class, relative to the root.
  public static let classFile = "docs/class.yml"

  /// The rules of a class, from a file or else from `docs/class.yml`; `ClassRules.none` where there
  /// is no such file.
  ///
  /// Throws a `CourseError` that gives file and line.
  public func classRules(file: String? = nil) throws -> ClassRules {
    if let file {
      do {
        let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        return try ClassRules(yaml: text, file: file, course: course)
      } catch let error as CocoaError {
        throw Self.unreadable(file, error)
      }
    }
    guard let text = try Self.optionalText(of: Self.classFile, in: root) else { return .none }
    return try ClassRules(yaml: text.text, course: course)
  }

  /// Reads the course of a workbook.
  ///
  /// Throws a `CourseError` that gives file and line.
  public init(root: URL) throws {
    self.root = root
    let sets = try Self.optionalText(of: Self.forbiddenFile, in: root)
    course = try Course(yaml: Self.text(of: Self.courseFile, in: root), sets: sets) { folder in
      try Self.rows(in: folder, of: root).map {
        CourseText(file: $0, text: try Self.text(of: $0, in: root))
      }
    }
  }

  /// The rows in a folder of lessons, by path; none when there is no such folder yet.
  private static func rows(in folder: String, of root: URL) throws -> [String] {
    let place = root.appending(path: folder)
    guard FileManager.default.fileExists(atPath: place.path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: place.path)
        .filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    } catch {
      throw unreadable(folder, error)
    }
  }

  /// A file that a workbook can do without.
  private static func optionalText(of file: String, in root: URL) throws -> CourseText? {
    guard FileManager.default.fileExists(atPath: root.appending(path: file).path) else {
      return nil
    }
    return CourseText(file: file, text: try text(of: file, in: root))
  }

  private static func text(of file: String, in root: URL) throws -> String {
    do {
      return try String(contentsOf: root.appending(path: file), encoding: .utf8)
    } catch {
      throw unreadable(file, error)
    }
  }

  private static func unreadable(_ file: String, _ error: any Error) -> CourseError {
    CourseError(file: file, line: nil, message: "cannot be read: \(error.localizedDescription)")
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
