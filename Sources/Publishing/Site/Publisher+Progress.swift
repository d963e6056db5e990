import Course
import Documents

extension Publisher {
  /// What became of a lesson, as it is reported while others are still being worked on.
  public struct Progress: Sendable {
    public let section: Section
    public let duration: Duration
    public let state: State

    public enum State: Sendable {
      case built
      /// Nothing that the page is made from changed.
      case unchanged
      /// What the lesson's author must fix.
      case atFault([LessonFault])
    }
  }
}

extension Publisher.Progress.State {
  var faults: [LessonFault] {
    if case .atFault(let faults) = self { faults } else { [] }
  }
}
