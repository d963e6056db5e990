import Console
import Course
import Foundation
import Grading

/// One run of `grade watch`: what is on the screen, and what follows on a save or a key.
///
/// It writes past C's buffers: flushing those would wait for the thread that reads standard input.
struct WatchSession {
  private enum Event: Sendable {
    case saved
    case graded(Outcome)
    case failed(String)
    case typed(KeyInput.Event)
  }

  /// What grading came to; in a handout, which has no hidden tests, what trying did.
  private enum Outcome: Sendable {
    case report(Report)
    case trial(Trial)

    var isPerfect: Bool {
      switch self {
      case .report(let report): report.isPerfect
      case .trial(let trial): trial.isComplete
      }
    }

    func text(of course: Course, style: TextStyle) -> String {
      switch self {
      case .report(let report): TextReport(report, of: course, style: style).text
      case .trial(let trial): TrialText(trial, style: style).text
      }
    }
  }

  private var section: Section
  private let workbook: Workbook
  private let isPlain: Bool
  /// A terminal may have been made wider or narrower since the last report.
  private var style: TextStyle { Look.style(isPlain: isPlain) }
  /// The last report, when it is about what is in the file now.
  private var report: Outcome?
  private var grading: Task<Void, Never>?
  private var watching: Task<Void, Never>?
  private let events: AsyncStream<Event>
  private let sender: AsyncStream<Event>.Continuation

  init(section: Section, of workbook: Workbook, isPlain: Bool) {
    self.section = section
    self.workbook = workbook
    self.isPlain = isPlain
    (events, sender) = AsyncStream.makeStream()
  }

  /// Runs until the student types `q`; throws a `CancellationError` on Ctrl-C.
  mutating func run() async throws {
    let sender = sender
    KeyInput.read { sender.yield(.typed($0)) }
    begin(section)
    for await event in events {
      switch event {
      case .saved: grade(reuse: .anySeed)
      case .graded(let report): show(report)
      case .failed(let reason): Terminal.show("\n\(reason)\n")
      case .typed(.key(let key)):
        if await obey(key.isNewline ? "" : key.lowercased()) { return }
      case .typed(.line(let line)):
        if await obey(line.trimmingCharacters(in: .whitespaces).lowercased()) { return }
      case .typed(.end):
        // Ctrl-D; where nobody types, watching goes on.
        if Terminal.isAnswered, await obey("q") { return }
      }
    }
    await stop()
    throw CancellationError()
  }

  /// Does what a key or a line asks for; returns whether that is to end.
  private mutating func obey(_ line: String) async -> Bool {
    switch line {
    case "q", "quit":
      await stop()
      return true
    case "h", "hint": hint()
    case "":
      if report?.isPerfect == true, let next {
        begin(next)
      } else {
        grade(reuse: .nothing)
      }
    default: Terminal.show("Enter, h or q?\n")
    }
    return false
  }

  private var next: Section? {
    let sections = workbook.course.sections
    let position = sections.firstIndex(of: section) ?? sections.endIndex
    return sections.dropFirst(position + 1).first
  }

  private mutating func begin(_ section: Section) {
    self.section = section
    watching?.cancel()
    watching = Task { [sender, file = workbook.answer(section)] in
      for await _ in FileChanges(of: file) { sender.yield(.saved) }
    }
    grade(reuse: .anySeed)
  }

  /// Starts grading what is in the file now, in place of what is being graded.
  private mutating func grade(reuse: Reuse) {
    report = nil
    let before = grading
    before?.cancel()
    if Terminal.isOutputWatched { Terminal.show(style.quiet("Grading \(section.id) ...")) }
    grading = Task { [sender, workbook, section] in
      await before?.value
      do {
        let folder = workbook.root.appending(path: Workbook.exercises)
        let fingerprints = workbook.answerFingerprints([section])
        let grader = Grader(
          workbook: workbook, seed: .random(in: 1...9999), jobs: 1, reuse: reuse)
        if section.hasHiddenTests {
          let report = try await grader.grade([section], answers: .folder(folder))
          workbook.remember(report, of: [section], answers: fingerprints)
          sender.yield(.graded(.report(report)))
        } else {
          let trial = try await grader.tryOut([section], answers: .folder(folder))
          workbook.remember(trial, answers: fingerprints)
          sender.yield(.graded(.trial(trial)))
        }
      } catch is CancellationError {
        return
      } catch {
        sender.yield(.failed("\(error)"))
      }
    }
  }

  private mutating func show(_ report: Outcome) {
    self.report = report
    // The screen and what was scrolled off it are cleared: one report is seen, the latest.
    let clear = Terminal.isOutputWatched ? "\u{1B}[H\u{1B}[2J\u{1B}[3J" : ""
    let onward =
      report.isPerfect
      ? next.map { "Enter: on to \($0.id) \($0.module)" } ?? "Enter: grade again"
      : "Enter: grade again, with other inputs   h: hint"
    Terminal.show(
      clear + report.text(of: workbook.course, style: style) + "\n"
        + style.quiet("Watching \(workbook.displayPath(workbook.answer(section)))") + "\n"
        + style.quiet(onward + "   q: quit") + "\n")
  }

  private func hint() {
    guard report?.isPerfect != true else {
      return Terminal.show("All parts are right: there is nothing to hint at.\n")
    }
    do {
      let state = StudentState(of: workbook)
      let hints = try HintText(
        section: section.id, part: nil, in: workbook.course, state: state)
      let count = state.hintsSeen(section, hints.part.name) + 1
      Terminal.show("\n" + hints.text(first: count, onlyLatest: true, style: style))
      StudentState.update(workbook) { $0.showedHints(count, of: hints.part.name, section.module) }
    } catch {
      Terminal.show("\(error)\n")
    }
  }

  /// Ends what is being graded, so that no process of it is left.
  private func stop() async {
    watching?.cancel()
    grading?.cancel()
    await grading?.value
  }
}
