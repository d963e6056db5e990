import Course

/// The README of a handout, for the student who opens it.
struct HandoutReadme {
  private let course: Course
  private let sections: [Section]

  init(_ course: Course, _ sections: [Section]) {
    self.course = course
    self.sections = sections
  }

  var text: String {
    ([heading] + [links].filter { !$0.isEmpty } + [start, list, rules])
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let lines = [course.subtitle, course.term].filter { !$0.isEmpty }
    return (["# \(course.title)"] + lines).joined(separator: "\n\n")
  }

  private var links: String {
    var links = course.links.map { "- [\($0.title)](\($0.address))" }
    if !course.address.isEmpty { links.insert("- [Lesson pages](\(course.address))", at: 0) }
    return links.joined(separator: "\n")
  }

  private var start: String {
    let first = sections[0]
    return """
      ## Start

      You need Linux with Swift 6.3 or later; on macOS and Windows open this folder in VS Code and
      choose *Reopen in Container*. In this folder:

          make grade

      The first time, that builds `grade`, which takes some minutes. `make install` puts it on your
      PATH; without that, write `.build/debug/grade` for `grade`. Read the lesson,
      `\(Workbook.lessons)/\(first.lessonPath)`, and answer in
      `\(Workbook.exercises)/\(first.answerPath)`: each part is a function whose body is
      `unanswered()`. Then

          grade try \(first.id)        # the public tests, and what your answer prints
          grade hint \(first.id)       # a hint; again for the next one
          grade watch \(first.id)      # tries again whenever you save
          grade list           # all sections, and how far you are
          grade reset \(first.id)      # the exercise as it was handed out; your answer is kept

      In VS Code, *Tasks: Run Test Task* marks what is wrong in the open file.
      """
  }

  private var list: String {
    let rows = sections.map {
      "| \($0.id) | [\($0.title)](\(Workbook.lessons)/\($0.lessonPath)) | \($0.points) | "
        + "`\(Workbook.exercises)/\($0.answerPath)` |"
    }
    return """
      ## Sections

      | | lesson | points | answer in |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var rules: String {
    """
    ## Points

    You have the public tests. Hidden tests decide the points, and run where your instructor grades:
    here `grade` reports the public tests, and whatever a section's rules do not allow.

    ## Updates

    To bring a later handout into this folder, run

        grade update PATH/OF/THE/NEW/HANDOUT

    It never touches a file that you have answered: if such an exercise has changed, it shows you
    the change. Your own files stay.
    """
  }
}
