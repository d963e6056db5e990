import Course
import Foundation
import Toolchain

/// What of the things grading needs is there.
public struct Diagnosis: Sendable {
  /// One thing that was looked for.
  struct Finding: Sendable {
    let name: String
    let value: String
    /// How to get it, when it is missing.
    let advice: String?
    /// Whether grading cannot do without it.
    var isNeeded = true
  }

  let findings: [Finding]

  /// Whether everything that grading needs is there.
  public var canGrade: Bool { !findings.contains { $0.advice != nil && $0.isNeeded } }

  /// Looks for everything.
  public static func make() async -> Diagnosis {
    var findings: [Finding] = [await compiler()]
    do {
      let workbook = try Workbook.find()
      let course = workbook.course
      findings.append(
        Finding(
          name: "course",
          value: "\(course.title), \(course.sections.count) sections, "
            + workbook.root.path, advice: nil))
      findings.append(library(root: workbook.root))
    } catch {
      findings.append(Finding(name: "course", value: "not usable", advice: "\(error)"))
    }
    findings.append(await sandbox())
    return Diagnosis(findings: findings)
  }

  /// The findings, one a line, ending in a line end.
  public var text: String {
    findings.flatMap { finding in
      let mark = finding.advice == nil ? "ok" : finding.isNeeded ? "x " : "- "
      let line = "\(mark) \(finding.name.padded(to: 10)) \(finding.value)"
      return [line] + (finding.advice.map { ["   \($0)"] } ?? [])
    }.joined(separator: "\n") + "\n"
  }

  private static func compiler() async -> Finding {
    do {
      let toolchain = try SwiftToolchain.find()
      let result = try await Program(toolchain.frontend, ["-version"], seconds: 10).run()
      let version = result.output.split(separator: "\n").first.map(String.init) ?? "unknown"
      return Finding(name: "swift", value: "\(version), \(toolchain.root.path)", advice: nil)
    } catch {
      return Finding(name: "swift", value: "missing", advice: "\(error)")
    }
  }

  private static func library(root: URL) -> Finding {
    do {
      let library = try BuiltLibrary(root: root)
      return Finding(name: "library", value: "built in \(library.products.path)", advice: nil)
    } catch {
      return Finding(name: "library", value: "missing", advice: "\(error)")
    }
  }

  private static func sandbox() async -> Finding {
    let sandbox = await Sandbox.detect()
    let advice =
      sandbox == .none
      ? "install it with `apt-get install bubblewrap`; without it answers run unconfined" : nil
    return Finding(name: "sandbox", value: sandbox.name, advice: advice, isNeeded: false)
  }
}
