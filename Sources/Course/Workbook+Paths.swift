import Foundation

/// Where the pieces of a section stand. Every path follows from the section's names, here only.
extension Workbook {
  /// The folder of students' answers, relative to the root.
  public static let exercises = "Exercises"
  /// The folder of solutions, relative to the root.
  public static let solutions = "Solutions"

  /// The answer file under Exercises.
  public func answer(_ section: Section) -> URL {
    root.appending(path: Self.exercises).appending(path: section.answerPath)
  }

  /// The solution file.
  public func solution(_ section: Section) -> URL {
    root.appending(path: Self.solutions).appending(path: section.answerPath)
  }

  /// The suite that `swift test` runs.
  public func publicSuite(_ section: Section) -> URL {
    root.appending(path: "Tests/Public/\(section.module)Tests/\(section.module)Tests.swift")
  }

  /// The suite that only `grade` runs.
  public func hiddenSuite(_ section: Section) -> URL {
    let name = section.hiddenSuiteName
    return root.appending(path: "Tests/Hidden/\(name)/\(name).swift")
  }

  /// The folder of wrong answers that the hidden suite must catch.
  public func mutants(_ section: Section) -> URL {
    root.appending(path: "Tests/Mutants/\(section.module)")
  }

  /// A second solution, differently built.
  public func alternative(_ section: Section) -> URL {
    root.appending(path: "Tests/Alternatives/\(section.module)/\(section.module).swift")
  }

  /// The lesson.
  public func lesson(_ section: Section) -> URL {
    root.appending(path: "docs/lessons/\(section.lessonPath)")
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
    "\(chapterNumber)-\(chapterName)/\(number)-\(module)/\(module).swift"
  }

  /// The lesson's path under docs/lessons: `2-building-blocks/1-affine-maps.md`.
  public var lessonPath: String {
    "\(chapterNumber)-\(kebabCase(chapterName))/\(slug).md"
  }

  /// The section's name in addresses: `1-affine-maps`.
  public var slug: String { "\(number)-\(kebabCase(module))" }

  /// The name of the hidden suite's folder, file and class.
  public var hiddenSuiteName: String { "\(module)HiddenTests" }
}

extension Chapter {
  /// The chapter's name in addresses: `2-building-blocks`.
  public var slug: String { "\(number)-\(kebabCase(name))" }
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
