/// A course as `docs/course.yml` describes it.
public struct Course: Sendable, Equatable {
  public let title: String
  public let subtitle: String
  /// When the course is held, such as `Spring 2027`; empty when it does not say.
  public let term: String
  /// Where the pages can be read, ending in a slash; empty when the course does not say.
  public let address: String
  /// Places elsewhere that its pages lead to, such as a forum.
  public let links: [Link]
  /// The sections that are to come and have no row yet, by their numbers, with their titles.
  public let planned: [String: String]
  public let chapters: [Chapter]
  /// The sets of library names that sections can forbid.
  public let forbiddenSets: [ForbiddenSet]

  /// Reads a course from YAML text.
  ///
  /// `rows` gives the rows of a chapter's sections, by the chapter's folder of lessons, such as
  /// `docs/lessons/2-building-blocks`. Throws a `CourseError` that gives the file's name and the
  /// line, or what `rows` throws. `sets` has the sets of names that the rows forbid; without it
  /// there are none.
  public init(
    yaml: String, file: String = Workbook.courseFile, sets: CourseText? = nil,
    rows: (_ folder: String) throws -> [CourseText] = { _ in [] }
  ) throws {
    let sets = try sets.map { try ForbiddenSetReader(file: $0.file).read($0.text) } ?? []
    self = try CourseReader(file: file, sets: sets).read(yaml, rows: rows)
  }

  init(
    title: String, subtitle: String, term: String = "", address: String = "", links: [Link] = [],
    planned: [String: String] = [:], chapters: [Chapter], forbiddenSets: [ForbiddenSet] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.term = term
    self.address = address
    self.links = links
    self.planned = planned
    self.chapters = chapters
    self.forbiddenSets = forbiddenSets
  }

  /// Every section of every chapter, in the order of the course.
  public var sections: [Section] { chapters.flatMap(\.sections) }

  /// The section with a number such as `2.1`, or nil.
  public func section(numbered id: String) -> Section? {
    sections.first { $0.id == id }
  }
}

/// The text of one of the course's files.
public struct CourseText: Sendable {
  /// The file, relative to the workbook's root.
  public let file: String
  public let text: String

  public init(file: String, text: String) {
    self.file = file
    self.text = text
  }
}

/// A place elsewhere.
public struct Link: Sendable, Equatable {
  public let title: String
  public let address: String
}

/// A chapter of the course.
public struct Chapter: Sendable, Equatable {
  public let number: Int
  /// The name in folders, such as `BuildingBlocks`.
  public let name: String
  public let title: String
  public let summary: String
  /// The arguments of `manualSeed` with which the chapter's tutorial begins, such as
  /// `287, dialect: .torch7`.
  public let seed: String
  public let sections: [Section]

  /// The chapter's folder in Exercises and Solutions, such as `2-BuildingBlocks`.
  public var folder: String { "\(number)-\(name)" }

  /// The points of all sections.
  public var points: Int { sections.reduce(0) { $0 + $1.points } }
}
