import ArgumentParser
import Console
import Course
import Documents
import Foundation
import Previewing
import Publishing
import Toolchain

struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the lessons' pages, and again whenever a file under docs is saved.",
    discussion: "Ctrl-C ends it.")

  @OptionGroup var selection: Selection

  @Option(help: "The folder to put the site in.")
  var output = "site"

  @OptionGroup var reports: Reports

  @OptionGroup var work: Work

  @Flag(help: "Serve the site on this machine; open pages reload when it changes.")
  var serve = false

  @Option(help: "The port to serve at.")
  var port: UInt16 = 8080

  func run() async throws {
    try await reportingFaults {
      // Ctrl-C is how watching ends, and no failure.
      do { try await watch() } catch is CancellationError {}
    }
  }

  private func watch() async throws {
    let workbook = try Workbook.find()
    let server = serve ? try SiteServer(URL(filePath: output), port: port) : nil
    try await withThrowingTaskGroup(of: Void.self) { group in
      if let server {
        group.addTask { try await server.run() }
        group.addTask { try await rebuild(workbook, server) }
        try await group.next()
        group.cancelAll()
      } else {
        try await rebuild(workbook, nil)
      }
    }
  }

  /// Builds, then looks for changes until the task is cancelled.
  private func rebuild(_ workbook: Workbook, _ server: SiteServer?) async throws {
    let others = [reports.results, reports.classFolder].compactMap { $0.map { URL(filePath: $0) } }
    var watch = FileWatch([workbook.root.appending(path: "docs")] + others)
    try await build(for: server)
    if let server {
      try await server.waitUntilListening()
      Terminal.complain("Serving \(server.address)")
    }
    while true {
      try await Task.sleep(for: .milliseconds(200))
      var changed = watch.changes()
      guard !changed.isEmpty else { continue }
      // An editor may save in several steps, and a checkout changes many files.
      var more = changed
      while !more.isEmpty {
        try await Task.sleep(for: .milliseconds(50))
        more = watch.changes()
        changed += more
      }
      Terminal.complain("changed: \(names(of: changed, in: workbook))")
      try await build(for: server)
    }
  }

  private func names(of files: [URL], in workbook: Workbook) -> String {
    let names = Set(files.map(workbook.displayPath)).sorted()
    let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
    return names.prefix(3).joined(separator: ", ") + rest
  }

  /// Builds what changed. Faults are listed, and watching goes on: they are what it is for.
  private func build(for server: SiteServer?) async throws {
    var faults = ""
    defer { server?.siteChanged(faults: faults) }
    do {
      let (workbook, sections) = try selection.resolve()
      let publisher = try await Publisher(workbook, results: reports.read(), jobs: work.jobs)
      let progress = LessonProgress("built", of: sections.count)
      defer { progress.clear() }
      try await publisher.build(sections, to: URL(filePath: output), progress: progress.show)
      progress.clear()
      Terminal.complain(progress.summary)
    } catch let error as CancellationError {
      throw error
    } catch {
      try Task.checkCancellation()
      faults = error is LessonFaults ? "\(error)" : "lessons: \(error)"
      Terminal.complain(faults)
    }
  }
}
