import ArgumentParser
import Course

extension CompletionKind {
  /// The numbers and names of the course's sections.
  static var sections: CompletionKind {
    .custom { _, _, _ in
      let course = try? Workbook.find().course
      return course?.sections.flatMap { [$0.id, $0.module] } ?? []
    }
  }
}
