import Course
import Foundation

/// A section to be: its names, and the skeletons of its files.
public struct NewSection: Sendable {
  let workbook: Workbook
  let chapter: (number: Int, name: String, title: String)
  let number: Int
  let module: String
  let title: String
  /// Whether the course has no such chapter yet.
  let startsChapter: Bool

  /// A section with a number such as `4.3` and a module such as `ArrayBridge`.
  ///
  /// The title follows from the module's name where none is given. `chapter` is the name of a
  /// chapter that the course does not have yet. Throws a `NewSectionError`.
  public init(
    _ id: String, module: String, title: String? = nil, chapter: String? = nil,
    in workbook: Workbook
  ) throws {
    let numbers = id.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else {
      throw NewSectionError("a section's number is like 4.3, not \(id)")
    }
    self.workbook = workbook
    self.module = module
    number = numbers[1]
    self.title = title ?? Self.title(of: module)
    let known = workbook.course.chapters.first { $0.number == numbers[0] }
    switch (known, chapter) {
    case (let known?, nil):
      self.chapter = (known.number, known.name, known.title)
    case (let known?, let name?):
      guard name == known.name else {
        throw NewSectionError(
          "chapter \(known.number) is \(known.name), not \(name); leave --chapter out")
      }
      self.chapter = (known.number, known.name, known.title)
    case (nil, let name?):
      self.chapter = (numbers[0], name, Self.title(of: name))
    case (nil, nil):
      throw NewSectionError(
        "the course has no chapter \(numbers[0]) yet: give its name as well, as --chapter Framework"
      )
    }
    startsChapter = known == nil
    try checkNames()
  }

  /// `ArrayBridge` as `Array bridge`.
  private static func title(of name: String) -> String {
    let words = Chapter.words(name)
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func checkNames() throws {
    for name in [module, chapter.name] where !name.contains(#/^[A-Z][A-Za-z0-9]*$/#) {
      throw NewSectionError("a name is like ArrayBridge, a capital and then letters, not \(name)")
    }
    let taken = ["Swift", "Foundation", "XCTest", "RealModule"]
    let targets = workbook.root.appending(path: "Sources/\(module)")
    if taken.contains(module) || FileManager.default.fileExists(atPath: targets.path) {
      throw NewSectionError("there is already a module \(module): choose another name")
    }
    let lowercased = module.lowercased()
    if let other = workbook.course.sections.first(where: { $0.module.lowercased() == lowercased }) {
      throw NewSectionError("section \(other.id) has the module \(other.module)")
    }
    if let other = workbook.course.section(numbered: "\(chapter.number).\(number)") {
      throw NewSectionError("there is already a section \(other.id): \(other.module)")
    }
  }

  // MARK: Writing

  /// Writes every file, or none.
  ///
  /// Returns the paths of what was written and changed, relative to the root. Throws a
  /// `NewSectionError` that names what is in the way.
  @discardableResult public func write() throws -> [String] {
    let templates = try SectionTemplates(of: workbook)
    let files = try templates.files(for: self)
    let obstacles = obstacles(to: files.map(\.path))
    guard obstacles.isEmpty else {
      throw NewSectionError(
        "nothing was written, because this already exists:\n"
          + obstacles.map { "  \($0)" }.joined(separator: "\n"))
    }
    return try WriteTogether(root: workbook.root).write(
      new: files, changed: try changes(templates))
  }

  /// The files that change: the package's manifest, and the course where a chapter is added.
  private func changes(_ templates: SectionTemplates) throws -> [SectionTemplates.File] {
    func text(_ path: String) throws -> String {
      try String(contentsOf: workbook.root.appending(path: path), encoding: .utf8)
    }
    var package = try PackageChapters(manifest: try text("Package.swift"))
    package.add(module, number: number, in: "\(chapter.number)-\(chapter.name)")
    let manifest = SectionTemplates.File(path: "Package.swift", text: package.text)
    guard startsChapter else { return [manifest] }
    let course = try CourseAddition(
      of: try templates.courseEntry(for: self), number: chapter.number,
      to: try text(Workbook.courseFile), of: workbook)
    return [manifest, SectionTemplates.File(path: Workbook.courseFile, text: course.text)]
  }

  /// What is there of a section with this number or of its files.
  private func obstacles(to paths: [String]) -> [String] {
    let manager = FileManager.default
    let folder = "\(chapter.number)-\(chapter.name)"
    let places = [
      "\(Workbook.exercises)/\(folder)", "\(Workbook.solutions)/\(folder)",
      "\(Workbook.sectionTests)/\(folder)",
      "\(Workbook.lessons)/\(Chapter.slug(chapter.number, chapter.name))",
    ]
    let numbered = places.flatMap { place in
      let names = (try? manager.contentsOfDirectory(atPath: workbook.root.path + "/" + place)) ?? []
      return names.filter { $0.hasPrefix("\(number)-") }.map { "\(place)/\($0)" }
    }
    let files = paths.filter { path in
      manager.fileExists(atPath: workbook.root.appending(path: path).path)
        && !numbered.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
    return (numbered + files).sorted()
  }

  /// What an author does next, a step a line.
  public var nextSteps: [String] {
    let id = "\(chapter.number).\(number)"
    let steps = [
      ("grade check \(id)", "names each `\(FillInMark.text)` that is left, then each error"),
      ("lessons record \(id)", "runs the lesson's code and writes down what it prints"),
      ("grade \(id) --answers Solutions", "grades the solution"),
    ]
    let width = steps.map(\.0.count).max() ?? 0
    return steps.map { command, purpose in
      command.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + purpose
    }
  }

  /// What replaces the names in templates.
  var substitutions: [(name: String, value: String)] {
    [
      ("__NUMBER__", "\(chapter.number).\(number)"), ("__MODULE__", module), ("__TITLE__", title),
      ("__SECTION__", "\(number)-\(module)"), ("__SLUG__", Section.slug(number, module)),
      ("__CHAPTER__", "\(chapter.number)-\(chapter.name)"),
      ("__LESSONS__", Chapter.slug(chapter.number, chapter.name)),
      ("__CHAPTERNUMBER__", "\(chapter.number)"), ("__CHAPTERNAME__", chapter.name),
      ("__CHAPTERTITLE__", chapter.title),
    ]
  }
}

/// A section cannot be made, and why.
public struct NewSectionError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
