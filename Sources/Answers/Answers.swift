import Course
import Foundation

/// Where the answers to grade are.
public enum Answers: Sendable {
  /// A folder laid out as Exercises is, or with the answer files side by side.
  case folder(URL)
  /// One file, the answer to one section.
  case file(URL)

  /// The answers at a path: a folder, or a file for exactly one section.
  ///
  /// Throws an `AnswersError` when nothing is there, or when a file is to answer many sections.
  public init(at url: URL, for sections: [Section]) throws {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw AnswersError.missing(url.path)
    }
    if isFolder.boolValue {
      self = .folder(url)
    } else {
      guard sections.count == 1 else { throw AnswersError.oneFile(url.lastPathComponent) }
      self = .file(url)
    }
  }

  /// The folder that was handed in, or nil for one file.
  package var folder: URL? {
    if case .folder(let folder) = self { folder } else { nil }
  }

  /// Whether the answers are in one of a workbook's own folders, Exercises or Solutions.
  public func belong(to workbook: Workbook) -> Bool {
    let url =
      switch self {
      case .folder(let url), .file(let url): url
      }
    let path = url.resolvingSymlinksInPath().path + "/"
    return [Workbook.exercises, Workbook.solutions].contains {
      path.hasPrefix(workbook.root.appending(path: $0).resolvingSymlinksInPath().path + "/")
    }
  }

  /// The answer to a section; the file need not exist.
  public func file(for section: Section) -> URL {
    switch self {
    case .file(let url): return url
    case .folder(let folder):
      let flat = folder.appending(path: "\(section.module).swift")
      return FileManager.default.fileExists(atPath: flat.path)
        ? flat : folder.appending(path: section.answerPath)
    }
  }

  /// The sections of which some part is answered.
  public func answered(of sections: [Section]) -> [Section] {
    sections.filter { section in
      guard let file = try? AnswerFile(file(for: section), below: folder) else { return false }
      return !Submission(section: section, file: file).answeredParts.isEmpty
    }
  }

  /// The sections of which some part is answered, and those whose answer cannot be read.
  public func begun(of sections: [Section]) -> [Section] {
    sections.filter { section in
      guard let file = try? AnswerFile(file(for: section), below: folder) else { return true }
      return !Submission(section: section, file: file).answeredParts.isEmpty
    }
  }
}

/// `--answers` names nothing that can be graded.
public enum AnswersError: Error, CustomStringConvertible {
  case missing(String)
  case oneFile(String)

  public var description: String {
    switch self {
    case .missing(let path): "there are no answers at \(path)"
    case .oneFile(let name):
      "\(name) is one file: name the section that it answers, as in `grade 2.1 --answers \(name)`"
    }
  }
}
