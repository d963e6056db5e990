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
  /// Throws a `MutantError` when it is not, names a test that the section does not have, or seems
  /// to go on in the next line, where tests would be named in vain.
  init(_ url: URL, of section: Section) throws {
    file = try AnswerFile(url)
    let first = file.source(ofLine: 1)
    guard file.text.hasPrefix("// Mutant: "), let middle = first.range(of: "Caught by: ") else {
      throw MutantError(
        "the first line must be `// Mutant: <what is wrong>. Caught by: testName`")
    }
    guard !file.source(ofLine: 2).hasPrefix("//") else {
      throw MutantError("the first line must be followed by an empty one: only it is read")
    }
    mistake = first[..<middle.lowerBound].dropFirst("// Mutant: ".count)
      .trimmingCharacters(in: .whitespaces)
    catchers = first[middle.upperBound...].split(separator: ",").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " .`"))
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
