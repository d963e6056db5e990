import Course
import Foundation
import Grading

/// An autograder for Gradescope: `setup.sh` and `run_autograder` beside the course.
public struct GradescopePackage: Sendable {
  private let workbook: Workbook
  private let sections: [Section]
  private let detail: GradescopeDetail
  private let seconds: Int

  /// The seconds that a submission may take, when nothing else is said: Gradescope stops it after
  /// ten minutes, and then no results are written.
  public static let usualSeconds = 540

  public init(
    of workbook: Workbook, sections: [Section], detail: GradescopeDetail = .tests,
    seconds: Int = usualSeconds
  ) {
    self.workbook = workbook
    self.sections = sections
    self.detail = detail
    self.seconds = seconds
  }

  /// Writes the package: a zip archive where the name ends so, else a new folder.
  public func write(to place: URL) throws {
    try GraderPackage(
      of: workbook, sections: sections,
      with: [
        CourseFile("setup.sh", setUp, isExecutable: true),
        CourseFile("run_autograder", runner, isExecutable: true),
      ]
    ).write(to: place)
  }

  /// Where the scripts find Swift, beside the PATH.
  private static let swift = "/opt/swift/usr/bin"

  private var setUp: String {
    """
    #!/usr/bin/env bash
    # Gradescope runs this once, when it builds the image: installs Swift, and builds the grader.
    set -euo pipefail
    root=${AUTOGRADER_ROOT:-/autograder}
    version=${SWIFT_VERSION:-6.3.1}

    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y --no-install-recommends \\
      binutils bubblewrap ca-certificates curl git gnupg libc6-dev libcurl4-openssl-dev libedit2 \\
      libgcc-11-dev libpython3-dev libsqlite3-0 libstdc++-11-dev libxml2-dev libz3-dev make \\
      pkg-config tzdata unzip util-linux zlib1g-dev

    if ! [ -x \(Self.swift)/swift ]; then
      # As https://www.swift.org/install describes it, with the signature checked.
      name=swift-$version-RELEASE
      . /etc/os-release
      address=https://download.swift.org/swift-$version-release/ubuntu${VERSION_ID//./}/$name/$name-ubuntu$VERSION_ID
      curl -fsSL "$address.tar.gz" -o /tmp/swift.tar.gz
      curl -fsSL "$address.tar.gz.sig" -o /tmp/swift.tar.gz.sig
      curl -fsSL https://www.swift.org/keys/all-keys.asc | gpg --import -
      gpg --batch --verify /tmp/swift.tar.gz.sig /tmp/swift.tar.gz
      mkdir -p /opt/swift
      tar -xzf /tmp/swift.tar.gz -C /opt/swift --strip-components 1
      rm /tmp/swift.tar.gz /tmp/swift.tar.gz.sig
    fi
    export PATH=\(Self.swift):$PATH

    cd "$root/source/course"
    swift build --product grade

    # Compiles every hidden suite once, so that no submission has to wait for that.
    warm=$(mktemp -d)
    for exercise in Exercises/*/*/*.swift; do
      sed 's/unanswered()/fatalError()/' "$exercise" >"$warm/${exercise##*/}"
    done
    .build/debug/grade --answers "$warm" --jobs 1 --quiet || [ $? -eq 1 ]
    rm -r "$warm"

    """
  }

  private var runner: String {
    """
    #!/usr/bin/env bash
    # Gradescope runs this for each submission. Whatever happens, it ends with a results.json.
    set -uo pipefail
    root=${AUTOGRADER_ROOT:-/autograder}
    results=$root/results/results.json
    export PATH=\(Self.swift):$PATH
    mkdir -p "$root/results"
    rm -f "$results"

    child=
    finish() {
      trap '' INT TERM
      [ -z "$child" ] || kill "$child" 2>/dev/null
      [ -s "$results" ] || printf '%s\\n' \\
        '{"score": 0, "tests": [], "output_format": "text", "output": "This submission could not be graded, which says nothing about it: the grader was stopped. Please tell your instructor."}' \\
        >"$results"
      exit 0
    }
    trap finish EXIT
    trap 'exit 143' INT TERM

    cd "$root/source/course"
    # Waited for in this way, so that a signal is obeyed at once.
    timeout --kill-after=5 \(seconds) .build/debug/grade gradescope-run --autograder "$root" \\
      --sections \(sections.list) --show \(detail.rawValue) &
    child=$!
    wait "$child"
    child=

    """
  }
}
