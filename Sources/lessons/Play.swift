import ArgumentParser
import Course
import Foundation
import Previewing
import Publishing
import Toolchain

struct Play: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a copy of a lesson's program, and again whenever you save it.",
    discussion: """
      The copy is in the folder scratch of the course; the lesson stays as it is. What the \
      program draws is shown on a page, or as text with --text.
      """)

  @Argument(help: "The section, such as 2.3 or Softmax.")
  var section: String

  @Flag(help: "Take the lesson's program again; your copy is kept beside it.")
  var fresh = false

  @Flag(help: "Show figures as text, and no page.")
  var text = false

  @Option(help: "The port of the page; by default the first free one from 8080 on.")
  var port: UInt16?

  @OptionGroup var limit: RunLimit

  func run() async throws {
    try await reportingFaults {
      // Ctrl-C is how playing ends, and no failure.
      do { try await play() } catch is CancellationError {}
    }
  }

  private func play() async throws {
    let workbook = try Workbook.find()
    let sections = try workbook.course.select([section])
    guard sections.count == 1 else {
      throw ValidationError("name one section, such as \(sections[0].id)")
    }
    let scratch = try ScratchFile(of: sections[0], in: workbook, isFresh: fresh)
    for line in announcement(of: scratch) { PlaySession.say(line) }
    var player = try await Player(root: workbook.root, directory: workbook.root)
    player.seconds = limit.seconds
    let session = PlaySession(scratch: scratch, player: player, showsText: text)
    if text { return try await session.run(nil, nil) }

    let folder = workbook.root.appending(path: ".build/lessons/play/\(sections[0].slug)")
    let page = PlayedPage(in: folder, root: workbook.root)
    try await page.write(nil, named: session.name)
    let server = try SiteServer(folder, port: port ?? SiteServer.freePort(in: 8080...8099))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { try await session.run(page, server) }
      try await group.next()
      group.cancelAll()
    }
  }

  private func announcement(of scratch: ScratchFile) -> [String] {
    let name = PlayedProgram.name(of: scratch.file)
    let kept = scratch.previous.map {
      "Your last version is kept in \(PlayedProgram.name(of: $0))."
    }
    let what =
      scratch.isKept
      ? "as you left it (--fresh takes the lesson's program again)"
      : "(a copy of the lesson's program; the lesson stays as it is)"
    return [kept].compactMap(\.self)
      + ["Playing \(name) \(what).", "Save the file to run it again, Ctrl-C ends."]
  }
}

/// How long a program may run.
struct RunLimit: ParsableArguments {
  @Option(help: "How long the program may run, in seconds.")
  var seconds = 60.0

  func validate() throws {
    guard seconds > 0 else { throw ValidationError("--seconds must be above 0") }
  }
}
