import Foundation
import TestSupport
import XCTest

@testable import Grading

/// What Kindling needs of the system is named in three places, which must agree.
final class SystemPackageTests: XCTestCase {
  private func names(in file: String, _ pattern: Regex<(Substring, Substring)>) throws
    -> Set<String>
  {
    let text = try String(contentsOf: Repository.root.appending(path: file), encoding: .utf8)
    return Set(text.matches(of: pattern).map { String($0.1) })
  }

  func testSetUpInstallsWhatThePackageAndTheDoctorName() throws {
    let setUp = try names(in: ".ci/set-up", /missing="\$missing ([\w.+-]+)"/)
    let package = try names(in: "Package.swift", /\.apt\(\["([\w.+-]+)"\]\)/)
    let doctor = Set(SystemPackage.all.map(\.debian))
    XCTAssertGreaterThan(package.count, 3)
    XCTAssertEqual(package.subtracting(setUp), [])
    // Whoever has the course has git.
    XCTAssertEqual(doctor.subtracting(setUp), ["git"])
    // The doctor tells of the first two by what does not build, of bubblewrap by its sandbox; the
    // others are for tests alone.
    XCTAssertEqual(
      setUp.subtracting(doctor),
      [
        "pkg-config", "zlib1g-dev", "bubblewrap", "slurm-wlm", "munge", "ocl-icd-libopencl1",
        "pocl-opencl-icd", "python3-jsonschema",
      ])
  }
}
