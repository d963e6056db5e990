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

  /// The parts of the section that comes before them on the command line.
  static var parts: CompletionKind {
    .custom { words, _, _ in
      let course = try? Workbook.find().course
      let section = words.lazy.compactMap { try? course?.selectOne($0) }.first
      return section?.parts.map(\.name) ?? []
    }
  }
}
