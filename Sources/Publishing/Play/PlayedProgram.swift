import Foundation

/// A Swift file that someone runs, with the library and figures at hand.
public struct PlayedProgram: Sendable {
  /// The file as messages name it.
  public let name: String
  let text: String

  /// A program's text under a name for messages.
  public init(_ text: String, named name: String) {
    self.name = name
    // A line must not end in two characters: Swift reads them as one that is not "\n".
    self.text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  /// Reads a file.
  ///
  /// - Throws: `UnreadableProgram`.
  public init(_ file: URL) throws(UnreadableProgram) {
    let name = Self.name(of: file)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw UnreadableProgram(name: name, reason: "there is no such file")
    }
    do {
      self.init(try String(contentsOf: file, encoding: .utf8), named: name)
    } catch CocoaError.fileReadInapplicableStringEncoding, CocoaError.fileReadCorruptFile {
      throw UnreadableProgram(name: name, reason: "is not UTF-8 text; save it as UTF-8")
    } catch {
      throw UnreadableProgram(name: name, reason: error.localizedDescription)
    }
  }

  /// A file as messages name it: seen from the working directory, where it is below.
  public static func name(of file: URL) -> String {
    let directory = FileManager.default.currentDirectoryPath
    let path = file.standardizedFileURL.path
    return path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.count + 1)) : path
  }

  /// Whether it says itself where it starts, rather than running from its first line.
  var hasMain: Bool { text.contains(#/(?m)^[ \t]*@main\b/#) }

  /// The file as the compiler and a crash report name it: they do not write every character as it
  /// is.
  var sourceName: String {
    String(name.map { $0.isASCII && !"\"\\".contains($0) && $0 >= " " ? $0 : "_" })
  }

  /// What is compiled: a start that makes each line be printed at once, and the text, whose lines
  /// keep their numbers. Where a type is the start nothing may come before it.
  var source: String {
    let start = hasMain ? "" : "import Figures\nLessonRun.begin(0)\n"
    return start + "#sourceLocation(file: \"\(sourceName)\", line: 1)\n" + text + "\n"
  }

  /// A place in the text as compilers show it, with a mark under the column.
  func quote(line: Int, column: Int) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1), lines[line - 1].contains(where: { !$0.isWhitespace })
    else { return nil }
    let words = lines[line - 1].replacing("\t", with: " ")
    // Columns count bytes.
    let before = String(decoding: words.utf8.prefix(max(column - 1, 0)), as: UTF8.self).count
    return "    \(words)\n    \(String(repeating: " ", count: before))^"
  }
}

/// A program's file cannot be read.
public struct UnreadableProgram: Error, CustomStringConvertible {
  let name: String
  let reason: String

  public var description: String { "\(name): \(reason)" }
}
