#if CLASSROOM
  import ArgumentParser
  import Classroom
  import Course
  import Foundation

  /// The gradebook that a command works on.
  struct GradebookOption: ParsableArguments {
    @Option(name: .customLong("gradebook"), help: "The gradebook's file.", completion: .file())
    var path: String = Gradebook.usualPath

    func open(creating: Bool = false) throws -> Gradebook {
      try Gradebook(at: URL(filePath: path), creating: creating)
    }
  }

  /// The rules of the class.
  struct RulesOption: ParsableArguments {
    @Option(
      name: .customLong("rules"),
      help: "The file with the class's deadlines; docs/class.yml by default.", completion: .file())
    var file: String?

    func read(_ workbook: Workbook) throws -> ClassRules { try workbook.classRules(file: file) }
  }

  /// Who makes a change.
  struct AuthorOption: ParsableArguments {
    @Option(help: "Who makes the change; your login name by default.")
    var by: String?

    func author(why: String = "") throws -> Author {
      let name = (by ?? NSUserName()).trimmingCharacters(in: .whitespacesAndNewlines)
      guard !name.isEmpty else {
        throw ValidationError("this system does not say who you are: add --by NAME")
      }
      return Author(name, why: why)
    }
  }
#endif
