import Course
import Foundation
import Toolchain

/// What of the things Kindling needs is there, in which version, and how to get the rest.
public struct Diagnosis: Sendable {
  /// One thing that was looked for.
  struct Finding: Sendable {
    let name: String
    let value: String
    /// How to get it, when it is missing.
    var advice: String?
    /// Whether grading cannot do without it.
    var isNeeded = true
  }

  let findings: [Finding]

  /// Whether everything that grading needs is there.
  public var canGrade: Bool { !findings.contains { $0.advice != nil && $0.isNeeded } }

  /// Looks for everything. `products` says what computes matrix products.
  public static func make(products: String) async -> Diagnosis {
    var findings: [Finding] = [await compiler()]
    do {
      let workbook = try Workbook.find()
      let course = workbook.course
      findings.append(
        Finding(
          name: "course",
          value: "\(course.title), \(course.sections.count) sections, "
            + workbook.root.path))
      findings.append(library(root: workbook.root))
    } catch {
      findings.append(Finding(name: "course", value: "not usable", advice: "\(error)"))
    }
    findings.append(await sandbox())
    findings.append(Finding(name: "products", value: products))
    for package in SystemPackage.all { findings.append(await package.finding()) }
    return Diagnosis(findings: findings)
  }

  /// The findings, one a line, ending in a line end.
  public func text(style: TextStyle = TextStyle()) -> String {
    let lines = findings.flatMap { finding in
      let mark =
        finding.advice == nil
        ? style.paint("ok", .good)
        : finding.isNeeded ? style.paint("x ", .bad) : style.paint("- ", .quiet)
      let line = "\(mark) \(finding.name.padded(to: 12)) \(finding.value)"
      return [line] + (finding.advice.map { ["                \($0)"] } ?? [])
    }
    let missing = findings.filter { $0.advice != nil && $0.isNeeded }.map(\.name)
    let end =
      missing.isEmpty
      ? style.paint("Everything that grading needs is installed.", .good)
      : style.paint("Grading needs: \(missing.joined(separator: ", ")).", .bad)
    return (lines + ["", end]).joined(separator: "\n") + "\n"
  }

  private static func compiler() async -> Finding {
    do {
      let toolchain = try SwiftToolchain.find()
      let result = try await Program(toolchain.frontend, ["-version"], seconds: 10).run()
      let version = result.output.split(separator: "\n").first.map(String.init) ?? "unknown"
      return Finding(name: "swift", value: "\(version), \(toolchain.root.path)")
    } catch {
      return Finding(name: "swift", value: "missing", advice: "\(error)")
    }
  }

  private static func library(root: URL) -> Finding {
    do {
      let library = try BuiltLibrary(root: root)
      guard unsafe access(library.caches.path, W_OK) == 0 else {
        return Finding(
          name: "library", value: "built in \(library.products.path)",
          advice:
            "there is no writable folder for what is made from it: set XDG_CACHE_HOME to one "
            + "of yours")
      }
      let caches = library.caches == library.products ? "" : ", caches in \(library.caches.path)"
      return Finding(name: "library", value: "built in \(library.products.path)\(caches)")
    } catch {
      return Finding(name: "library", value: "missing", advice: "\(error)")
    }
  }

  private static func sandbox() async -> Finding {
    switch await Sandbox.detect() {
    case .bubblewrap(let tool, _):
      let result = try? await Program(tool, ["--version"], seconds: 10).run()
      let version = result?.output.split(separator: "\n").first.map(String.init)
      return Finding(name: "sandbox", value: version ?? "bubblewrap")
    case .confinedByItself(let hasLandlock, let setpriv):
      let user = setpriv == nil ? "" : ", as another user"
      let value = hasLandlock ? "Landlock\(user)" : "another user"
      return Finding(name: "sandbox", value: value)
    case .none:
      let isInstalled = SwiftToolchain.executable(named: "bwrap") != nil
      return Finding(
        name: "sandbox", value: "none",
        advice: isInstalled
          ? "bubblewrap is installed but may not make namespaces here, and the kernel has no Landlock; "
            + "answers run unconfined"
          : "\(SystemPackage.installCommand) bubblewrap; without it answers run unconfined",
        isNeeded: false)
    }
  }
}
