/// The layout of submissions in the folder that contains them.
///
/// To add a layout, add a file to Shapes and a line to each of the lists here.
public enum Shape: String, CaseIterable, Sendable {
  case plain, canvas, moodle, gradescope, classroom50

  /// The layout in words, to be read after "Read as".
  public var inWords: String {
    switch self {
    case .plain: "a folder of submissions, each a folder or a zip inside"
    case .canvas: "a download from Canvas, whose files name their students"
    case .moodle: "a download from Moodle, whose folders name their students"
    case .gradescope: "an export from Gradescope, whose metadata names the students"
    case .classroom50: "repositories of Classroom 50, named classroom-assignment-user"
    }
  }

  /// The result of reading a folder: what was handed in, and what may have been but was left out.
  typealias Reading = (handIns: [HandIn], leftOut: [LeftOut])

  /// The layout that the entries of a folder indicate; plain if they indicate none.
  static func detected(_ entries: [any Item]) -> Shape {
    if GradescopeShape.isShown(by: entries) { return .gradescope }
    if MoodleShape.isShown(by: entries) { return .moodle }
    if CanvasShape.isShown(by: entries) { return .canvas }
    return Classroom50Shape.isShown(by: entries) ? .classroom50 : .plain
  }

  /// Throws a `ClassError` if something that the layout requires is damaged.
  func read(_ entries: [any Item]) throws -> Reading {
    switch self {
    case .plain: PlainShape.read(entries)
    case .canvas: CanvasShape.read(entries)
    case .moodle: MoodleShape.read(entries)
    case .gradescope: try GradescopeShape.read(entries)
    case .classroom50: Classroom50Shape.read(entries)
    }
  }
}

extension LeftOut {
  /// An entry that does not fit a layout.
  init(_ entry: any Item, isNo form: String) {
    name = entry.name
    reason = entry.kind == .link ? "is a link, and was left out" : "is \(form), and was left out"
  }
}
