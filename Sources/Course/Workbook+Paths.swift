import Foundation

/// Where the pieces of a section are. Only this file makes paths from a section's names.
extension Workbook {
  /// The folder of students' answers, relative to the root.
  public static let exercises = "Exercises"
  /// The folder of solutions, relative to the root.
  public static let solutions = "Solutions"

  /// The folder of what tests sections, relative to the root.
  public static let sectionTests = "Tests/Sections"
  /// The folder of lessons and of the sections' rows, relative to the root.
  public static let lessons = "docs/lessons"

  /// The folder in which a handout says what was handed out, relative to the root.
  public static let handout = ".handout"

  /// The exercise as it was handed out; only a handout has it.
  public func handedOutSkeleton(_ section: Section) -> URL {
    root.appending(path: Self.handedOutSkeleton(section))
  }

  /// Where a handout has the exercise as it was handed out, relative to the root.
  public static func handedOutSkeleton(_ section: Section) -> String {
    "\(handout)/skeletons/\(section.module).swift"
  }

  /// The answer file under Exercises.
  public func answer(_ section: Section) -> URL {
    root.appending(path: Self.exercises).appending(path: section.answerPath)
  }

  /// The solution file.
  public func solution(_ section: Section) -> URL {
    root.appending(path: Self.solutions).appending(path: section.answerPath)
  }

  /// The suite that `grade try` and `swift test` run.
  public func publicSuite(_ section: Section) -> URL {
    tests(section).appending(path: "Public/\(section.module)Tests.swift")
  }

  /// The suite that only `grade` runs.
  public func hiddenSuite(_ section: Section) -> URL {
    tests(section).appending(path: "Hidden/\(section.hiddenSuiteName).swift")
  }

  /// The folder of wrong answers that the hidden suite must catch.
  public func mutants(_ section: Section) -> URL {
    tests(section).appending(path: "Mutants")
  }

  /// The folder of further solutions, each built differently.
  public func alternatives(_ section: Section) -> URL {
    tests(section).appending(path: "Alternatives")
  }

  /// The folder of everything that tests a section.
  private func tests(_ section: Section) -> URL {
    root.appending(path: Self.sectionTests).appending(path: section.folder)
  }

  /// The lesson.
  public func lesson(_ section: Section) -> URL {
    root.appending(path: Self.lessons).appending(path: section.lessonPath)
  }

  /// The Swift files in a folder, by name; none where there is no such folder.
  public func swiftFiles(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0) }
  }

  /// The file that `displayPath` shows as this.
  public func file(_ displayPath: String) -> URL {
    displayPath.hasPrefix("/") ? URL(filePath: displayPath) : root.appending(path: displayPath)
  }

  /// A path as messages show it: relative to the root where it lies inside.
  public func displayPath(_ url: URL) -> String {
    let prefix = root.path.hasSuffix("/") ? root.path : root.path + "/"
    return url.path.hasPrefix(prefix) ? String(url.path.dropFirst(prefix.count)) : url.path
  }
}

extension Section {
  /// The answer's path in Exercises and Solutions:
  /// `2-BuildingBlocks/1-AffineMaps/AffineMaps.swift`.
  public var answerPath: String {
    "\(folder)/\(module).swift"
  }

  /// The section's folder under Exercises, Solutions and Tests/Sections:
  /// `2-BuildingBlocks/1-AffineMaps`.
  public var folder: String { "\(chapterNumber)-\(chapterName)/\(number)-\(module)" }

  /// The lesson's path under docs/lessons: `2-building-blocks/1-affine-maps.md`.
  public var lessonPath: String {
    "\(Chapter.slug(chapterNumber, chapterName))/\(slug).md"
  }

  /// The section's name in addresses: `1-affine-maps`.
  public var slug: String { Self.slug(number, module) }

  package static func slug(_ number: Int, _ module: String) -> String {
    "\(number)-\(kebabCase(module))"
  }

  /// The name of the hidden suite's file and class.
  public var hiddenSuiteName: String { "\(module)HiddenTests" }
}

extension Chapter {
  /// The chapter's name in addresses: `2-building-blocks`.
  public var slug: String { Self.slug(number, name) }

  package static func slug(_ number: Int, _ name: String) -> String {
    "\(number)-\(kebabCase(name))"
  }

  /// A name in words: `NGramLanguageModel` as `n gram language model`.
  package static func words(_ name: String) -> String {
    kebabCase(name).replacing("-", with: " ")
  }
}

/// `NGramLanguageModel` as `n-gram-language-model`.
private func kebabCase(_ name: String) -> String {
  let letters = Array(name)
  var result = ""
  for (index, letter) in letters.enumerated() {
    if index > 0, letter.isUppercase {
      let followsLowercase = !letters[index - 1].isUppercase
      let startsWord = index + 1 < letters.count && letters[index + 1].isLowercase
      if followsLowercase || startsWord { result += "-" }
    }
    result += letter.lowercased()
  }
  return result
}
