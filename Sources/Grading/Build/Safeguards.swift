/// The checks of an answer before it runs.
///
/// Grading uses all of them; tests leave some out, to try what is beneath.
package struct Safeguards: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The policy's rules about the source.
  package static let source = Safeguards(rawValue: 1)
  /// What the object file may refer to and define.
  package static let symbols = Safeguards(rawValue: 2)

  package static let all: Safeguards = [.source, .symbols]
}
