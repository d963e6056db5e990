import Foundation
import Yams

/// Gradescope's export: `submission_123/` for each submission, and `submission_metadata.yml`, which
/// names the students and the times.
enum GradescopeShape {
  private static let metadataFile = "submission_metadata.yml"
  private static let metadataLimit = 64 << 20

  static func isShown(by entries: [any Item]) -> Bool {
    entries.contains { $0.name == metadataFile && $0.kind == .file }
      || !entries.isEmpty && entries.allSatisfy { isSubmission($0) }
  }

  static func read(_ entries: [any Item]) throws -> Shape.Reading {
    let metadata = entries.first { $0.name == metadataFile && $0.kind == .file }
    let facts = try metadata.map(Self.facts) ?? [:]
    var reading: Shape.Reading = ([], [])
    for entry in entries where entry.name != metadataFile {
      guard isSubmission(entry) else {
        reading.leftOut.append(LeftOut(entry, isNo: "not named as Gradescope names submissions"))
        continue
      }
      var part = HandIn.Part(entry)
      part.submittedAt = facts[entry.name]?.submittedAt
      // What a group handed in together counts for each student.
      let students = facts[entry.name]?.students ?? []
      let owners = students.isEmpty ? [HandIn.Student(entry.name)] : students
      reading.handIns += owners.map { HandIn($0, [[part]]) }
    }
    return reading
  }

  private static func isSubmission(_ entry: any Item) -> Bool {
    entry.kind == .folder && entry.name.wholeMatch(of: #/submission_\d+/#) != nil
  }

  /// What the metadata says about the submissions, by folder name.
  private static func facts(
    _ file: any Item
  ) throws -> [String: (students: [HandIn.Student], submittedAt: String?)] {
    func damaged(_ reason: String) -> ClassError {
      ClassError("\(metadataFile) \(reason); export the submissions again")
    }
    let bytes: [UInt8]
    do throws(ItemError) {
      bytes = try file.contents(upTo: metadataLimit)
    } catch {
      throw damaged("\(error)")
    }
    guard bytes.count <= metadataLimit else { throw damaged("is larger than 64 MiB") }
    guard let text = String(validating: bytes, as: UTF8.self),
      let entries = try? Yams.compose(yaml: text)?.mapping
    else { throw damaged("is no list of submissions") }
    let pairs = entries.compactMap { key, value in
      key.string.map { name in
        let students = value[":submitters"]?.array().map(student) ?? []
        let time = value[":created_at"]?.scalar.flatMap { ExportTime.utc($0.string) }
        return (name, (students: students.compactMap(\.self), submittedAt: time))
      }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func student(_ node: Node) -> HandIn.Student? {
    func text(_ key: String) -> String? {
      node[key]?.scalar.map(\.string).flatMap { ["", "~", "null"].contains($0) ? nil : $0 }
    }
    let (id, address) = (text(":sid"), text(":email"))
    guard let name = text(":name") ?? address ?? id else { return nil }
    var student = HandIn.Student(name, id: id ?? address)
    student.ids = [id, address].compactMap(\.self)
    return student
  }
}
