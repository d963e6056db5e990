/// How submissions are laid out in the folder that holds them.
///
/// A further layout is a file in Shapes and a line in each of the lists here.
public enum Shape: String, CaseIterable, Sendable {
  case plain

  /// The layout in words, to be read after "taken for".
  public var inWords: String {
    switch self {
    case .plain: "a folder of submissions, each a folder inside"
    }
  }

  /// The layout that the entries of a folder show.
  static func detected(_ entries: [any Item]) -> Shape { .plain }

  /// What was handed in, and what of the entries was not taken for it.
  func read(_ entries: [any Item]) -> (handIns: [HandIn], leftOut: [LeftOut]) {
    switch self {
    case .plain: PlainShape.read(entries)
    }
  }
}
