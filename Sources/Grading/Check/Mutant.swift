import Answers
import Course
import Foundation

/// A wrong answer that named hidden tests must catch.
struct Mutant: Sendable {
  let file: AnswerFile
  /// What is wrong with it.
  let mistake: String
  let catchers: [String]

  var name: String { file.url.lastPathComponent }

  /// Reads a mutant, whose first line is `// Mutant: WHAT. Caught by: testOne, testTwo`.
  ///
  /// Throws a `MutantError` when it is not, or names a test that the section has not.
  init(_ url: URL, of section: Section) throws {
    file = try AnswerFile(url)
    let first = file.text.prefix { $0 != "\n" }
    guard first.hasPrefix("// Mutant: "), let middle = first.range(of: "Caught by: ") else {
      throw MutantError(
        "the first line must be `// Mutant: <what is wrong>. Caught by: testName`")
    }
    mistake = first[..<middle.lowerBound].dropFirst("// Mutant: ".count)
      .trimmingCharacters(in: .whitespaces)
    catchers = first[middle.upperBound...].split(separator: ",").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " .`\r"))
    }
    for test in catchers where !section.tests.contains(where: { $0.name == test }) {
      throw MutantError("the first line names \(test), which section \(section.id) does not have")
    }
  }
}

/// A file in a section's folder of mutants that is none.
struct MutantError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
