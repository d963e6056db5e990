import Foundation
import Yams

/// Reads the rules of a class, refusing what is unknown, repeated or of the wrong type.
struct ClassRulesReader {
  let file: String
  let course: Course

  func read(_ text: String) throws -> ClassRules {
    let root = try Fields(
      CourseReader(file: file).compose(text), file: file, subject: "the class",
      keys: ["zone", "deadlines", "late", "attempts", "extensions"])
    let zone = try zone(root)
    let deadlines = try deadlines(root, in: zone)
    return ClassRules(
      zone: zone, deadlines: deadlines, late: try late(root), attempts: try attempts(root),
      extensions: try extensions(root, in: zone, of: deadlines))
  }

  private func zone(_ root: Fields) throws -> TimeZone {
    let name = try root.string("zone")
    guard let zone = ClassRules.zone(named: name) else {
      throw root.error(
        "`zone` of the class is not a time zone: '\(name)'"
          + suggestion(for: name, in: TimeZone.knownTimeZoneIdentifiers)
          + "; zones have names such as Europe/Berlin",
        at: try root.node("zone"))
    }
    return zone
  }

  private func deadlines(_ root: Fields, in zone: TimeZone) throws -> [String: Deadline] {
    guard let node = root.mapping["deadlines"] else { return [:] }
    guard let mapping = node.mapping else {
      throw root.error(
        "`deadlines` of the class must be a list of `2.1: 2027-04-12 23:59`", at: node)
    }
    var chapters: [String: Deadline] = [:]
    var sections: [String: Deadline] = [:]
    for (key, value) in mapping {
      let named = try select(key, root)
      let deadline = try deadline(value, in: zone, root)
      let isChapter = course.chapters.contains { "\($0.number)" == key.string }
      for section in named {
        if isChapter {
          chapters[section] = deadline
        } else if sections.updateValue(deadline, forKey: section) != nil {
          throw root.error("`deadlines` of the class names section \(section) twice", at: key)
        }
      }
    }
    // A section's own deadline goes before its chapter's.
    return chapters.merging(sections) { _, own in own }
  }

  private func late(_ root: Fields) throws -> ClassRules.LatePolicy {
    guard let node = root.mapping["late"] else { return ClassRules.LatePolicy() }
    let fields = try Fields(
      node, file: file, subject: "`late` of the class",
      keys: ["graceMinutes", "penaltyPercent", "capPercent", "closesAfterDays", "freeDays"])
    func percent(_ key: String, default value: Int) throws -> Int {
      let percent = try fields.positive(key, default: value)
      guard percent <= 100 else {
        throw fields.error(
          "`\(key)` of \(fields.subject) must be at most 100, not \(percent)",
          at: try fields.node(key))
      }
      return percent
    }
    let penalty = try percent("penaltyPercent", default: 0)
    let cap = try percent("capPercent", default: 100)
    guard cap >= penalty else {
      throw fields.error(
        "`capPercent` of \(fields.subject) is \(cap), below the \(penalty) of a single day",
        at: try fields.node("capPercent"))
    }
    return ClassRules.LatePolicy(
      graceMinutes: try fields.positive("graceMinutes", default: 0),
      penaltyPercent: penalty, capPercent: cap,
      closesAfterDays: fields.mapping["closesAfterDays"] == nil
        ? nil : try fields.positive("closesAfterDays"),
      freeDays: try fields.positive("freeDays", default: 0))
  }

  private func attempts(_ root: Fields) throws -> ClassRules.Attempts {
    let name = try root.string("attempts", default: ClassRules.Attempts.best.rawValue)
    guard let attempts = ClassRules.Attempts(rawValue: name) else {
      throw root.error(
        "`attempts` of the class is best or latest, not '\(name)'", at: try root.node("attempts"))
    }
    return attempts
  }

  private func extensions(
    _ root: Fields, in zone: TimeZone, of deadlines: [String: Deadline]
  ) throws -> [ClassRules.Extension] {
    guard root.mapping["extensions"] != nil else { return [] }
    return try root.list("extensions").map { node in
      let fields = try Fields(
        node, file: file, subject: "an extension",
        keys: ["section", "group", "deadlines", "days", "until"])
      let section = fields.mapping["section"] == nil ? nil : try fields.string("section")
      let group = fields.mapping["group"] == nil ? nil : try fields.string("group")
      guard section != nil || group != nil else {
        throw fields.error(
          "an extension needs the `section` or the `group` of the roster it is for")
      }
      let named =
        fields.mapping["deadlines"] == nil
        ? Array(deadlines.keys) : try fields.list("deadlines").flatMap { try select($0, fields) }
      return ClassRules.Extension(
        rosterSection: section, group: group, sections: Set(named),
        time: try moreTime(fields, in: zone))
    }
  }

  private func moreTime(_ fields: Fields, in zone: TimeZone) throws -> ClassRules.MoreTime {
    switch (fields.mapping["days"], fields.mapping["until"]) {
    case (.some, nil): .days(try fields.positive("days"))
    case (nil, .some(let until)): .until(try deadline(until, in: zone, fields))
    default: throw fields.error("an extension has either `days` or `until`")
    }
  }

  /// The numbers of the sections that a key or item names.
  private func select(_ node: Node, _ fields: Fields) throws -> [String] {
    do {
      return try course.select([node.scalar?.string ?? "?"]).map(\.id)
    } catch let error as SelectionError {
      throw fields.error(error.description, at: node)
    }
  }

  private func deadline(_ node: Node, in zone: TimeZone, _ fields: Fields) throws -> Deadline {
    do {
      return try Deadline(node.scalar?.string ?? "?", in: zone)
    } catch {
      throw fields.error(error.description, at: node)
    }
  }
}
