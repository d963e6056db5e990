import Course
import Foundation
import Yams

/// The course's own files, `docs/course.yml` and the rest, for some of its sections.
struct HandedOutCourse {
  let workbook: Workbook
  let sections: [Section]
  /// Whether the rows keep what only a grader needs: hidden tests, and what they vary.
  let hasHiddenTests: Bool

  private var ids: Set<String> { Set(sections.map(\.id)) }

  /// The files, without comments, which may say how a section is answered.
  func files() throws -> [CourseFile] {
    [
      CourseFile(Workbook.courseFile, try courseText()),
      CourseFile(Workbook.forbiddenFile, try forbiddenText()),
    ] + (try sections.map { CourseFile($0.row, try row($0)) })
  }

  /// The course with these sections; the others are named as planned, so that what links to them
  /// still has their titles.
  private func courseText() throws -> String {
    var course = try mapping(of: Workbook.courseFile)
    let numbers = Set(sections.map(\.chapterNumber))
    if let chapters = course["chapters"]?.sequence {
      course["chapters"] = Node(
        chapters.filter { $0.mapping?["number"]?.int.map(numbers.contains) == true })
    }
    var planned = workbook.course.planned
    for section in workbook.course.sections where !ids.contains(section.id) {
      planned[section.id] = section.title
    }
    course["planned"] =
      planned.isEmpty
      ? nil
      : Node(
        planned.sorted { $0.key.localizedStandardCompare($1.key) == .orderedAscending }
          .map { (Node($0, Tag(.str), .doubleQuoted), Node($1, Tag(.str), .doubleQuoted)) })
    return try text(of: course)
  }

  /// The sets that these sections forbid: what they are for, and what stays allowed and why, is for
  /// authors.
  private func forbiddenText() throws -> String {
    let wanted = Set(sections.flatMap { $0.forbiddenSets.map(\.name) })
    let sets = workbook.course.forbiddenSets.filter { wanted.contains($0.name) }
    guard !sets.isEmpty else { return "{}\n" }
    return try text(
      of: Node.Mapping(
        sets.map { set in
          (
            Node(set.name),
            Node([
              (Node("rule"), Node(set.rule)),
              (Node("names"), Node(set.names.map { Node($0) }, Tag(.seq), .flow)),
            ])
          )
        }))
  }

  private func row(_ section: Section) throws -> String {
    var row = try mapping(of: section.row)
    if let requires = row["requires"]?.sequence {
      row["requires"] = Node(
        requires.filter { $0.string.map(ids.contains) == true }, Tag(.seq), .flow)
    }
    guard !hasHiddenTests else { return try text(of: row) }
    row["dimensions"] = nil
    row["form"] = nil
    let parts = row["parts"]?.sequence.map(Array.init) ?? []
    row["parts"] = Node(
      zip(parts, section.parts).map { node, part in
        guard var fields = node.mapping else { return node }
        fields["tests"] = nil
        fields["firstHints"] = nil
        fields["points"] = Node("\(part.points)", Tag(.int))
        return Node.mapping(fields)
      })
    return try text(of: row)
  }

  private func mapping(of file: String) throws -> Node.Mapping {
    let text = try String(contentsOf: workbook.root.appending(path: file), encoding: .utf8)
    guard let mapping = try Yams.compose(yaml: text)?.mapping else {
      throw HandoutError("\(file) is no list of `key: value`")
    }
    return mapping
  }

  private func text(of mapping: Node.Mapping) throws -> String {
    try Yams.serialize(node: .mapping(mapping), width: 100, allowUnicode: true)
  }
}
