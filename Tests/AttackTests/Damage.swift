import Foundation
import GradingTestSupport

/// Ways in which an answer is spoilt on its way to the grader.
enum Damage: String, CaseIterable {
  case truncated, linesShuffled, lineRemoved, lineRepeated, charactersSwapped, tokenRemoved
  case bytesInserted, bytesReplaced, zeroByte, utf16, latin1, bracketsRepeated, joinedWithAnother
  case empty, missing, renamed, extraFiles, folderInItsPlace, linkInItsPlace

  /// Writes a damaged answer into a folder.
  func write(
    _ text: String, another: String, module: String, into folder: URL,
    using generator: inout SeededGenerator
  ) throws {
    let files = FileManager.default
    let file = folder.appending(path: "\(module).swift")
    switch self {
    case .missing: return
    case .renamed:
      try Data(text.utf8).write(to: folder.appending(path: "\(module) (1).swift"))
    case .extraFiles:
      try Data(text.utf8).write(to: file)
      for name in [
        "main.swift", "Package.swift", "module.modulemap", "Kindling.swiftmodule",
        "\(module)+.swift",
      ] {
        try Data(another.utf8).write(to: folder.appending(path: name))
      }
    case .folderInItsPlace:
      try files.createDirectory(at: file, withIntermediateDirectories: true)
    case .linkInItsPlace:
      try files.createSymbolicLink(
        at: file, withDestinationURL: folder.appending(path: "elsewhere.swift"))
      try Data(text.utf8).write(to: folder.appending(path: "elsewhere.swift"))
    default:
      try Data(damaged(text, another: another, using: &generator)).write(to: file)
    }
  }

  private func damaged(
    _ text: String, another: String, using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = Array(text.utf8)
    var lines = text.components(separatedBy: "\n")
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let line = Int.random(in: 0..<lines.count, using: &generator)
    switch self {
    case .truncated: return Array(bytes[..<place])
    case .linesShuffled: lines.shuffle(using: &generator)
    case .lineRemoved: lines.remove(at: line)
    case .lineRepeated: lines.insert(lines[line], at: line)
    case .charactersSwapped:
      bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
      return bytes
    case .tokenRemoved:
      let tokens = text.split(separator: /\b/)
      let gone = Int.random(in: 0..<tokens.count, using: &generator)
      return Array((tokens[..<gone] + tokens[(gone + 1)...]).joined().utf8)
    case .bytesInserted:
      let noise = (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.insert(contentsOf: noise, at: place)
      return bytes
    case .bytesReplaced:
      for _ in 0..<5 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 1...127, using: &generator)
      }
      return bytes
    case .zeroByte:
      bytes.insert(0, at: place)
      return bytes
    case .utf16: return Array(text.data(using: .utf16) ?? Data())
    case .latin1: return Array(("// na\u{EF}ve\n" + text).data(using: .isoLatin1) ?? Data())
    case .bracketsRepeated:
      let bracket = "({[<\"/*".randomElement(using: &generator) ?? "("
      bytes.insert(contentsOf: String(repeating: bracket, count: 500).utf8, at: place)
      return bytes
    case .joinedWithAnother: return Array(bytes[..<place] + another.utf8)
    default: return []
    }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
