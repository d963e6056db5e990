import Course
import Foundation

/// What a file's name says, whatever was done to the name on its way.
package enum AnswerName {
  /// The modules, in small letters, that a Swift file's name may mean: as it is, and without what
  /// was put behind it. None for other files.
  package static func stems(of file: String) -> Set<String> {
    // No disk has longer names, but an archive may.
    guard file.utf8.count <= 255 else { return [] }
    var stem = Substring(file.lowercased())
    // Systems that hide extensions make two of one.
    if stem.hasSuffix(".swift.txt") { stem = stem.dropLast(4) }
    guard stem.hasSuffix(".swift") else { return [] }
    stem = stem.dropLast(6)
    for lead in ["copy of ", "kopie von ", "copie de ", "copia de "] where stem.hasPrefix(lead) {
      stem = stem.dropFirst(lead.count)
    }
    return [String(stem), withoutTail(String(stem))]
  }

  /// Which of several files for a section is named first, and is kept where they are equal: the one
  /// with the proper path, then one with the proper name, then the one in the fewest folders.
  package static func rank(of path: String, for section: Section) -> (Int, Int, String) {
    let names = path.split(separator: "/")
    let isProper = names.last.map { $0 == "\(section.module).swift" } ?? false
    return (path.hasSuffix("/\(section.answerPath)") ? 0 : isProper ? 1 : 2, names.count, path)
  }

  /// A file's name and its extension, with the dot.
  package static func apart(_ file: String) -> (name: String, ending: String) {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return (file, "") }
    return (String(file[..<dot]), String(file[dot...]))
  }

  /// A name without what browsers, systems and learning platforms put behind one that is there
  /// already: `-1`, ` 2`, ` (1)`, ` copy 2`.
  package static func withoutTail(_ name: String) -> String {
    // Each tail can be read in one way only, so that no name takes long, whatever it is.
    let tail =
      #/\s*(?:[ _]?\(\d{1,3}\)|[-_ ]\d{1,3}|(?:[ _]|\s?-\s?)(?:copy|kopie|copie|copia))+\s*$/#
    return name.replacing(tail.ignoresCase(), with: "").trimmingCharacters(in: .whitespaces)
  }
}
