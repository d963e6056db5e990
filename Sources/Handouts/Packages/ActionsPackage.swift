import Course
import Foundation

/// A workflow for GitHub Actions that grades each push, for a repository that holds a handout or a
/// whole course.
public struct ActionsPackage: Sendable {
  /// Where the workflow goes, relative to the repository's root.
  public static let path = ".github/workflows/grade.yml"

  private let names: [String]

  /// A workflow that grades what is named as `grade` takes it; everything when nothing is.
  public init(grading names: [String]) {
    self.names = names
  }

  /// Writes the workflow into a repository's folder.
  ///
  /// Throws a `HandoutError` when there is one already.
  public func write(to root: URL) throws {
    let place = root.appending(path: Self.path)
    guard !FileManager.default.fileExists(atPath: place.path) else {
      throw HandoutError("\(place.path) already exists: nothing was written")
    }
    try CourseFile(Self.path, text).write(below: root)
  }

  /// The workflow. Missing points are not a failure: the table shows them, and a repository of a
  /// whole term would never be green.
  var text: String {
    let sections = names.map { "\($0) " }.joined()
    return """
      # Grades what is pushed; the table is on the page of the run, under its summary.
      name: Grade

      on:
        push:
        workflow_dispatch:

      permissions:
        contents: read

      concurrency:
        group: grade-${{ github.ref }}
        cancel-in-progress: true

      jobs:
        grade:
          name: Grade
          runs-on: ubuntu-24.04
          timeout-minutes: 30
          container:
            image: swift:6.3
            # Bubblewrap, which confines answers, needs user namespaces.
            options: --security-opt seccomp=unconfined
          steps:
            - name: Check out
              uses: actions/checkout@v4
            - name: Install system packages
              run: |
                apt-get update
                apt-get install -y --no-install-recommends bubblewrap make pkg-config zlib1g-dev
            - name: Keep what is built
              uses: actions/cache@v4
              with:
                path: .build
                key: kindling-${{ runner.os }}-${{ hashFiles('Package.swift', 'Sources/**') }}
            - name: Build
              run: swift build --product grade
            - name: Grade
              shell: bash
              run: |
                status=0
                .build/debug/grade \(sections)--format markdown --output "$RUNNER_TEMP/grades.md" || status=$?
                if [ "$status" -gt 1 ]; then
                  echo "Grading was not possible: the log of this step says why." >>"$GITHUB_STEP_SUMMARY"
                  exit "$status"
                fi
                cat "$RUNNER_TEMP/grades.md" >>"$GITHUB_STEP_SUMMARY"

      """
  }
}
