/// The checks of an answer before it runs.
///
/// Grading uses all of them; tests leave some out, to try what is beneath.
struct Safeguards: OptionSet, Sendable {
  let rawValue: Int

  /// The policy's rules about the source.
  static let source = Safeguards(rawValue: 1)
  /// What the object file may refer to and define.
  static let symbols = Safeguards(rawValue: 2)

  static let all: Safeguards = [.source, .symbols]
}
