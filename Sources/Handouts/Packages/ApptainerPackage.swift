import Course
import Foundation

/// A definition of an Apptainer image that grades, beside the course that goes into it.
public struct ApptainerPackage: Sendable {
  private let workbook: Workbook
  private let sections: [Section]

  public init(of workbook: Workbook, sections: [Section]) {
    self.workbook = workbook
    self.sections = sections
  }

  /// Writes the definition, `kindling.def`, and the folder `course` into a new folder.
  public func write(to place: URL) throws {
    try GraderPackage(
      of: workbook, sections: sections, with: [CourseFile("kindling.def", definition)]
    ).write(to: place)
  }

  /// The definition. `grade` finds its course around its own program, so that it can be called from
  /// any folder; what it would keep there goes to the user's folder for caches, as an image cannot
  /// be written to.
  var definition: String {
    """
    Bootstrap: docker
    From: swift:6.3

    %help
        Grades answers to \(workbook.course.title), sections \(sections.list).
        Build: apptainer build kindling.sif kindling.def
        Run:   apptainer run kindling.sif --answers path/to/submission

    %files
        course /opt/kindling

    %post
        set -eu
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        apt-get install -y --no-install-recommends bubblewrap make pkg-config zlib1g-dev
        rm -rf /var/lib/apt/lists/*
        cd /opt/kindling
        swift build --product grade
        ln -s /opt/kindling/.build/debug/grade /usr/local/bin/grade
        chmod -R a+rX /opt/kindling

    %environment
        export LC_ALL=C.UTF-8

    %runscript
        exec /usr/local/bin/grade "$@"

    %test
        /usr/local/bin/grade list

    """
  }
}
