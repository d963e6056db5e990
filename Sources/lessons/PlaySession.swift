import Console
import Foundation
import Previewing
import Publishing
import Toolchain

/// Runs a scratch file, and again whenever it is saved, until the task is cancelled.
struct PlaySession: Sendable {
  let scratch: ScratchFile
  let player: Player
  /// Whether figures are shown as text, where there is no page.
  let showsText: Bool

  /// The file as messages name it.
  var name: String { PlayedProgram.name(of: scratch.file) }

  /// Runs the file and shows each run on `page`, which `server` serves.
  func run(_ page: PlayedPage?, _ server: SiteServer?) async throws {
    var watch = FileWatch([scratch.file])
    try await server?.waitUntilListening()
    while true {
      // A save while the program runs begins another run at once.
      let running = Task { try await playOnce(page, server) }
      try await withTaskCancellationHandler {
        try await waitForSave(&watch)
      } onCancel: {
        running.cancel()
      }
      running.cancel()
      _ = await running.result
      Self.say("\n\(name) was saved:")
    }
  }

  private func waitForSave(_ watch: inout FileWatch) async throws {
    while true {
      try await Task.sleep(for: .milliseconds(200))
      // An editor may take the file away before it puts the new one there.
      if !watch.changes().isEmpty, FileManager.default.fileExists(atPath: scratch.file.path) {
        return
      }
    }
  }

  private func playOnce(_ page: PlayedPage?, _ server: SiteServer?) async throws {
    do {
      let run = try await player.run(PlayedProgram(scratch.file)) { Self.say($0, terminator: "") }
      if !run.text.isEmpty, !run.text.hasSuffix("\n") { Self.say("") }
      if !run.errorText.isEmpty { Self.say(run.errorText, terminator: "") }
      if !run.faults.isEmpty {
        Self.say(run.faults)
      } else if run.status != 0 {
        Self.say("The program ended with status \(run.status).")
      }
      // What does not compile leaves the last run on the page.
      if run.didStart { try await page?.write(run, named: name) }
      server?.siteChanged(faults: run.faults)
      guard run.figureCount > 0 else { return }
      let count = run.figureCount == 1 ? "1 figure" : "\(run.figureCount) figures"
      if let server {
        Self.say("\(count): \(server.address)")
      } else if showsText {
        Self.say("\n\(count):\n\n\(run.figuresAsText)", terminator: "")
      }
    } catch is CancellationError {
    } catch {
      Self.say("lessons: \(errorText(error))")
      server?.siteChanged(faults: errorText(error))
    }
  }

  /// Prints at once, wherever the output goes.
  static func say(_ text: String, terminator: String = "\n") {
    Terminal.show(text + terminator)
  }
}
